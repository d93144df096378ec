#include "widgets/figure/overlay.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "widgets/figure/movement.h"

namespace losslab {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

Figure with(std::vector<Item> items) {
  Figure figure;
  Plot plot;
  plot.name = "data";
  plot.x.range = {0, 10};
  plot.y.range = {0, 100};
  plot.items = std::move(items);
  figure.plots.push_back(std::move(plot));
  return figure;
}
CurveItem curve(std::vector<Point> points) {
  CurveItem item;
  item.points = std::move(points);
  item.stroke.color = {10, 20, 30, 200};
  item.legend = "fit";
  return item;
}
CurveItem level(double y) { return curve({{0, y}, {10, y}}); }

TEST(Movement, IsTheShareOfTheFrame) {
  EXPECT_DOUBLE_EQ(movement(with({level(20)}), with({level(45)})), 0.25);
  EXPECT_DOUBLE_EQ(movement(with({level(20)}), with({level(20)})), 0);
  EXPECT_DOUBLE_EQ(movement(with({level(20), level(0)}), with({level(45), level(50)})), 0.5) << "the furthest";
  EXPECT_DOUBLE_EQ(movement(with({level(90)}), with({level(1e9)})), 0.1) << "beyond the rim nothing is seen";
}

TEST(Movement, APathCountsByItsEnd) {
  EXPECT_DOUBLE_EQ(movement(with({curve({{1, 10}})}), with({curve({{1, 10}, {4, 50}})})), 0.5);
}

TEST(Movement, WhatIsNowhereDoesNotCount) {
  EXPECT_DOUBLE_EQ(movement(with({curve({{0, 5}, {nan, nan}})}), with({curve({{0, 5}, {3, 3}})})), 0);
  EXPECT_DOUBLE_EQ(movement(with({level(0)}), with({PointsItem{}})), 0);
  LineItem before, after;
  after.at = 7;
  EXPECT_DOUBLE_EQ(movement(with({before}), with({after})), 0);
}

TEST(Movement, GoesByTheAxis) {
  Figure from = with({level(1)}), to = with({level(10)});
  for (Figure* figure : {&from, &to}) {
    figure->plots[0].y.log = true;
    figure->plots[0].y.range = {0.1, 1000};
  }
  EXPECT_DOUBLE_EQ(movement(from, to), 0.25);
}

TEST(Overlay, OlderCurvesArePalerAndBelow) {
  const std::vector<Figure> figures{with({level(1)}), with({level(2)}), with({level(3)})};
  const Figure all = overlaid(figures);
  const std::vector<Item>& items = all.plots.at(0).items;
  ASSERT_EQ(items.size(), 3U);
  std::vector<int> alphas;
  for (const Item& item : items) alphas.push_back(std::get<CurveItem>(item).stroke.color.a);
  EXPECT_EQ(alphas, (std::vector<int>{30, 120, 200}));
  EXPECT_EQ(std::get<CurveItem>(items[0]).points[0], (Point{0, 1}));
  EXPECT_EQ(std::get<CurveItem>(items[0]).legend, "");
  EXPECT_EQ(std::get<CurveItem>(items[2]).legend, "fit");
}

TEST(Overlay, WhatStandsStillOrGrowsIsDrawnOnce) {
  const std::vector<Figure> still{with({level(1)}), with({level(1)}), with({level(1)})};
  EXPECT_EQ(overlaid(still).plots[0].items.size(), 1U);
  const std::vector<Figure> grown{with({curve({{0, 0}, {nan, nan}})}), with({curve({{0, 0}, {nan, nan}, {1, 1}})})};
  EXPECT_EQ(overlaid(grown).plots[0].items.size(), 1U);
  const std::vector<Figure> rested{with({level(1)}), with({level(1)}), with({level(2)})};
  EXPECT_EQ(overlaid(rested).plots[0].items.size(), 2U);
}

TEST(Overlay, OneFigureIsItself) {
  const std::vector<Figure> one{with({level(1), PointsItem{}})};
  EXPECT_EQ(overlaid(one).plots[0].items.size(), 2U);
}

}  // namespace
}  // namespace losslab
