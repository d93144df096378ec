#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "imgui_harness.h"
#include "widgets/imgui/gestures.h"
#include "widgets/imgui/plot_view.h"

namespace losslab {
namespace {

// A plot "data" with a title that opens a menu beside a plot "other", both from 0 to 10.
Figure two_plots() {
  Figure figure;
  figure.theme = &light_theme();
  Plot plot;
  plot.name = "data";
  plot.title = "Data";
  plot.title_menu = true;
  plot.x.range = plot.y.range = {0, 10};
  CurveItem curve;
  curve.points = {{0, 5}, {10, 5}};
  curve.stroke = {rgb(0x0072b2), 2, Dash::solid};
  curve.series = 0;
  plot.items.emplace_back(curve);
  figure.plots.push_back(plot);
  plot.name = "other";
  plot.title = "Other";
  plot.title_menu = false;
  plot.column = 1;
  figure.plots.push_back(plot);
  return figure;
}

class BrushTest : public testing::Test {
 protected:
  FigureEvents step() {
    return harness.frame([this](Ui& ui) {
      return view.show(
          "figure", ImVec2(800, 500), 1, FigureStyle{}, ui, handles, [] { return two_plots(); }, brush);
    });
  }
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
  const PlotLayout& plot(const char* name = "data") { return *view.layout().find(name); }
  // Page points of a place, whole ones as the pointer stands on them.
  Point at(double x, double y, const char* name = "data") {
    const Point p = plot(name).to_page({x, y});
    return {std::round(p.x), std::round(p.y)};
  }
  Point data_of(Point page) { return plot().to_data(page); }

  void SetUp() override {
    step();
    step();
  }

