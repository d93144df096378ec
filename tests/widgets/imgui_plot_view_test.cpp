#include <gtest/gtest.h>

#include <cmath>

#include "imgui_harness.h"
#include "widgets/imgui/gestures.h"
#include "widgets/imgui/plot_view.h"

namespace losslab {
namespace {

CurveItem line(Point a, Point b, int series) {
  CurveItem curve;
  curve.points = {a, b};
  curve.stroke = {rgb(0x0072b2), 2, Dash::solid};
  curve.legend = "series " + std::to_string(series);
  curve.series = series;
  return curve;
}

// Two plots beside each other: "left" from −1 to 1, "right" logarithmic from 1 to 100.
Figure two_plots() {
  Figure figure;
  figure.theme = &light_theme();
  Plot left;
  left.name = "left";
  left.x = {.label = "x", .range = {-1, 1}, .log = false, .ticks = {}, .visible = true};
  left.y = {.label = "y", .range = {-2, 2}, .log = false, .ticks = {}, .visible = true};
  left.items = {line({-1, 0}, {1, 0}, 0), line({-1, -1.5}, {1, -1.5}, 1)};
  Plot right = left;
  right.name = "right";
  right.column = 1;
  right.x.range = right.y.range = {1, 100};
  right.x.log = right.y.log = true;
  right.items.clear();
  right.legend = false;
  figure.plots = {left, right};
  return figure;
}

class PlotViewTest : public testing::Test {
 protected:
  FigureEvents step() {
    return harness.frame([this](Ui& ui) {
      return view.show("figure", ImVec2(800, 500), version, FigureStyle{}, ui, handles, [this] {
        ++made;
        return two_plots();
      });
    });
  }
  const PlotLayout& plot(const char* name) { return *view.layout().find(name); }
  FigureEvents move(Point page) {
    harness.move_to(page.x, page.y);
    return step();
  }
  FigureEvents press(int button = 0) {
    harness.button(button, true);
    return step();
  }
  FigureEvents release(int button = 0) {
    harness.button(button, false);
    return step();
  }
  // Long enough ago that the next press is no double click.
  void rest() {
    for (int i = 0; i < 60; ++i) step();
  }
  // The pointer stands on whole pixels.
  static Point whole(double x, double y) { return {std::round(x), std::round(y)}; }
  static Point middle(const Rect& r) { return whole(r.x + r.width / 2, r.y + r.height / 2); }

  void SetUp() override {
    step();
    step();
  }

