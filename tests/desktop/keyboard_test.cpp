// What is done with the controls and the plots by keys alone.
#include <algorithm>

#include "app/core/losses/losses_page.h"
#include "app/core/shell/state/document.h"
#include "app/screens/shell/dialogs.h"
#include "keyboard.h"

namespace losslab {
namespace {

class KeyboardTest : public Keyboard {
 protected:
  bool ticked(const char* id) {
    const auto& ids = losses_page(app().document()).ticked();
    return std::ranges::find(ids, id) != ids.end();
  }
  double delta() { return app().document().loss("huber").parameter("delta"); }
  const LabView& look() { return app().view().part<LabView>(app().view().screen); }
  Range shown_x(const char* plot) { return window_.screen_state().figure_view.layout().find(plot)->x; }
  bool menu_is_open() {
    return ImGui::IsPopupOpen(nullptr, ImGuiPopupFlags_AnyPopupId | ImGuiPopupFlags_AnyPopupLevel);
  }
};

TEST_F(KeyboardTest, NothingIsMarkedBeforeAKeyAndAfterTheMouse) {
  EXPECT_FALSE(stops().shown());
  key("Tab");
  EXPECT_TRUE(until([&] { return stops().shown(); }));
  click(middle_of("probe"));
  EXPECT_TRUE(until([&] { return !stops().shown(); }));
  // It goes on from where the mouse was.
  const Rect probe = *window_.control("probe");
  const ImGuiID clicked = here();
  key("shift+Tab");
  key("Tab");
  ASSERT_TRUE(until([&] { return stops().shown(); }));
  EXPECT_EQ(here(), clicked);
  EXPECT_NEAR(stops().present()->low.x, probe.x, 1);
  key("Escape");
  EXPECT_TRUE(until([&] { return !stops().shown(); }));
}

TEST_F(KeyboardTest, F6GoesFromPanelToPanel) {
  std::vector<ImVec2> places;
  for (int i = 0; i < 4; ++i) {
    const ImGuiID before = here();
    key("F6");
    ASSERT_TRUE(until([&] { return stops().shown() && here() != before; }));
    places.push_back(stops().present()->low);
  }
  const Rect tab = *window_.control("tab.Lessons"), axis = *window_.control("axis.Residual");
  const Rect tools = *window_.control("toggle_left"), plot = frame_of("loss");
  EXPECT_NEAR(places[0].x, tab.x, 1);
  EXPECT_NEAR(places[1].y, axis.y, 1);
  EXPECT_NEAR(places[2].x, tools.x, 1);
  EXPECT_NEAR(places[3].y, plot.y, 1);
  key("shift+F6");
  key("shift+F6");
  EXPECT_TRUE(until([&] { return std::abs(stops().present()->low.y - axis.y) < 1; }));
  key("shift+F6");
  key("shift+F6");  // round to the last
  EXPECT_TRUE(until([&] { return stops().present()->low.x > plot.right() - 1; }));
}

TEST_F(KeyboardTest, SpaceTicksALoss) {
  ASSERT_FALSE(ticked("log_cosh"));
  go_to("loss.log_cosh.box");
  key("space");
  EXPECT_TRUE(until([&] { return ticked("log_cosh"); }));
  key("Return");
  EXPECT_TRUE(until([&] { return !ticked("log_cosh"); }));
  // Arrows go on within the list: to the name, and to the row below.
  const ImGuiID box = here();
  key("Right");
  EXPECT_TRUE(until([&] { return here() != box; }));
  key("Return");
  EXPECT_TRUE(until([&] { return losses_page(app().document()).chosen() == "log_cosh"; }));
  key("Left");
  EXPECT_TRUE(until([&] { return here() == box; }));
  key("Down");
  EXPECT_TRUE(until([&] { return here() != box; }));
  key("Up");
  EXPECT_TRUE(until([&] { return here() == box; }));
}

TEST_F(KeyboardTest, ASliderIsSteppedAndTypedInto) {
  go_to("parameter.huber.delta.track");
  const double before = delta();
  key("Right");
  ASSERT_TRUE(until([&] { return delta() > before; }));
  const double one = delta();
  key("shift+Right");
  ASSERT_TRUE(until([&] { return delta() > one; }));
  const double fine = delta();
  EXPECT_LT(fine - one, 0.3 * (one - before));
  key("ctrl+Right");
  ASSERT_TRUE(until([&] { return delta() > fine; }));
  EXPECT_GT(delta() - fine, 3 * (one - before));
  key("Home");
  ASSERT_TRUE(until([&] { return delta() < before; }));
  key("Return");
  ASSERT_TRUE(until([] { return ImGui::GetIO().WantTextInput; }));
  type("2.5");
  key("Return");
  EXPECT_TRUE(until([&] { return delta() == 2.5; }));
  // The keyboard is with the slider again.
  key("Left");
  EXPECT_TRUE(until([&] { return delta() < 2.5 && delta() > 2; }));
  // Tab takes what was typed along.
  key("Return");
  ASSERT_TRUE(until([] { return ImGui::GetIO().WantTextInput; }));
  type("3");
  key("Tab");
  EXPECT_TRUE(until([&] { return delta() == 3; }));
  EXPECT_TRUE(until([] { return !ImGui::GetIO().WantTextInput; }));
}

TEST_F(KeyboardTest, TypedLettersStayInTheField) {
  go_to("search_losses");
  ASSERT_TRUE(until([] { return ImGui::GetIO().WantTextInput; }));
  type("t 2");  // elsewhere the theme, playing, and a screen
  EXPECT_EQ(app().view().theme, "light");
  EXPECT_EQ(app().view().screen, "losses");
  const ImGuiID field = here();
  key("Tab");
  EXPECT_TRUE(until([&] { return here() != field && !ImGui::GetIO().WantTextInput; }));
  key("shift+Tab");
  EXPECT_TRUE(until([&] { return here() == field && ImGui::GetIO().WantTextInput; }));
}

TEST_F(KeyboardTest, AListOpensAndGivesTheKeyboardBack) {
  key("ctrl+e");
  ASSERT_TRUE(until([this] { return window_.control("dialog_size") != nullptr; }));
  window_.settle();
  go_to("dialog_size");
  const ImGuiID box = here();
  key("Return");
  ASSERT_TRUE(until([&] { return window_.control("dialog_size.1") != nullptr && here() != box; }));
  window_.settle();
  key("Escape");  // the list, and not the dialog
  ASSERT_TRUE(until([&] { return here() == box; }));
  EXPECT_EQ(window_.screen_state().dialog, &save_figure_dialog);
  key("Return");
  ASSERT_TRUE(until([&] { return here() != box; }));
  window_.settle();
  for (int i = 0; i < 3; ++i) key("Down");
  key("Return");
  EXPECT_TRUE(until([this] { return window_.screen_state().export_width_mm == 339; }));
  EXPECT_TRUE(until([&] { return here() == box; }));
  key("Escape");
  EXPECT_TRUE(until([this] { return window_.screen_state().dialog == nullptr; }));
}

TEST_F(KeyboardTest, TheTransportPlaysAndSteps) {
  show("3", "regression");
  ASSERT_TRUE(until([&] { return lab().position() > 0; }));
  key("Home");
  ASSERT_TRUE(until([&] { return lab().position() == 0; }));
  go_to("transport.play");
  key("space");
  ASSERT_TRUE(until([&] { return app().player().playing(); }));
  key("space");  // once, not once as a button and once as a key
  ASSERT_TRUE(until([&] { return !app().player().playing(); }));
  key("Right");
  key("Return");  // a step forward
  const long stepped = lab().position();
  go_to("transport.scrub");
  key("Home");
  ASSERT_TRUE(until([&] { return lab().position() == 0; }));
  key("Right");
  EXPECT_TRUE(until([&] { return lab().position() == 1; }));
  EXPECT_GT(stepped, 0);
  // Where nobody has a use for it, Space plays.
  key("space");
  EXPECT_TRUE(until([&] { return app().player().playing(); }));
}

TEST_F(KeyboardTest, ArrowsMoveTheProbeOrTheView) {
  go_to_plot("gradient");
  const double before = losses_view(app().view()).probe_at[0];
  key("Right");
  ASSERT_TRUE(until([&] { return losses_view(app().view()).probe_at[0] > before; }));
  const double step = losses_view(app().view()).probe_at[0] - before;
  EXPECT_NEAR(step, 0.1, 1e-9);
  key("ctrl+Left");
  EXPECT_TRUE(until([&] { return std::abs(losses_view(app().view()).probe_at[0] - (before + 0.1 - 1)) < 1e-9; }));
  EXPECT_TRUE(window_.screen_state().pointer.has_value());  // the status row says where
  const Range range = shown_x("gradient");
  key("plus");
  ASSERT_TRUE(until([&] { return shown_x("gradient").span() < 0.9 * range.span(); }));
  key("minus");
  EXPECT_TRUE(until([&] { return std::abs(shown_x("gradient").span() - range.span()) < 1e-6; }));
  key("Escape");  // lets go of the probe
  EXPECT_TRUE(stops().shown());
  key("Right");
  EXPECT_TRUE(until([&] { return shown_x("gradient").min > range.min + 0.1; }));
  EXPECT_NEAR(losses_view(app().view()).probe_at[0], before - 0.9, 1e-9);
}

TEST_F(KeyboardTest, PointsAreChosenMovedMarkedAndDeleted) {
  show("3", "regression");
  const Dataset before = lab().data();
  go_to_plot("data");
  key("Page_Down");
  ASSERT_TRUE(until([&] { return look().chosen_point >= 0; }));
  const auto first = static_cast<std::size_t>(look().chosen_point);
  EXPECT_EQ(before.x1[first], *std::ranges::min_element(before.x1));
  key("Page_Down");
  ASSERT_TRUE(until([&] { return look().chosen_point != static_cast<int>(first); }));
  const auto point = static_cast<std::size_t>(look().chosen_point);
  EXPECT_GE(before.x1[point], before.x1[first]);
  for (int i = 0; i < 3; ++i) key("Up");
  ASSERT_TRUE(until([&] { return lab().data().y[point] > before.y[point] + 0.3; }));
  EXPECT_EQ(lab().data().x1[point], before.x1[point]);
  const auto& held = window_.screen_state().pointer;
  ASSERT_TRUE(until([&] { return held && held->at.y == lab().data().y[point]; }));
  EXPECT_EQ(held->plot, "data");
  key("ctrl+z");  // all of the movement
  ASSERT_TRUE(until([&] { return lab().data() == before; }));
  EXPECT_FALSE(app().can_undo());
  key("m");
  ASSERT_TRUE(until([&] { return lab().data().outlier[point] != before.outlier[point]; }));
  key("Delete");
  ASSERT_TRUE(until([&] { return lab().data().size() == before.size() - 1; }));
  key("ctrl+z");
  key("ctrl+z");
  EXPECT_TRUE(until([&] { return lab().data() == before; }));
}

TEST_F(KeyboardTest, APointIsAddedAndHeld) {
  show("4", "classification");
  const Dataset before = lab().data();
  go_to_plot("data");
  key("Insert");
  ASSERT_TRUE(until([&] { return lab().data().size() == before.size() + 1; }));
  const auto& held = window_.screen_state().pointer;
  ASSERT_TRUE(until([&] { return held && held->at.x == lab().data().x1.back(); }));
  const double x = lab().data().x1.back();
  key("Right");
  ASSERT_TRUE(until([&] { return lab().data().x1.back() > x; }));
  const double label = lab().data().y.back();
  key("m");
  EXPECT_TRUE(until([&] { return lab().data().y.back() == -label; }));
  for (int i = 0; i < 3; ++i) key("ctrl+z");
  EXPECT_TRUE(until([&] { return lab().data() == before; }));
}

TEST_F(KeyboardTest, PlotsAndPointsHaveTheirMenus) {
  show("3", "regression");
  const Dataset before = lab().data();
  go_to_plot("data");
  const ImGuiID plot = here();
  key("Return");
  ASSERT_TRUE(until([&] { return menu_is_open() && here() != plot; }));
  window_.settle();
  // In the window as a whole, each of its rows.
  for (const Stop& row : stops().in_order()) {
    EXPECT_GE(row.low.y, 0);
    EXPECT_LE(row.high.y, ImGui::GetIO().DisplaySize.y);
  }
  key("Escape");
  ASSERT_TRUE(until([&] { return !menu_is_open() && here() == plot; }));
  key("Page_Down");
  ASSERT_TRUE(until([&] { return look().chosen_point >= 0; }));
  const auto held = static_cast<std::size_t>(look().chosen_point);
  key("Return");
  ASSERT_TRUE(until([&] { return menu_is_open() && here() != plot; }));
  window_.settle();
  key("Escape");
  ASSERT_TRUE(until([&] { return !menu_is_open() && here() == plot; }));
  key("Up");  // it is held as before
  EXPECT_TRUE(until([&] { return lab().data().y[held] > before.y[held]; }));
  key("Return");
  ASSERT_TRUE(until([&] { return menu_is_open() && here() != plot; }));
  window_.settle();
  key("Down");
  key("Return");  // deletes
  EXPECT_TRUE(until([&] { return lab().data().size() == before.size() - 1; }));
  EXPECT_TRUE(until([&] { return !menu_is_open() && here() == plot; }));
}

TEST_F(KeyboardTest, TitlesAndLegendsArePlacesToo) {
  show("3", "regression");
  const LabPlot upper = look().upper;
  go_to("title.landscape");
  const ImGuiID title = here();
  key("Return");
  ASSERT_TRUE(until([&] { return menu_is_open() && here() != title; }));
  window_.settle();
  key("Down");
  key("Return");
  EXPECT_TRUE(until([&] { return look().upper != upper; }));
  ASSERT_TRUE(until([&] { return !menu_is_open(); }));
  window_.settle();
  go_to_plot("data");
  key("Tab");
  window_.settle();
  key("space");
  EXPECT_TRUE(until([&] { return app().view().hidden.size() == 1; }));
}

TEST_F(KeyboardTest, IdleDrawsNothingWhileSomethingIsMarked) {
  go_to_plot("loss");
  ASSERT_TRUE(stops().shown());
  window_.settle();
  const long drawn = window_.frames_drawn();
  for (int i = 0; i < 10; ++i) window_.frame(0.05);
  EXPECT_EQ(window_.frames_drawn(), drawn);
}

TEST_F(KeyboardTest, FilesAreOpened) {
  key("ctrl+o");
  ASSERT_TRUE(until([this] { return window_.screen_state().dialog == &file_list_dialog; }));
  ASSERT_TRUE(until([] { return ImGui::GetIO().WantTextInput; }));
  const ImGuiID field = here();
  key("Tab");
  ASSERT_TRUE(until([&] { return here() != field; }));
  EXPECT_TRUE(stops().shown());
  go_to("place.examples");
  const ImGuiID examples = here();
  key("Up");  // within the list of places
  ASSERT_TRUE(until([&] { return here() != examples; }));
  key("Down");
  ASSERT_TRUE(until([&] { return here() == examples; }));
  key("Return");
  ASSERT_TRUE(until([this] { return window_.control("file.outliers.toml") != nullptr; }));
  window_.settle();
  go_to("file.outliers.toml");
  key("Return");  // chooses it, as a click does
  ASSERT_TRUE(until([this] { return window_.screen_state().choice.name == "outliers.toml"; }));
  key("Return");  // opens it
  EXPECT_TRUE(until([this] { return window_.screen_state().dialog == nullptr; }));
  EXPECT_TRUE(until([this] { return app().view().screen == "regression"; }));
}

}  // namespace
}  // namespace losslab
