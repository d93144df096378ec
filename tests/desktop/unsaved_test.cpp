// Unsaved work: asked about at the end, kept, and offered at the next start.
#include <GLFW/glfw3.h>

#include <algorithm>
#include <cmath>
#include <fstream>

#include "app/core/shell/files/session.h"
#include "app/core/shell/state/document.h"
#include "app/screens/shell/dialogs.h"
#include "driver.h"

namespace losslab {
namespace {

namespace fs = std::filesystem;

class Unsaved : public Driver {
 protected:
  explicit Unsaved(const Before& before = {}) : Driver({}, before) {}
  const Dialog* dialog() const { return window_.screen_state().dialog; }
  void change() {
    click(middle_of("loss.log_cosh.box"));
    ASSERT_TRUE(until([this] { return app().dirty(); }));
  }
  void quit() {
    key("ctrl+q");
    ASSERT_TRUE(until([this] { return dialog() == &unsaved_dialog; }));
    ASSERT_TRUE(until([this] { return window_.control("unsaved_save") != nullptr; }));
    window_.settle();
  }
  std::size_t kept() const {
    std::error_code none;
    const fs::directory_iterator all(folder_ / "state" / "recovery", none);
    return static_cast<std::size_t>(std::count_if(
        begin(all), end(all), [](const fs::directory_entry& entry) { return entry.path().extension() == ".toml"; }));
  }
};

TEST_F(Unsaved, NothingChangedEndsAtOnce) {
  key("ctrl+q");
  EXPECT_TRUE(until([this] { return window_.closed(); }));
}

TEST_F(Unsaved, CancelGoesOnAndTheWorkIsKeptMeanwhile) {
  change();
  quit();
  EXPECT_TRUE(until([this] { return kept() == 1; }));
  click(middle_of("dialog_cancel"));
  ASSERT_TRUE(until([this] { return dialog() == nullptr; }));
  EXPECT_FALSE(window_.closed());
  EXPECT_TRUE(app().dirty());
  quit();
  key("Escape");
  ASSERT_TRUE(until([this] { return dialog() == nullptr; }));
  EXPECT_FALSE(window_.closed());
}

// As GLFW does when the window manager asks.
TEST_F(Unsaved, TheCrossOfTheWindowAsksToo) {
  change();
  const GLFWwindowclosefun asked = glfwSetWindowCloseCallback(window_.handle(), nullptr);
  glfwSetWindowCloseCallback(window_.handle(), asked);
  glfwSetWindowShouldClose(window_.handle(), GLFW_TRUE);
  asked(window_.handle());
  EXPECT_TRUE(until([this] { return dialog() == &unsaved_dialog; }));
  EXPECT_FALSE(window_.closed());
}

TEST_F(Unsaved, DoNotSaveEndsAndLeavesNothing) {
  change();
  quit();
  click(middle_of("unsaved_drop"));
  EXPECT_TRUE(until([this] { return window_.closed(); }));
  EXPECT_EQ(kept(), 0u);
}

TEST_F(Unsaved, SaveAsksWhereAndEnds) {
  change();
  quit();
  click(middle_of("unsaved_save"));
  ASSERT_TRUE(until([this] { return window_.control("##file_name") != nullptr; }));
  window_.settle();
  key("ctrl+a");
  type("mine");
  key("Return");
  EXPECT_TRUE(until([this] { return window_.closed(); }));
  EXPECT_EQ(load_session(file("mine.toml")).document, app().document());
  EXPECT_EQ(kept(), 0u);
}

TEST_F(Unsaved, SavingThatIsGivenUpDoesNotEnd) {
  change();
  quit();
  click(middle_of("unsaved_save"));
  ASSERT_TRUE(until([this] { return window_.control("##file_name") != nullptr; }));
  key("Escape");
  ASSERT_TRUE(until([this] { return dialog() == nullptr && !window_.screen_state().leaving; }));
  EXPECT_FALSE(window_.closed());
  EXPECT_TRUE(app().dirty());
}

TEST_F(Unsaved, AnotherSessionIsNotOpenedOverIt) {
  save_session(Session(), file("other.toml"));
  change();
  key("ctrl+o");
  ASSERT_TRUE(until([this] { return window_.control("##file_name") != nullptr; }));
  window_.settle();
  type("other.toml");
  key("Return");
  ASSERT_TRUE(until([this] { return dialog() == &unsaved_dialog; }));
  ASSERT_TRUE(until([this] { return window_.control("unsaved_drop") != nullptr; }));
  EXPECT_TRUE(app().dirty());
  window_.settle();
  click(middle_of("unsaved_drop"));
  ASSERT_TRUE(until([this] { return !app().dirty() && dialog() == nullptr; }));
  EXPECT_EQ(app().session_path(), file("other.toml"));
}

TEST_F(Unsaved, IdleWaitsOnceForItAndDrawsNothing) {
  change();
  window_.settle();
  const long drawn = window_.frames_drawn();
  // One wait is as long as it takes until the work is due.
  while (!std::isinf(app().until_due(0))) window_.frame();
  EXPECT_EQ(window_.frames_drawn(), drawn);
  EXPECT_TRUE(until([this] { return kept() == 1; }));
}

// What a program left that was killed.
void leave_work(const fs::path&, const fs::path& state) {
  fs::create_directories(state / "recovery");
  Session session;
  session.document.loss("huber").set("delta", 2.5);
  std::ofstream(state / "recovery" / "1-1.toml") << "# Unsaved work of LossLab, of \"/x/lesson.toml\"\n"
                                                 << to_toml(session);
}

class LeftWork : public Unsaved {
 protected:
  LeftWork() : Unsaved(leave_work) {
    EXPECT_TRUE(until([this] { return window_.control("left_restore") != nullptr; }));
    EXPECT_EQ(dialog(), &left_work_dialog);
    window_.settle();
  }
  double delta() { return app().document().loss("huber").parameter("delta"); }
};

TEST_F(LeftWork, IsRestored) {
  click(middle_of("left_restore"));
  ASSERT_TRUE(until([this] { return dialog() == nullptr; }));
  EXPECT_EQ(delta(), 2.5);
  EXPECT_TRUE(app().dirty());
  EXPECT_EQ(app().session_path(), "/x/lesson.toml");
  EXPECT_EQ(kept(), 1u);
}

TEST_F(LeftWork, IsDiscarded) {
  click(middle_of("left_discard"));
  ASSERT_TRUE(until([this] { return dialog() == nullptr; }));
  EXPECT_FALSE(app().dirty());
  EXPECT_EQ(kept(), 0u);
}

TEST_F(LeftWork, WaitsForAnotherTime) {
  key("Escape");
  ASSERT_TRUE(until([this] { return dialog() == nullptr; }));
  EXPECT_EQ(kept(), 1u);
  key("ctrl+q");
  EXPECT_TRUE(until([this] { return window_.closed(); }));
  EXPECT_EQ(kept(), 1u);
}

}  // namespace
}  // namespace losslab
