// Animations saved from the window: asked for in the dialog, made while the window goes on, cancelled.
#include <imgui.h>

#include <fstream>
#include <sstream>

#include "app/core/shell/animation/animation_job.h"
#include "app/core/shell/state/playback.h"
#include "app/screens/shell/dialogs.h"
#include "driver.h"
#include "widgets/export/animation/animation.h"

namespace losslab {
namespace {

namespace fs = std::filesystem;

class AnimationDialog : public Driver {
 protected:
  AnimationDialog() : Driver({.width = 1280, .height = 800, .scale = 1}) {}
  const Dialog* dialog() const { return window_.screen_state().dialog; }
  [[nodiscard]] bool shows(const std::string& control) {
    const bool there = until([&] { return window_.control(control) != nullptr; });
    window_.settle();
    return there;
  }
  void open_outliers() {
    window_.application().open(std::string(LOSSLAB_ASSETS) + "/sessions/outliers.toml");
    ASSERT_TRUE(until([this] { return app().playback() != nullptr && app().playback()->length() == 300; }));
    window_.settle();
  }
  void open_dialog() {
    key("ctrl+shift+e");
    ASSERT_TRUE(shows("animation_format"));
    ASSERT_EQ(dialog(), &save_animation_dialog);
  }
  void fill(const std::string& field, const std::string& text) {
    double_click(middle_of(field));
    key("ctrl+a");
    type(text);
    key("Tab");
  }
  // The format of that number, of as many as there are in the row.
  void choose_format(int number) {
    const Rect row = *window_.control("animation_format");
    click({row.x + row.width * (number + 0.5) / 5, row.y + 0.5 * row.height});
  }
  void save_as(const std::string& name) {
    click(middle_of("dialog_save"));
    ASSERT_TRUE(shows("##file_name"));
    key("ctrl+a");
    type(file(name));
    key("Return");
    ASSERT_TRUE(until([this] { return dialog() == nullptr && !ImGui::GetIO().WantTextInput; }));
  }
  std::string content(const std::string& name) const {
    std::ostringstream text;
    text << std::ifstream(file(name), std::ios::binary).rdbuf();
    return text.str();
  }
};

TEST_F(AnimationDialog, ARunIsSavedWhileTheWindowGoesOn) {
  open_outliers();
  const long position = app().playback()->position();
  open_dialog();
  fill("##animation_to", "40");
  fill("##animation_seconds", "1");
  save_as("run.gif");
  EXPECT_TRUE(app().animation().running());
  key("Home");  // the run in the window is not that of the animation
  ASSERT_TRUE(until([this] { return app().playback()->position() == 0; }));
  EXPECT_GT(position, 0);
  ASSERT_TRUE(until([this] { return !app().animation().running(); }));
  ASSERT_TRUE(app().message().has_value());
  EXPECT_FALSE(app().message()->error) << app().message()->text;
  EXPECT_EQ(app().message()->text.rfind("Saved " + file("run.gif"), 0), 0u) << app().message()->text;
  const std::string gif = content("run.gif");
  ASSERT_GT(gif.size(), 1000u);
  EXPECT_EQ(gif.substr(0, 6), "GIF89a");
  EXPECT_EQ(static_cast<unsigned char>(gif[6]) + 256 * static_cast<unsigned char>(gif[7]), 800);
  EXPECT_FALSE(app().dirty());
}

TEST_F(AnimationDialog, ItIsCancelledByItsCross) {
  open_outliers();
  open_dialog();
  fill("##animation_seconds", "300");
  save_as("long.webp.gif");
  ASSERT_TRUE(shows("animation_progress.cancel"));
  click(middle_of("animation_progress.cancel"));
  ASSERT_TRUE(until([this] { return !app().animation().running(); }));
  EXPECT_EQ(app().message()->text, app().language()("animation.cancelled"));
  EXPECT_FALSE(fs::exists(file("long.webp.gif")));
  EXPECT_TRUE(until([this] { return window_.control("animation_progress.cancel") == nullptr; }));
}

TEST_F(AnimationDialog, AParameterIsPlayedWhereThereIsNoRun) {
  open_dialog();
  EXPECT_EQ(window_.control("##animation_from"), nullptr);
  ASSERT_TRUE(shows("##animation_low"));
  fill("##animation_low", "0.5");
  fill("##animation_high", "2");
  fill("##animation_seconds", "0.5");
  choose_format(1);
  save_as("delta.webp");
  ASSERT_TRUE(until([this] { return !app().animation().running(); }));
  EXPECT_FALSE(app().message()->error) << app().message()->text;
  EXPECT_EQ(content("delta.webp").substr(0, 4), "RIFF");
}

TEST_F(AnimationDialog, APathIsGatheredViewByView) {
  open_outliers();
  open_dialog();
  const Rect subjects = *window_.control("animation_subject");
  const auto choose_path = [&] {
    click({subjects.x + subjects.width * 5 / 6, subjects.y + 0.5 * subjects.height});
    ASSERT_TRUE(shows("animation_add"));
  };
  choose_path();
  click(middle_of("animation_add"));
  key("Escape");
  ASSERT_TRUE(until([this] { return dialog() == nullptr; }));
  key("Home");
  ASSERT_TRUE(until([this] { return app().playback()->position() == 0; }));
  open_dialog();
  ASSERT_TRUE(shows("animation_add"));  // still on the path
  click(middle_of("animation_add"));
  fill("##animation_seconds", "0.4");
  save_as("path.gif");
  ASSERT_TRUE(until([this] { return !app().animation().running(); }));
  EXPECT_FALSE(app().message()->error) << app().message()->text;
  EXPECT_EQ(content("path.gif").substr(0, 6), "GIF89a");
}

TEST_F(AnimationDialog, ForPaperItIsOneFigure) {
  open_outliers();
  open_dialog();
  choose_format(4);
  ASSERT_TRUE(shows("##animation_moments"));
  EXPECT_EQ(window_.control("##animation_seconds"), nullptr);
  fill("##animation_moments", "4");
  save_as("onion.svg");
  ASSERT_TRUE(until([this] { return !app().animation().running(); }));
  EXPECT_FALSE(app().message()->error) << app().message()->text;
  EXPECT_NE(content("onion.svg").find("<svg"), std::string::npos);
}

TEST_F(AnimationDialog, WhatCannotBeWrittenIsSaidAndChangesNothing) {
  open_outliers();
  open_dialog();
  click(middle_of("dialog_save"));
  ASSERT_TRUE(shows("##file_name"));
  key("ctrl+a");
  type(file("none/run.gif"));
  key("Return");
  ASSERT_TRUE(until([this] { return !window_.screen_state().dialog_error.empty(); }));
  EXPECT_NE(dialog(), nullptr);
  EXPECT_FALSE(app().animation().running());
}

}  // namespace
}  // namespace losslab
