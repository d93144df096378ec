#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <map>
#include <set>

#include "imgui_harness.h"
#include "widgets/imgui/chips.h"
#include "widgets/imgui/controls.h"
#include "widgets/imgui/icons.h"
#include "widgets/imgui/sketch.h"
#include "widgets/imgui/transport.h"
#include "widgets/imgui/wrapped.h"

namespace losslab {
namespace {

// Draws `body` in a column `width` wide and clicks at a place in it; the result is of the frame of the release.
template <class Body>
auto clicked(ImGuiHarness& harness, double x, double y, Body body) {
  harness.move_to(x, y);
  harness.frame(body);
  harness.frame(body);
  harness.button(0, true);
  harness.frame(body);
  harness.button(0, false);
  auto result = harness.frame(body);
  for (int i = 0; i < 60; ++i) harness.frame(body);
  return result;
}

class TransportTest : public testing::Test {
 protected:
  TransportEvents at(double x, double y = 22) {
    return clicked(harness, x, y, [this](Ui& ui) { return transport(state, ui); });
  }
  ImGuiHarness harness;
  TransportState state{.position = 120, .length = 480, .playing = false, .speed_power = 2, .status = ""};
};

TEST_F(TransportTest, ButtonsStandAsOnAPlayer) {
  std::string order;
  for (int x = 2; x < 260; x += 4) {
    const TransportEvents events = at(x);
    const char now = events.rewind             ? 'w'
                     : events.step_back        ? 'b'
                     : events.toggle_backwards ? 'y'
                     : events.toggle_play      ? 'p'
                     : events.step_forward     ? 'f'
                     : events.reset            ? 'r'
                                               : ' ';
    if (now != ' ' && (order.empty() || order.back() != now)) order += now;
  }
  EXPECT_EQ(order, "wbypfr");
}

TEST_F(TransportTest, ScrubbingSeeksUnderThePointer) {
  auto body = [this](Ui& ui) { return transport(state, ui); };
  harness.move_to(500, 22);
  harness.frame(body);
  harness.frame(body);
  harness.button(0, true);
  const TransportEvents first = harness.frame(body);
  ASSERT_TRUE(first.seek);
  EXPECT_GT(*first.seek, 120);
  EXPECT_LT(*first.seek, 480);
  harness.move_to(998, 300);
  EXPECT_EQ(harness.frame(body).seek, 480);
  harness.move_to(-50, 22);
  EXPECT_EQ(harness.frame(body).seek, 0);
  state.position = 0;
  EXPECT_FALSE(harness.frame(body).seek);
  harness.button(0, false);
  harness.frame(body);
}

TEST_F(TransportTest, AFormerRunStaysInTheBar) {
  auto body = [this](Ui& ui) { return transport(state, ui); };
  harness.frame(body);
  const int plain = harness.vertices;
  state.branch = 120;
  state.ghost_length = 960;
  harness.frame(body);
  EXPECT_GT(harness.vertices, plain);
  // The bar stands for the longer of both; nothing can be sought beyond the present run.
  harness.move_to(500, 22);
  harness.frame(body);
  harness.button(0, true);
  const TransportEvents first = harness.frame(body);
  ASSERT_TRUE(first.seek);
  EXPECT_GT(*first.seek, 240);
  harness.move_to(998, 22);
  EXPECT_EQ(harness.frame(body).seek, 480);
  harness.button(0, false);
  harness.frame(body);
}

TEST_F(TransportTest, SpeedGoesByPowersOfTwoAndHasEnds) {
  std::set<int> powers;
  for (int x = 860; x < 1000; x += 6) {
    if (const auto power = at(x).speed_power) powers.insert(*power);
    // A click on the number opens its list, which closes again on a click elsewhere.
    at(400, 600);
  }
  EXPECT_EQ(powers, (std::set<int>{1, 3}));
  state.speed_power = 10;
  EXPECT_FALSE(at(988).speed_power);
}

TEST_F(TransportTest, NothingOverlapsFromNarrowToWide) {
  state.status = "step 120 of 480";
  for (const float width : {700.f, 1000.f, 1900.f}) {
    ImGui::GetIO().DisplaySize = ImVec2(width, 200);
    harness.frame([this](Ui& ui) { return transport(state, ui); });
    EXPECT_LE(harness.high.x, width);
    EXPECT_GE(harness.low.x, 0);
    TransportEvents events = at(width * 0.5);
    EXPECT_EQ(harness.ui.animating, false);
    harness.button(0, true);
    events = harness.frame([this](Ui& ui) { return transport(state, ui); });
    EXPECT_TRUE(events.seek) << width;
    harness.button(0, false);
    at(width * 0.5, 190);
  }
}

TEST(Controls, ACheckBoxIsClickedOnItsLabelToo) {
  ImGuiHarness harness;
  auto body = [](Ui& ui) { return check_box("box", "Normalise", true, ui); };
  EXPECT_TRUE(clicked(harness, 10, 12, body));
  EXPECT_TRUE(clicked(harness, 60, 12, body));
  EXPECT_FALSE(clicked(harness, 500, 12, body));
}

TEST(Controls, ALossRowTicksByItsBoxAndChoosesByItsName) {
  ImGuiHarness harness;
  const std::vector<Point> curve = {{0, 1}, {0.5, 0}, {1, 1}};
  auto body = [&](Ui& ui) {
    return sketch_row({.id = "huber", .name = "Huber", .curve = curve, .ticked = true, .style = ui.theme->series(1)},
                      ui);
  };
  const SketchRowEvents box = clicked(harness, 10, 12, body);
  EXPECT_TRUE(box.toggled);
  EXPECT_FALSE(box.chosen);
  const SketchRowEvents name = clicked(harness, 100, 12, body);
  EXPECT_FALSE(name.toggled);
  EXPECT_TRUE(name.chosen);
  EXPECT_TRUE(name.hovered);
}

TEST(Controls, RowsOutOfSightAreLeftOut) {
  ImGuiHarness harness;
  int drawn = 0;
  float end = 0;
  harness.frame([&](Ui& ui) {
    drawn = 0;
    HiddenRows hidden(ui);
    for (int i = 0; i < 1000; ++i) {
      if (hidden.skip(24)) continue;
      hidden.take();
      ImGui::Dummy(ImVec2(10, 24));
      ++drawn;
    }
    hidden.take();
    end = ImGui::GetCursorPosY();
    return ui.animating;
  });
  EXPECT_LT(drawn, 100);
  EXPECT_GT(drawn, 5);
  // The room of all of them is taken: 1000 rows and their spacings.
  EXPECT_NEAR(end, 1000 * (24 + ImGui::GetStyle().ItemSpacing.y), 50);
}

TEST(Controls, ChipsWrapAndReportClicks) {
  ImGuiHarness harness;
  auto body = [](Ui& ui) {
    ChipRow row(ui);
    const bool first = row.chip("a", "Convex", true, "One valley.");
    for (const char* id : {"b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"})
      row.chip(id, "Bounded gradient", false, "");
    const bool last = row.chip("m", "Symmetric", false, "");
    row.end();
    return first ? 1 : last ? 2 : 0;
  };
  EXPECT_EQ(clicked(harness, 20, 10, body), 1);
  EXPECT_EQ(clicked(harness, 20, 300, body), 0);
  EXPECT_LE(harness.high.x, ImGui::GetIO().DisplaySize.x);
}

TEST(Controls, TextIsBrokenOnceAndKeptWhole) {
  ImGuiHarness harness;
  harness.frame([](Ui& ui) {
    const TextPen pen = body_pen(ui);
    const std::string text = "Small errors count as squares, large ones only linearly: no point pulls harder.";
    const WrappedText wrapped = wrap_text(pen, text, 120);
    EXPECT_GT(wrapped.lines.size(), 3u);
    std::string joined;
    for (const auto& [begin, end] : wrapped.lines) {
      EXPECT_LE(text_width(pen, std::string_view(text).substr(begin, end - begin)), 120);
      if (!joined.empty()) joined += ' ';
      joined.append(text, begin, end - begin);
    }
    EXPECT_EQ(joined, text);
    const WrappedText narrow = wrap_text(pen, "unbreakable", 20);
    EXPECT_GT(narrow.lines.size(), 1u);
    EXPECT_TRUE(wrap_text(pen, "", 100).lines.empty());
    return ui.animating;
  });
}

TEST(Controls, ChineseIsBrokenByItsOwnRules) {
  ImGuiHarness harness;
  harness.frame([](Ui& ui) {
    const TextPen pen = body_pen(ui);
    const std::string text = "小误差按平方计，大误差只按线性计：任何点的拉力都不超过 δ。";
    for (float width = 60; width < 400; width += 7) {
      std::string joined;
      for (const auto& [begin, end] : wrap_text(pen, text, width).lines) {
        const std::string_view line = std::string_view(text).substr(begin, end - begin);
        EXPECT_LE(text_width(pen, line), width);
        for (const char* const mark : {"，", "：", "。"}) EXPECT_FALSE(line.starts_with(mark)) << line;
        joined += line;
      }
      std::string whole = text;
      std::erase(whole, ' ');
      std::erase(joined, ' ');
      EXPECT_EQ(joined, whole);
    }
    EXPECT_EQ(broken(pen, "no ideograph at all", 20), "no ideograph at all");
    EXPECT_NE(broken(pen, text, 100).find('\n'), std::string::npos);
    EXPECT_EQ(broken(pen, "一行\n二行", 400), "一行\n二行");
    return ui.animating;
  });
}

TEST(Controls, SegmentsAndTabsReportAnotherChoiceOnly) {
  ImGuiHarness harness;
  const std::vector<std::string> choices = {"Residual", "Margin", "Probability"};
  auto segments = [&](Ui& ui) { return segmented("family", choices, 0, ui); };
  EXPECT_FALSE(clicked(harness, 100, 12, segments));
  EXPECT_EQ(clicked(harness, 500, 12, segments), 1);
  EXPECT_EQ(clicked(harness, 950, 12, segments), 2);
  auto top = [&](Ui& ui) { return tabs("tabs", choices, 1, 1000, ui); };
  EXPECT_EQ(clicked(harness, 20, 12, top), 0);
  EXPECT_FALSE(clicked(harness, 120, 12, top));
}

TEST(Controls, AComboOffersItsChoices) {
  ImGuiHarness harness;
  const std::vector<std::string> choices = {"Gradient descent", "Momentum", "Adam"};
  auto body = [&](Ui& ui) { return combo("optimiser", "Optimiser", choices, 0, ui); };
  EXPECT_FALSE(clicked(harness, 700, 12, body));
  std::optional<int> chosen;
  for (int y = 40; y < 140 && !chosen; y += 5) {
    chosen = clicked(harness, 420, y, body);
    if (!chosen) clicked(harness, 700, 12, body);  // opens it again where a click has closed it
  }
  ASSERT_TRUE(chosen);
  EXPECT_GE(*chosen, 1);
}

TEST(Controls, ButtonsAndBanners) {
  ImGuiHarness harness;
  EXPECT_TRUE(clicked(harness, 20, 12, [](Ui& ui) { return button("new", "New data", ui); }));
  EXPECT_TRUE(clicked(harness, 900, 12, [](Ui& ui) { return button("wide", "New data", ui, true); }));
  auto notice = [](Ui& ui) { return banner("diverged", "Squared error stopped at step 38.", "Halve the rate", ui); };
  EXPECT_TRUE(clicked(harness, 950, 14, notice));
  EXPECT_FALSE(clicked(harness, 100, 14, notice));
}

TEST(Controls, AFocusedControlIsSeen) {
  ImGuiHarness harness;
  auto body = [](Ui& ui) { return button("a", "First", ui) || button("b", "Second", ui); };
  for (int i = 0; i < 3; ++i) harness.frame(body);
  const int plain = harness.vertices;
  EXPECT_TRUE(harness.press(StopKey::tab));
  for (int i = 0; i < 3; ++i) harness.frame(body);
  EXPECT_GT(harness.vertices, plain);
  harness.stops.mouse_used();
  harness.frame(body);
  EXPECT_EQ(harness.vertices, plain);
}

TEST(Controls, ATooltipComesAfterAShortRest) {
  ImGuiHarness harness;
  auto body = [](Ui& ui) { return icon_button("dice", Icon::dice, "Another seed", ui); };
  harness.move_to(14, 14);
  for (int i = 0; i < 4; ++i) harness.frame(body);
  EXPECT_TRUE(harness.ui.animating);
  const int before = harness.vertices;
  for (int i = 0; i < 40; ++i) harness.frame(body);
  EXPECT_GT(harness.vertices, before);
  EXPECT_FALSE(harness.ui.animating);
}

TEST(Controls, ATableKeepsToItsWidth) {
  ImGuiHarness harness;
  const std::vector<std::string> headers = {"Loss", "Value", "Gradient", "Weight"};
  std::vector<TableRow> rows = {
      {harness.ui.theme->series(0), {"A loss with quite a long name", "12.5625", "-0.3", "1"}, false},
      {std::nullopt, {"Huber", "1.1", "123.456", "\u2014"}, true},
  };
  for (const float width : {260.f, 400.f, 900.f}) {
    ImGui::GetIO().DisplaySize = ImVec2(width, 300);
    for (int i = 0; i < 2; ++i) {
      harness.frame([&](Ui& ui) {
        number_table("values", headers, rows, ui);
        return 0;
      });
    }
    EXPECT_GE(harness.low.x, 0);
    EXPECT_LE(harness.high.x, width);
  }
}

TEST(Controls, FiveColumnsOfNumbersFitANarrowPanel) {
  ImGuiHarness harness;
  const std::vector<std::string> headers = {"Loss",      "RMSE clean", "RMSE given",
                                            "Breakdown", "Efficiency", "Steps taken"};
  const std::vector<TableRow> rows = {
      {harness.ui.theme->series(0), {"Tukey's biweight", "1.0253", "12.361", "0.5", "0.95", "480"}, false},
      {harness.ui.theme->series(1), {"Squared error", "10.253", "2.3611", "0", "1", "480"}, true}};
  ImGui::GetIO().DisplaySize = ImVec2(340, 300);
  const auto body = [&](Ui& ui) { return number_table("values", headers, rows, ui); };
  harness.frame(body);
  harness.frame(body);
  EXPECT_GE(harness.low.x, 0);
  EXPECT_LE(harness.high.x, 340);
  // A header that was shortened says the whole of it to who rests on it.
  harness.move_to(336, 10);
  harness.frame(body);
  const int before = harness.vertices;
  for (int i = 0; i < 40; ++i) harness.frame(body);
  EXPECT_GT(harness.vertices, before);
}

TEST(Controls, RowsOfATableCanBeChosen) {
  ImGuiHarness harness;
  const std::vector<std::string> headers = {"Loss", "Value"};
  const std::vector<TableRow> rows = {{std::nullopt, {"First", "1"}, false}, {std::nullopt, {"Second", "2"}, false}};
  const auto chosen = [&](double y, bool choosable) {
    return clicked(harness, 200, y, [&](Ui& ui) { return number_table("values", headers, rows, ui, choosable); });
  };
  const float line = std::round(13 + harness.ui.px(9));
  EXPECT_FALSE(chosen(0.5 * line, true));
  EXPECT_EQ(chosen(1.5 * line, true), 0);
  EXPECT_EQ(chosen(2.5 * line, true), 1);
  EXPECT_FALSE(chosen(2.5 * line, false));
  EXPECT_FALSE(chosen(3.5 * line, true));
}

TEST(Controls, LongWorkCanBeCancelled) {
  ImGuiHarness harness;
  std::map<std::string, Rect> controls;
  harness.ui.controls = &controls;
  double share = 0.4;
  const auto body = [&](Ui& ui) { return progress_row("sweep", share, "3 of 8 settings", ui); };
  EXPECT_FALSE(clicked(harness, 300, 13, body));
  const Rect cross = controls.at("sweep.cancel");
  EXPECT_TRUE(clicked(harness, cross.x + cross.width / 2, cross.y + cross.height / 2, body));
  for (const double odd : {-1.0, 7.0, std::numeric_limits<double>::quiet_NaN()}) {
    share = odd;
    EXPECT_FALSE(harness.frame(body));
    // Soft edges reach half a pixel further.
    EXPECT_GE(harness.low.x, -1);
    EXPECT_LE(harness.high.x, 1001);
  }
}

TEST(Controls, AFormulaFitsTheWidth) {
  ImGuiHarness harness;
  ImGui::GetIO().DisplaySize = ImVec2(120, 300);
  for (int i = 0; i < 2; ++i) {
    harness.frame([](Ui& ui) {
      formula("\\frac{1}{2} r^2 + \\delta |r| - \\frac{1}{2} \\delta^2 + \\log \\cosh r", 16, ui);
      return 0;
    });
  }
  EXPECT_GT(harness.vertices, 20);
  EXPECT_LE(harness.high.x, 121);
}

}  // namespace
}  // namespace losslab