  ImGuiHarness harness;
  FigureView view;
  std::vector<Handle> handles;
  std::uint64_t version = 1;
  int made = 0;
};

TEST_F(PlotViewTest, LaysOutOnlyWhenSomethingChanged) {
  EXPECT_EQ(made, 1);
  step();
  EXPECT_EQ(made, 1);
  ++version;
  step();
  EXPECT_EQ(made, 2);
}

TEST_F(PlotViewTest, DragPansByExactlyTheDistance) {
  const Rect frame = plot("left").frame;
  const Point from = middle(frame);
  move(from);
  EXPECT_FALSE(press().view);
  const FigureEvents events = move({from.x + 40, from.y + 25});
  ASSERT_TRUE(events.view);
  EXPECT_EQ(events.view->plot, "left");
  EXPECT_DOUBLE_EQ(events.view->x.min, -1 - 2 * 40 / frame.width);
  EXPECT_DOUBLE_EQ(events.view->x.max, 1 - 2 * 40 / frame.width);
  EXPECT_DOUBLE_EQ(events.view->y.min, -2 + 4 * 25 / frame.height);
  const FigureEvents end = release();
  EXPECT_FALSE(end.click);
  EXPECT_FALSE(step().view);
}

TEST_F(PlotViewTest, ThePlotWhereTheDragBeganKeepsIt) {
  move(middle(plot("left").frame));
  press();
  const FigureEvents events = move(middle(plot("right").frame));
  ASSERT_TRUE(events.view);
  EXPECT_EQ(events.view->plot, "left");
  release();
}

TEST_F(PlotViewTest, LogarithmicPanKeepsTheRatio) {
  const Rect frame = plot("right").frame;
  const Point from = middle(frame);
  move(from);
  press();
  const FigureEvents events = move({from.x + 50, from.y});
  ASSERT_TRUE(events.view);
  EXPECT_NEAR(events.view->x.max / events.view->x.min, 100, 1e-10);
  EXPECT_NEAR(events.view->x.min, std::pow(10.0, -2 * 50 / frame.width), 1e-12);
  EXPECT_NEAR(events.view->y.min, 1, 1e-12);
  release();
}

TEST_F(PlotViewTest, DragOnAnAxisPansThatAxisAlone) {
  const Point from = middle(plot("left").x_axis);
  move(from);
  press();
  FigureEvents events = move({from.x + 30, from.y + 30});
  ASSERT_TRUE(events.view);
  EXPECT_NE(events.view->x, (Range{-1, 1}));
  EXPECT_EQ(events.view->y, (Range{-2, 2}));
  release();
  const Point left = middle(plot("left").y_axis);
  move(left);
  press();
  events = move({left.x + 30, left.y + 30});
  ASSERT_TRUE(events.view);
  EXPECT_EQ(events.view->x, (Range{-1, 1}));
  EXPECT_NE(events.view->y, (Range{-2, 2}));
  release();
}

TEST_F(PlotViewTest, WheelKeepsWhatIsUnderThePointer) {
  for (const char* name : {"left", "right"}) {
    const PlotLayout& place = plot(name);
    const Point at = whole(place.frame.x + 60, place.frame.y + 40);
    const Point before = place.to_data(at);
    move(at);
    harness.wheel(1);
    const FigureEvents events = step();
    ASSERT_TRUE(events.view);
    PlotLayout after = place;
    after.x = events.view->x;
    after.y = events.view->y;
    const Point now = after.to_data(at);
    EXPECT_NEAR(now.x, before.x, 1e-11);
    EXPECT_NEAR(now.y, before.y, 1e-11);
    const Range shown = events.view->x;
    EXPECT_NEAR(place.x_log ? std::log(100) / std::log(shown.max / shown.min) : 2 / shown.span(), 1.15, 1e-12);
  }
}

TEST_F(PlotViewTest, WheelOnAnAxisZoomsThatAxisAlone) {
  move(middle(plot("left").y_axis));
  harness.wheel(-1);
  const FigureEvents events = step();
  ASSERT_TRUE(events.view);
  EXPECT_EQ(events.view->x, (Range{-1, 1}));
  EXPECT_NEAR(events.view->y.span(), 4 * 1.15, 1e-12);
}

TEST_F(PlotViewTest, RightDragZoomsIntoTheBox) {
  const PlotLayout place = plot("left");
  const Point a = whole(place.frame.x + 30, place.frame.y + 50), b = whole(place.frame.x + 130, place.frame.y + 120);
  move(b);
  press(1);
  EXPECT_FALSE(move(a).view);
  const FigureEvents events = release(1);
  ASSERT_TRUE(events.view);
  EXPECT_NEAR(events.view->x.min, place.to_data(a).x, 1e-12);
  EXPECT_NEAR(events.view->x.max, place.to_data(b).x, 1e-12);
  EXPECT_NEAR(events.view->y.max, place.to_data(a).y, 1e-12);
  EXPECT_NEAR(events.view->y.min, place.to_data(b).y, 1e-12);
  EXPECT_FALSE(events.menu);
}

TEST_F(PlotViewTest, ABoxEndsAtTheFrame) {
  const PlotLayout place = plot("left");
  move({place.frame.x + 30, place.frame.y + 50});
  press(1);
  move({990, 690});
  const FigureEvents events = release(1);
  ASSERT_TRUE(events.view);
  EXPECT_NEAR(events.view->x.max, 1, 1e-12);
  EXPECT_NEAR(events.view->y.min, -2, 1e-12);
}

TEST_F(PlotViewTest, ClicksAndMenus) {
  const Point at = middle(plot("left").frame);
  move(at);
  press();
  move({at.x + 2, at.y});
  FigureEvents events = release();
  ASSERT_TRUE(events.click);
  EXPECT_EQ(events.click->plot, "left");
  EXPECT_NEAR(events.click->at.x, plot("left").to_data({at.x + 2, at.y}).x, 1e-12);
  EXPECT_FALSE(events.view);
  press(1);
  events = release(1);
  ASSERT_TRUE(events.menu);
  EXPECT_EQ(events.menu->plot, "left");
  EXPECT_FALSE(events.click);
}

TEST_F(PlotViewTest, DoubleClickFits) {
  move(middle(plot("right").frame));
  EXPECT_FALSE(press().fit);
  EXPECT_TRUE(release().click);
  const FigureEvents second = press();
  EXPECT_EQ(second.fit, "right");
  EXPECT_FALSE(release().click);
}

TEST_F(PlotViewTest, AHandleWinsOverPanningAndDoesNotJump) {
  handles = {{.id = 7, .plot = "left", .at = {0.5, 1}, .shape = Handle::Shape::point, .reach = 7}};
  const Point at = plot("left").to_page({0.5, 1});
  const Point grab = whole(at.x + 3, at.y - 2);
  EXPECT_EQ(move(grab).hovered_handle, 7);
  EXPECT_FALSE(press().drag);
  FigureEvents events = move({grab.x - 40, grab.y + 10});
  ASSERT_TRUE(events.drag);
  EXPECT_FALSE(events.view);
  EXPECT_EQ(events.drag->id, 7);
  EXPECT_TRUE(events.drag->begun);
  EXPECT_FALSE(events.drag->ended);
  const Point expected = plot("left").to_data({at.x - 40, at.y + 10});
  EXPECT_NEAR(events.drag->to.x, expected.x, 1e-6);
  EXPECT_NEAR(events.drag->to.y, expected.y, 1e-6);
  EXPECT_FALSE(move({grab.x - 41, grab.y + 10}).drag->begun);
  events = release();
  ASSERT_TRUE(events.drag);
  EXPECT_TRUE(events.drag->ended);
  EXPECT_FALSE(events.clicked_handle);
  EXPECT_FALSE(step().drag);
}

TEST_F(PlotViewTest, HandlesAreClickedByBothButtons) {
  handles = {{.id = 3, .plot = "left", .at = {0, 0}, .shape = Handle::Shape::vertical_line, .reach = 7}};
  const Point at = plot("left").to_page({0, 1.2});
  move(whole(at.x, at.y));
  press();
  EXPECT_EQ(release().clicked_handle, 3);
  rest();
  press(1);
  const FigureEvents events = release(1);
  EXPECT_EQ(events.right_clicked_handle, 3);
  EXPECT_FALSE(events.menu);
}

TEST_F(PlotViewTest, PointsComeBeforeLines) {
  const PlotLayout& place = plot("left");
  handles = {{.id = 1, .plot = "left", .at = {0, 0}, .shape = Handle::Shape::vertical_line, .reach = 7},
             {.id = 2, .plot = "left", .at = {0.01, 0}, .shape = Handle::Shape::point, .reach = 7},
             {.id = 3, .plot = "left", .at = {5, 0}, .shape = Handle::Shape::point, .reach = 7}};
  EXPECT_EQ(handle_at(handles, view.layout(), place.to_page({0, 0})), 1);
  EXPECT_EQ(handle_at(handles, view.layout(), place.to_page({0, 1})), 0);
  EXPECT_EQ(handle_at(handles, view.layout(), place.to_page({0.5, 1})), -1);
}

TEST_F(PlotViewTest, ALegendEntryIsToggledByAClick) {
  ASSERT_EQ(plot("left").legend.size(), 2U);
  move(middle(plot("left").legend[1].rect));
  EXPECT_EQ(step().hovered_series, 1);
  press();
  const FigureEvents events = release();
  EXPECT_EQ(events.toggled_series, 1);
  EXPECT_FALSE(events.click);
}

TEST_F(PlotViewTest, HoverNamesPlotDataAndCurve) {
  const PlotLayout& place = plot("left");
  const Point curve = place.to_page({0.25, 0}), on = whole(curve.x, curve.y);
  FigureEvents events = move({on.x, on.y + 4});
  ASSERT_TRUE(events.hover);
  EXPECT_EQ(events.hover->plot, "left");
  EXPECT_DOUBLE_EQ(events.hover->at.x, place.to_data(on).x);
  EXPECT_EQ(events.hovered_series, 0);
  EXPECT_EQ(move({on.x, on.y + 9}).hovered_series, -1);
  EXPECT_FALSE(move({999, 699}).hover);
}

TEST_F(PlotViewTest, WorksAlikeAtTwiceTheScale) {
  harness.ui.scale = 2;
  step();
  const Rect frame = plot("left").frame;
  const Point from = middle(frame);
  move({from.x * 2, from.y * 2});
  press();
  const FigureEvents events = move({from.x * 2 + 40, from.y * 2});
  ASSERT_TRUE(events.view);
  EXPECT_DOUBLE_EQ(events.view->x.min, -1 - 2 * 20 / frame.width);
  release();
}

TEST(Gestures, RangesThatDoublesCannotHoldStayAsTheyWere) {
  const Range narrow{1, 1 + 1e-10};
  EXPECT_EQ(zoomed(narrow, false, 0.5, 1e-3), narrow);
  EXPECT_EQ(zoomed({-1e199, 1e199}, false, 0.5, 100), (Range{-1e199, 1e199}));
  EXPECT_EQ(panned({1e-300, 1e-290}, true, 10), (Range{1e-300, 1e-290}));
}

}  // namespace
}  // namespace losslab
