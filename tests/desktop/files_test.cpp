// Our own list of files, by mouse and by keyboard, at both sizes and in the dark.
#include <imgui.h>

#include <fstream>

#include "app/core/shell/files/session.h"
#include "app/core/shell/keep/recent_files.h"
#include "app/core/shell/state/document.h"
#include "app/screens/shell/dialogs.h"
#include "driver.h"

namespace losslab {
namespace {

namespace fs = std::filesystem;

Session with_delta(double delta, const std::string& theme = "light") {
  Session session;
  session.document.loss("huber").set("delta", delta);
  session.view.theme = theme;
  return session;
}

// A folder "sub" with a session, a table and what is not to be seen.
void make_files(const fs::path& folder, const fs::path&) {
  fs::create_directories(folder / "sub");
  save_session(with_delta(2), folder / "sub" / "lesson.toml");
  std::ofstream(folder / "sub" / "table.csv") << "x,y\n1,2\n2,3\n3,5\n4,4\n";
  std::ofstream(folder / "sub" / "notes.md") << "x";
  std::ofstream(folder / "sub" / ".hidden.toml") << "";
}

class FileList : public Driver, public testing::WithParamInterface<double> {
 protected:
  FileList() : Driver({.width = 1600, .height = 1000, .scale = GetParam()}, make_files) {
    ImGui::GetIO().MouseDoubleClickTime = 10;  // however slow the machine is
    key("t");
    EXPECT_TRUE(until([this] { return app().view().theme == "dark"; }));
  }
  const FileChoice& choice() const { return window_.screen_state().choice; }
  const Dialog* dialog() const { return window_.screen_state().dialog; }
  [[nodiscard]] bool shows(const std::string& control) {
    const bool there = until([&] { return window_.control(control) != nullptr; });
    window_.settle();
    return there;
  }
  void ask(const std::string& keys) {
    key(keys);
    ASSERT_TRUE(shows("##file_name"));
  }
  double delta() { return app().document().loss("huber").parameter("delta"); }
};

TEST_P(FileList, OpensByDoubleClickAndGoesUp) {
  ask("ctrl+o");
  EXPECT_EQ(choice().folder, folder_);
  double_click(middle_of("file.sub"));
  ASSERT_TRUE(shows("file.lesson.toml"));
  EXPECT_EQ(choice().entries.size(), 2u) << "neither the text nor the hidden file";
  click(middle_of("files_up"));
  ASSERT_TRUE(shows("file.sub"));
  double_click(middle_of("file.sub"));
  ASSERT_TRUE(shows("file.lesson.toml"));
  click(middle_of("file.lesson.toml"));
  EXPECT_TRUE(until([this] { return choice().name == "lesson.toml"; }));
  EXPECT_EQ(dialog(), &file_list_dialog);
  double_click(middle_of("file.lesson.toml"));
  ASSERT_TRUE(until([this] { return dialog() == nullptr; }));
  EXPECT_EQ(app().session_path(), (folder_ / "sub" / "lesson.toml").string());
  EXPECT_EQ(delta(), 2);
  // The next time it begins there, and the file is among the recent ones.
  ask("ctrl+o");
  EXPECT_EQ(choice().folder, folder_ / "sub");
  click(middle_of("place.recent"));
  EXPECT_TRUE(shows("file.lesson.toml"));
  EXPECT_EQ(choice().entries.size(), 1u);
}

TEST_P(FileList, TabCompletesAndArrowsChoose) {
  ask("ctrl+o");
  type("su");
  key("Tab");
  EXPECT_TRUE(until([this] { return choice().name == "sub/"; }));
  key("Return");
  ASSERT_TRUE(shows("file.table.csv"));
  key("Down");
  EXPECT_TRUE(until([this] { return choice().name == "lesson.toml"; }));
  key("Down");
  EXPECT_TRUE(until([this] { return choice().name == "table.csv"; }));
  key("Down");
  key("Up");
  EXPECT_TRUE(until([this] { return choice().name == "lesson.toml"; }));
  key("Return");
  ASSERT_TRUE(until([this] { return dialog() == nullptr; }));
  EXPECT_EQ(delta(), 2);
}

TEST_P(FileList, AFilterShowsItsKindAlone) {
  ask("ctrl+o");
  double_click(middle_of("file.sub"));
  ASSERT_TRUE(shows("file.lesson.toml"));
  click(middle_of("files_filter"));
  ASSERT_TRUE(shows("files_filter.2"));
  click(middle_of("files_filter.2"));
  ASSERT_TRUE(until([this] { return choice().filter == 2; }));
  EXPECT_EQ(choice().entries, (std::vector<FolderEntry>{{"table.csv", false}}));
}

TEST_P(FileList, WhatIsNotThereIsSaidAndTheListStays) {
  ask("ctrl+o");
  type("nowhere.toml");
  key("Return");
  EXPECT_TRUE(until(
      [this] { return window_.screen_state().dialog_error == "There is no file " + file("nowhere.toml") + "."; }));
  EXPECT_EQ(dialog(), &file_list_dialog);
  key("Escape");
  EXPECT_TRUE(until([this] { return dialog() == nullptr; }));
}

TEST_P(FileList, AsksBeforeAFileIsReplaced) {
  ask("ctrl+shift+s");
  key("ctrl+a");
  type("sub/lesson");  // the ending is added, and what is replaced is the file of that name
  key("Return");
  ASSERT_TRUE(shows("files_replace"));
  EXPECT_EQ(dialog(), &replace_dialog);
  EXPECT_EQ(load_session(folder_ / "sub" / "lesson.toml").document.loss("huber").parameter("delta"), 2);
  key("Escape");
  ASSERT_TRUE(shows("##file_name"));
  EXPECT_EQ(choice().name, "sub/lesson");
  key("Return");
  ASSERT_TRUE(shows("files_replace"));
  click(middle_of("files_replace"));
  ASSERT_TRUE(until([this] { return dialog() == nullptr; }));
  EXPECT_EQ(load_session(folder_ / "sub" / "lesson.toml").document, app().document());
}

TEST_P(FileList, WhatCannotBeSavedKeepsTheListOpenWithTheReason) {
  ask("ctrl+shift+s");
  key("ctrl+a");
  type("nowhere/lesson.toml");
  key("Return");
  EXPECT_TRUE(until([this] { return !window_.screen_state().dialog_error.empty(); }));
  EXPECT_EQ(dialog(), &file_list_dialog);
  EXPECT_EQ(window_.screen_state().dialog_error,
            "Cannot write '" + file("nowhere/lesson.toml") + "': the folder does not exist.");
}

INSTANTIATE_TEST_SUITE_P(AtBothSizes, FileList, testing::Values(1.0, 2.0),
                         [](const auto& size) { return size.param == 1 ? "Normal" : "Double"; });

}  // namespace
}  // namespace losslab
