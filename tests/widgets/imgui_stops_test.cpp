// Whom the keyboard is with: the order of places, groups, menus, and that no control can be made that is no place.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "imgui_harness.h"
#include "widgets/imgui/controls.h"
#include "widgets/imgui/menu.h"
#include "widgets/imgui/reading_order.h"
#include "widgets/imgui/slider.h"

namespace losslab {
namespace {

using testing::ElementsAre;

Stop stop(ImGuiID id, float x, float y, float width, float height, int region = 0) {
  Stop made;
  made.id = id;
  made.low = ImVec2(x, y);
  made.high = ImVec2(x + width, y + height);
  made.region = region;
  return made;
}

std::vector<ImGuiID> ids(const std::vector<Stop>& stops) {
  std::vector<ImGuiID> all;
  for (const Stop& one : stops) all.push_back(one.id);
  return all;
}

constexpr auto lines = Stops::Order::lines, given = Stops::Order::given;

TEST(ReadingOrder, LineByLineFromTheLeft) {
  // A number at the right end of the first line, a track and its marks on the second, all submitted from the right.
  const std::array all{stop(4, 280, 32, 20, 20), stop(1, 200, 2, 90, 20), stop(3, 255, 31, 20, 20),
                       stop(2, 0, 30, 240, 22)};
  EXPECT_THAT(ids(reading_order(all, std::array{lines})), ElementsAre(1, 2, 3, 4));
}

TEST(ReadingOrder, ATallOneIsALineOfItsOwn) {
  const std::array all{stop(3, 200, 60, 90, 40), stop(1, 0, 0, 150, 100), stop(2, 200, 5, 90, 40)};
  EXPECT_THAT(ids(reading_order(all, std::array{lines})), ElementsAre(1, 2, 3));
}

TEST(ReadingOrder, RegionAfterRegionAndAsGivenWhereThatIsMeant) {
  const std::array all{stop(3, 500, 200, 10, 10, 1), stop(4, 400, 10, 10, 10, 1), stop(2, 0, 300, 10, 10, 0),
                       stop(1, 0, 100, 10, 10, 0)};
  EXPECT_THAT(ids(reading_order(all, std::array{lines, given})), ElementsAre(1, 2, 3, 4));
  EXPECT_THAT(ids(reading_order(all, std::array{lines, lines})), ElementsAre(1, 2, 4, 3));
}

TEST(ReadingOrder, WhatHasNoHeightIsInIt) {
  const std::array all{stop(2, 50, 10, 10, 0), stop(1, 0, 10, 10, 0)};
  EXPECT_EQ(reading_order(all, std::array{lines}).size(), 2u);
}

TEST(ReadingOrder, ArrowsGoToTheNearestOfTheGroup) {
  // Two columns of three rows, and one of another group between them.
  std::vector<Stop> all;
  for (int row = 0; row < 3; ++row) {
    for (int column = 0; column < 2; ++column) {
      all.push_back(stop(static_cast<ImGuiID>(10 * row + column + 1), column == 0 ? 0.f : 30.f,
                         static_cast<float>(30 * row), column == 0 ? 20.f : 200.f, 20));
      all.back().group = 7;
    }
  }
  all.push_back(stop(99, 0, 22, 20, 5));
  const auto next = [&](ImGuiID from, StopKey arrow) -> ImGuiID {
    const Stop* found = nearest_in_group(all, *std::ranges::find(all, from, &Stop::id), arrow);
    return found == nullptr ? 0 : found->id;
  };
  EXPECT_EQ(next(1, StopKey::down), 11u);
  EXPECT_EQ(next(1, StopKey::right), 2u);
  EXPECT_EQ(next(2, StopKey::down), 12u);
  EXPECT_EQ(next(12, StopKey::left), 11u);
  EXPECT_EQ(next(21, StopKey::up), 11u);
  EXPECT_EQ(next(1, StopKey::up), 0u);
  EXPECT_EQ(next(2, StopKey::right), 0u);
}

// Three buttons, of which the second can be disabled, and a menu.
class StopsTest : public testing::Test {
 protected:
  StopsTest() {
    frame();
    frame();
  }
  void frame() {
    pressed.clear();
    harness.frame([this](Ui& ui) {
      if (button("first", "First", ui)) pressed += "1";
      ImGui::BeginDisabled(disabled);
      if (button("second", "Second", ui)) pressed += "2";
      ImGui::EndDisabled();
      if (button("third", "Third", ui)) ImGui::OpenPopup("menu");
      if (!ImGui::BeginPopup("menu")) return 0;
      if (menu_item("Over", ui)) pressed += "o";
      if (menu_item("Not now", ui, {}, false, false)) pressed += "n";
      if (menu_item("Under", ui)) pressed += "u";
      ImGui::EndPopup();
      return 0;
    });
  }
  // A key, and frames until it has been heard; what was pressed by it.
  std::string press(StopKey key, bool shift = false) {
    taken = harness.press(key, shift);
    std::string all;
    for (int i = 0; i < 4; ++i) {
      frame();
      all += pressed;
    }
    return all;
  }

