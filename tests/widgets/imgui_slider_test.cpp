#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "imgui_harness.h"
#include "widgets/imgui/slider.h"
#include "widgets/imgui/slider_value.h"

namespace losslab {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

// A slider 300 pixels wide at the corner of the screen. It is found by the pointer as a person would find it.
class SliderTest : public testing::Test {
 protected:
  SliderTest() {
    spec.id = "delta";
    spec.label = "Huber \u03b4";
    spec.value = 2;
    spec.initial = 1;
    spec.min = 0;
    spec.max = 5;
    step();
    step();
  }

  SliderEvents step() {
    const SliderEvents events = harness.frame([this](Ui& ui) {
      ImGui::BeginChild("panel", ImVec2(300, 0), false);
      const SliderEvents result = slider(spec, ui);
      height = ImGui::GetCursorPosY();
      arrows = ui.arrows_taken;
      ImGui::EndChild();
      return result;
    });
    if (events.value) spec.value = *events.value;
    return events;
  }
  SliderEvents move(double x) {
    harness.move_to(x, track_y);
    return step();
  }
  SliderEvents press(bool down) {
    harness.button(0, down);
    return step();
  }
  SliderEvents tap(ImGuiKey key) {
    harness.key(key, true);
    const SliderEvents events = step();
    harness.key(key, false);
    step();
    return events;
  }
  void rest() {
    for (int i = 0; i < 60; ++i) step();
  }
  // The place of a value on the track, from two clicks on it.
  double place_of(double value) {
    const double a = click_value(60), b = click_value(200);
    return 60 + (value - a) / (b - a) * 140;
  }
  double click_value(double x) {
    move(x);
    press(true);
    press(false);
    rest();
    return spec.value;
  }
  void edit() {
    harness.control(true);
    move(150);
    press(true);
    harness.control(false);
    press(false);
    for (int i = 0; i < 3; ++i) step();
  }