  ImGuiHarness harness;
  FigureView view;
  std::vector<Handle> handles{{.id = 4, .plot = "data", .at = {5, 5}, .shape = Handle::Shape::point, .reach = 7}};
  std::optional<Brush> brush = Brush{"data", 9};
};

TEST_F(BrushTest, EveryFrameOfAStrokeIsTold) {
  const Point a = at(2, 2), b = at(4, 3), c = at(8, 6);
  EXPECT_FALSE(move(a).brush);
  FigureEvents events = press();
  ASSERT_TRUE(events.brush);
  EXPECT_EQ(events.brush->plot, "data");
  EXPECT_TRUE(events.brush->begun);
  EXPECT_FALSE(events.brush->ended);
  EXPECT_EQ(events.brush->from, data_of(a));
  EXPECT_EQ(events.brush->to, data_of(a));
  events = move(b);
  ASSERT_TRUE(events.brush);
  EXPECT_FALSE(events.brush->begun);
  EXPECT_EQ(events.brush->from, data_of(a));
  EXPECT_EQ(events.brush->to, data_of(b));
  EXPECT_FALSE(events.view);
  events = move(c);
  EXPECT_EQ(events.brush->from, data_of(b));
  ASSERT_TRUE(step().brush);  // held still
  events = release();
  ASSERT_TRUE(events.brush);
  EXPECT_TRUE(events.brush->ended);
  EXPECT_EQ(events.brush->to, data_of(c));
  EXPECT_FALSE(events.click);
  EXPECT_FALSE(step().brush);
}

TEST_F(BrushTest, AClickIsADabAndADoubleClickTwo) {
  move(at(5, 5));  // on a handle, which is not taken
  EXPECT_EQ(step().hovered_handle, -1);
  EXPECT_EQ(step().hovered_series, -1);
  for (int i = 0; i < 2; ++i) {
    const FigureEvents down = press();
    ASSERT_TRUE(down.brush);
    EXPECT_TRUE(down.brush->begun);
    EXPECT_FALSE(down.fit);
    const FigureEvents up = release();
    ASSERT_TRUE(up.brush);
    EXPECT_TRUE(up.brush->ended);
    EXPECT_FALSE(up.brush->begun);
    EXPECT_FALSE(up.clicked_handle);
    EXPECT_FALSE(up.drag);
  }
}

TEST_F(BrushTest, AStrokeStaysWithinTheFrame) {
  move(at(9, 9));
  press();
  const FigureEvents events = move(at(5, 5, "other"));
  ASSERT_TRUE(events.brush);
  EXPECT_EQ(events.brush->plot, "data");
  EXPECT_NEAR(events.brush->to.x, 10, 1e-9);
  release();
}

TEST_F(BrushTest, EverythingElseStillWorks) {
  move(at(5, 5));
  harness.wheel(1);
  EXPECT_TRUE(step().view);
  press(1);
  EXPECT_EQ(release(1).right_clicked_handle, 4);
  move(at(2, 2));
  press(1);
  move(at(4, 4));
  EXPECT_TRUE(release(1).view);
  const Rect axis = plot().x_axis;
  const Point on_axis{std::round(axis.x + axis.width / 2), std::round(axis.y + axis.height / 2)};
  move(on_axis);
  EXPECT_FALSE(press().brush);
  EXPECT_TRUE(move({on_axis.x + 20, on_axis.y}).view);
  release();
  // Another plot pans as ever.
  move(at(5, 2, "other"));
  EXPECT_FALSE(press().brush);
  EXPECT_TRUE(move(at(7, 2, "other")).view);
  release();
  // And so does this one without a brush.
  brush.reset();
  move(at(2, 2));
  EXPECT_FALSE(press().brush);
  EXPECT_TRUE(move(at(4, 2)).view);
  release();
}

TEST_F(BrushTest, ACircleFollowsThePointer) {
  move(at(2, 2));
  step();
  const int with = harness.vertices;
  brush.reset();
  step();
  EXPECT_LT(harness.vertices, with);
  brush = Brush{"data", 9};
  move(at(2, 2, "other"));
  const int elsewhere = harness.vertices;
  brush.reset();
  step();
  EXPECT_EQ(harness.vertices, elsewhere);
}

TEST_F(BrushTest, WhatLiesUnderItIsDecidedOnThePage) {
  const PlotLayout& place = plot();
  const auto data_at = [&](double dx, double dy) {
    const Point p = place.to_page({2, 5});
    return place.to_data({p.x + dx, p.y + dy});
  };
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const std::vector<Point> points{data_at(0, 8.9),   data_at(0, 9.1),  data_at(50, -8.9), data_at(108.9, 0),
                                  data_at(109.1, 0), data_at(-9.1, 0), {nan, 5},          {2, 50}};
  EXPECT_EQ(under_brush(place, points, data_at(0, 0), data_at(100, 0), 9), (std::vector<int>{0, 2, 3}));
  EXPECT_EQ(under_brush(place, points, data_at(0, 0), data_at(0, 0), 9), (std::vector<int>{0}));
  // On a logarithmic axis just the same.
  PlotLayout log = place;
  log.x = {1, 1000};
  log.x_log = true;
  const std::vector<Point> decades{{10, 5}, {30, 5}, {100, 5}, {-1, 5}};
  EXPECT_EQ(under_brush(log, decades, {10, 5}, {35, 5}, 3), (std::vector<int>{0, 1}));
  // What is scrolled out of sight cannot be touched.
  EXPECT_TRUE(under_brush(place, std::vector<Point>{{10.01, 5}}, {10, 5}, {10, 5}, 50).empty());
}

TEST_F(BrushTest, ATitleWithAMenuIsClicked) {
  const Rect area = title_area(plot());
  ASSERT_GT(area.width, plot().title.width);
  EXPECT_EQ(title_area(plot("other")), Rect{});
  move({std::round(area.right() - 3), std::round(area.y + area.height / 2)});
  EXPECT_FALSE(press().title);
  const FigureEvents events = release();
  EXPECT_EQ(events.title, "data");
  EXPECT_FALSE(events.click);
  EXPECT_FALSE(step().title);
  // Released elsewhere it is none, and neither is a click on a title without a menu.
  press();
  move(at(5, 2));
  EXPECT_FALSE(release().title);
  const Rect other = plot("other").title;
  move({std::round(other.x + 5), std::round(other.y + other.height / 2)});
  press();
  EXPECT_FALSE(release().title);
}

TEST_F(BrushTest, ATitleIsMarkedAndShowsThatItIsPointedAt) {
  move(at(5, 2, "other"));
  const int before = harness.vertices;
  const Rect area = title_area(plot());
  move({std::round(area.x + 8), std::round(area.y + area.height / 2)});
  EXPECT_GT(harness.vertices, before);
}

}  // namespace
}  // namespace losslab