  ImGuiHarness harness;
  bool disabled = false, taken = false;
  std::string pressed;
};

TEST_F(StopsTest, TabGoesRoundAndSpacePresses) {
  EXPECT_EQ(press(StopKey::space), "");
  EXPECT_FALSE(taken);
  press(StopKey::tab);
  EXPECT_EQ(press(StopKey::space), "1");
  press(StopKey::tab);
  EXPECT_EQ(press(StopKey::enter), "2");
  press(StopKey::tab, true);
  EXPECT_EQ(press(StopKey::enter), "1");
  press(StopKey::tab, true);  // to the last
  press(StopKey::tab);
  EXPECT_EQ(press(StopKey::enter), "1");
}

TEST_F(StopsTest, AKeyThatIsHeldPressesOnce) {
  press(StopKey::tab);
  EXPECT_TRUE(harness.stops.press({StopKey::space, false, false, true}, false));
  frame();
  EXPECT_EQ(pressed, "");
}

TEST_F(StopsTest, WhatIsDisabledIsPassedBy) {
  disabled = true;
  press(StopKey::tab);
  press(StopKey::tab);
  press(StopKey::tab, true);
  EXPECT_EQ(press(StopKey::enter), "1");
  // What becomes so while it has the keyboard leaves its place.
  disabled = false;
  frame();
  press(StopKey::tab);
  EXPECT_EQ(press(StopKey::enter), "2");
  disabled = true;
  frame();
  EXPECT_EQ(press(StopKey::enter), "");
  press(StopKey::tab, true);
  EXPECT_EQ(press(StopKey::enter), "1");
}

TEST_F(StopsTest, AMenuKeepsTheKeyboardAndGivesItBack) {
  press(StopKey::tab, true);
  press(StopKey::enter);
  ASSERT_EQ(harness.stops.in_order().size(), 2u);
  press(StopKey::tab);
  press(StopKey::tab);
  EXPECT_EQ(press(StopKey::enter), "o");  // round within it, past what is disabled
  EXPECT_EQ(harness.stops.in_order().size(), 3u);
  press(StopKey::enter);
  press(StopKey::down);
  EXPECT_EQ(press(StopKey::space), "u");
  press(StopKey::enter);
  ASSERT_EQ(harness.stops.in_order().size(), 2u);
  press(StopKey::escape);
  EXPECT_EQ(harness.stops.in_order().size(), 3u);
  EXPECT_TRUE(harness.stops.shown());
  press(StopKey::escape);
  EXPECT_FALSE(harness.stops.shown());
  EXPECT_EQ(press(StopKey::enter), "");
  EXPECT_FALSE(taken);
}

TEST_F(StopsTest, ArrowsWithoutUseAreLeftToShortcuts) {
  press(StopKey::tab);
  press(StopKey::right);
  EXPECT_FALSE(taken);
  press(StopKey::home);
  EXPECT_FALSE(taken);
}

TEST(StopsOfASlider, KeysStepItWhileItHasTheKeyboard) {
  ImGuiHarness harness;
  SliderSpec spec;
  spec.id = "delta";
  spec.label = "Huber \u03b4";
  spec.value = spec.initial = 2;
  spec.max = 5;
  const auto frame = [&] {
    harness.frame([&](Ui& ui) {
      const SliderEvents events = slider(spec, ui);
      if (events.value) spec.value = *events.value;
      return 0;
    });
  };
  const auto press = [&](StopKey key) {
    const bool taken = harness.press(key);
    for (int i = 0; i < 4; ++i) frame();
    return taken;
  };
  for (int i = 0; i < 3; ++i) frame();
  press(StopKey::tab);  // the number
  press(StopKey::tab);  // the track
  EXPECT_TRUE(press(StopKey::right));
  EXPECT_EQ(spec.value, 2.05);
  EXPECT_TRUE(press(StopKey::end));
  EXPECT_EQ(spec.value, 5);
  EXPECT_TRUE(press(StopKey::home));
  EXPECT_EQ(spec.value, 0);
  EXPECT_FALSE(press(StopKey::space));  // the transport's
}

// Whoever draws what can be pressed does so by the few functions that make it a place for the keyboard.
TEST(Sources, NothingCanBePressedThatTheKeyboardDoesNotReach) {
  namespace fs = std::filesystem;
  const fs::path root = fs::path(LOSSLAB_ASSETS).parent_path();
  const std::array makers{"item.cpp", "menu.cpp", "plot_view.cpp"};
  const std::array pressed{
      "ImGui::InvisibleButton",  "ImGui::Button(",     "ImGui::SmallButton", "ImGui::ArrowButton", "ImGui::ImageButton",
      "ImGui::Checkbox",         "ImGui::RadioButton", "ImGui::Selectable(", "ImGui::MenuItem(",   "ImGui::BeginCombo",
      "ImGui::Combo(",           "ImGui::Slider",      "ImGui::Drag",        "ImGui::ListBox",     "ImGui::TreeNode",
      "ImGui::CollapsingHeader", "ImGui::BeginMenu(",  "ImGui::BeginTabBar", "ImGui::ColorEdit"};
  const auto count = [](const std::string& text, std::string_view what) {
    std::size_t found = 0;
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++found;
    return found;
  };
  std::size_t files = 0;
  for (const char* folder : {"app", "widgets"}) {
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root / folder)) {
      if (entry.path().extension() != ".cpp" && entry.path().extension() != ".h") continue;
      ++files;
      std::ifstream stream(entry.path());
      const std::string text{std::istreambuf_iterator<char>(stream), {}};
      const std::string name = entry.path().filename().string();
      if (std::ranges::find(makers, name) == makers.end()) {
        for (const char* what : pressed) EXPECT_EQ(count(text, what), 0u) << entry.path() << ": " << what;
      }
      EXPECT_EQ(count(text, "ImGui::Input"), count(text, "begin_field(\"") + count(text, "begin_field(field"))
          << entry.path() << ": a field that Tab does not go into";
    }
  }
  EXPECT_GT(files, 100u);
}

}  // namespace
}  // namespace losslab