  ImGuiHarness harness;
  SliderSpec spec;
  float height = 0;
  bool arrows = false;
  const double track_y = 32;
};

TEST_F(SliderTest, AClickOnTheTrackMovesThere) {
  const double left = click_value(60), right = click_value(200);
  EXPECT_GT(left, 0);
  EXPECT_LT(left, right);
  EXPECT_LT(right, 5);
}

TEST_F(SliderTest, ADragFromTheKnobDoesNotJump) {
  const double x = std::round(place_of(2));
  spec.value = 2;
  move(x + 3);
  SliderEvents events = press(true);
  EXPECT_FALSE(events.value);
  EXPECT_TRUE(events.held);
  events = move(x + 13);
  ASSERT_TRUE(events.value);
  const double per_pixel = (spec.value - 2) / 10;
  move(x + 23);
  EXPECT_NEAR(spec.value, 2 + 20 * per_pixel, 0.011);
  move(900);
  EXPECT_EQ(spec.value, 5);
  move(x + 3);
  EXPECT_EQ(spec.value, 2);
  EXPECT_FALSE(press(false).held);
}

TEST_F(SliderTest, ShiftDragsFiner) {
  const double x = std::round(place_of(2));
  spec.value = 2;
  move(x);
  press(true);
  harness.shift(true);
  move(x + 50);
  const double fine = spec.value - 2;
  harness.shift(false);
  press(false);
  spec.value = 2;
  rest();
  move(x);
  press(true);
  move(x + 50);
  press(false);
  EXPECT_GT(fine, 0);
  EXPECT_NEAR((spec.value - 2) / fine, 10, 1);
}

TEST_F(SliderTest, DoubleClickRestoresTheDefault) {
  move(150);
  press(true);
  press(false);
  const SliderEvents events = press(true);
  EXPECT_EQ(events.value, 1);
  press(false);
  EXPECT_EQ(spec.value, 1);
}

TEST_F(SliderTest, TheResetMarkRestoresTheDefaultAndGoesAway) {
  const float before = height;
  move(288);
  press(true);
  EXPECT_EQ(press(false).value, 1);
  step();
  EXPECT_EQ(height, before);
  press(true);
  EXPECT_FALSE(press(false).value);
}

TEST_F(SliderTest, ArrowsStepUnderThePointer) {
  move(150);
  EXPECT_TRUE(arrows);
  EXPECT_EQ(tap(ImGuiKey_RightArrow).value, 2.05);
  EXPECT_EQ(tap(ImGuiKey_LeftArrow).value, 2);
  harness.shift(true);
  EXPECT_EQ(tap(ImGuiKey_RightArrow).value, 2.005);
  harness.shift(false);
  spec.value = 2;
  harness.control(true);
  EXPECT_EQ(tap(ImGuiKey_RightArrow).value, 2.5);
  harness.control(false);
  harness.move_to(700, 500);
  step();
  EXPECT_FALSE(tap(ImGuiKey_RightArrow).value);
  EXPECT_FALSE(arrows);
}

TEST_F(SliderTest, TheWheelScrollsThePanelAndNotTheValue) {
  move(150);
  harness.wheel(1);
  EXPECT_FALSE(step().value);
}

TEST_F(SliderTest, ControlClickTypesAValue) {
  edit();
  harness.type("0,75");
  step();
  const SliderEvents events = tap(ImGuiKey_Enter);
  EXPECT_EQ(events.value, 0.75);
  rest();
  EXPECT_EQ(spec.value, 0.75);
  EXPECT_NE(click_value(200), 0.75);  // the field is gone
}

TEST_F(SliderTest, EscapeLeavesTheValue) {
  edit();
  harness.type("3");
  step();
  EXPECT_FALSE(tap(ImGuiKey_Escape).value);
  EXPECT_EQ(spec.value, 2);
}

TEST_F(SliderTest, TextThatIsNoNumberIsRejected) {
  edit();
  harness.type("much");
  step();
  const SliderEvents events = tap(ImGuiKey_Enter);
  EXPECT_FALSE(events.value);
  EXPECT_EQ(events.rejected, "much");
}

TEST_F(SliderTest, AValueOutsideTheRangeCanBeTyped) {
  edit();
  harness.type("12.5");
  step();
  EXPECT_EQ(tap(ImGuiKey_Enter).value, 12.5);
  step();
  EXPECT_GT(harness.vertices, 0);
}

TEST_F(SliderTest, TheStopForMinusInfinity) {
  spec.minus_infinity = true;
  EXPECT_EQ(click_value(8), -kInfinity);
  EXPECT_EQ(tap(ImGuiKey_RightArrow).value, 0);
  EXPECT_EQ(tap(ImGuiKey_LeftArrow).value, -kInfinity);
}

TEST_F(SliderTest, IntegersMoveByOne) {
  spec.integer = true;
  spec.max = 50;
  move(150);
  EXPECT_EQ(tap(ImGuiKey_RightArrow).value, 3);
  const double clicked = click_value(123);
  EXPECT_EQ(clicked, std::round(clicked));
}

TEST_F(SliderTest, ThePlayMarkGoesThroughItsModes) {
  spec.playable = true;
  std::vector<PlayMode> seen;
  for (int i = 0; i < 4; ++i) {
    move(288);
    press(true);
    const SliderEvents events = press(false);
    ASSERT_TRUE(events.play);
    seen.push_back(spec.playing = *events.play);
  }
  EXPECT_THAT(seen, testing::ElementsAre(PlayMode::once, PlayMode::loop, PlayMode::oscillate, PlayMode::stopped));
}

TEST(PlayPosition, PassesTakeFourSeconds) {
  auto at = [](PlayMode mode, double seconds) { return play_position(1, 3, Scale::linear, mode, seconds); };
  EXPECT_EQ(at(PlayMode::once, 0).value, 1);
  EXPECT_EQ(at(PlayMode::once, 2).value, 2);
  EXPECT_FALSE(at(PlayMode::once, 3.99).done);
  EXPECT_EQ(at(PlayMode::once, 9).value, 3);
  EXPECT_TRUE(at(PlayMode::once, 4).done);
  EXPECT_EQ(at(PlayMode::loop, 5).value, 1.5);
  EXPECT_FALSE(at(PlayMode::loop, 5).done);
  EXPECT_EQ(at(PlayMode::oscillate, 3).value, 2.5);
  EXPECT_EQ(at(PlayMode::oscillate, 5).value, 2.5);
  EXPECT_EQ(at(PlayMode::oscillate, 8).value, 1);
  EXPECT_DOUBLE_EQ(play_position(0.01, 100, Scale::logarithmic, PlayMode::once, 2).value, 1);
}

TEST(SliderValue, ShowsAsManyDigitsAsTheValueNeeds) {
  const ValueScale wide{0, 5}, unit{0, 1}, log{1e-4, 1, Scale::logarithmic};
  EXPECT_EQ(wide.text(1), "1.00");
  EXPECT_EQ(wide.text(1.345), "1.345");
  EXPECT_EQ(wide.text(2.0 / 3), "0.67");
  EXPECT_EQ(unit.text(0.7), "0.70");
  EXPECT_EQ(log.text(0.05), "0.0500");
  EXPECT_EQ(log.text(1e-4), "0.000100");
  EXPECT_EQ(wide.text(-kInfinity), "-\u221e");
  EXPECT_EQ(wide.text(-0.0), "0.00");
  EXPECT_EQ((ValueScale{10, 500, Scale::linear, true}.text(200)), "200");
}

TEST(SliderValue, FractionAndValueAreInverse) {
  for (const ValueScale& scale : {ValueScale{-4, 2}, ValueScale{1e-3, 1e3, Scale::logarithmic}}) {
    for (const double share : {0.0, 0.25, 0.6, 1.0}) EXPECT_NEAR(scale.fraction(scale.value(share)), share, 1e-12);
  }
}

TEST(SliderValue, ReadsNumbersAsPeopleTypeThem) {
  EXPECT_EQ(parse_typed_number(" 1,5 "), 1.5);
  EXPECT_EQ(parse_typed_number("+1e-3"), 1e-3);
  EXPECT_EQ(parse_typed_number("\u22122"), -2);
  EXPECT_EQ(parse_typed_number("-inf"), -kInfinity);
  EXPECT_EQ(parse_typed_number("\u2212\u221e"), -kInfinity);
  for (const char* bad : {"", " ", "nan", "1 2", "1.2.3", "+-1", "x", "1x"})
    EXPECT_FALSE(parse_typed_number(bad)) << bad;
}

}  // namespace
}  // namespace losslab
