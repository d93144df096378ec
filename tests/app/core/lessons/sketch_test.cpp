#include "app/core/lessons/task/sketch.h"

#include <gtest/gtest.h>

namespace losslab {
namespace {

constexpr Range axis{-2, 2};

TEST(Sketch, IsALineOverTheAxis) {
  std::vector<Point> sketch;
  draw_stroke(sketch, {-2, -2}, {0, 0}, true, axis);
  EXPECT_NEAR(*sketched_at(sketch, -1), -1, 1e-12);
  EXPECT_FALSE(sketched_at(sketch, 0.5));
  EXPECT_NEAR(covered(sketch, axis), 0.5, 1e-12);
  draw_stroke(sketch, {0, 0}, {2, 2}, false, axis);
  EXPECT_NEAR(covered(sketch, axis), 1, 1e-12);
  EXPECT_NEAR(*sketched_at(sketch, 1.5), 1.5, 1e-12);
}

TEST(Sketch, LeavesOutWhatLiesBesideTheAxis) {
  std::vector<Point> sketch;
  draw_stroke(sketch, {-4, -4}, {4, 4}, true, axis);
  EXPECT_EQ(sketch.front().x, -2);
  EXPECT_NEAR(sketch.back().y, 2, 1e-12);
  draw_stroke(sketch, {3, 0}, {5, 0}, false, axis);
  EXPECT_EQ(sketch.back().x, 2);
}

TEST(Sketch, IsDrawnAnewWhereAStrokeGoesOverIt) {
  std::vector<Point> sketch;
  draw_stroke(sketch, {-2, 0}, {2, 0}, true, axis);
  draw_stroke(sketch, {1, 1}, {0, 1}, true, axis);  // backwards
  EXPECT_EQ(*sketched_at(sketch, 0.5), 1);
  EXPECT_EQ(*sketched_at(sketch, -1), 0);
  EXPECT_EQ(*sketched_at(sketch, 1.5), 0);
  EXPECT_NEAR(covered(sketch, axis), 1, 1e-9);
}

TEST(Sketch, GapsStayGaps) {
  std::vector<Point> sketch;
  draw_stroke(sketch, {-2, 0}, {-1, 0}, true, axis);
  draw_stroke(sketch, {1, 5}, {2, 5}, true, axis);
  EXPECT_FALSE(sketched_at(sketch, 0));
  EXPECT_NEAR(covered(sketch, axis), 0.5, 1e-12);
}

TEST(Sketch, APathIsOneStrokeThatMayGoBack) {
  std::vector<Point> path;
  draw_path(path, {0, 0}, {1, 0}, true);
  draw_path(path, {1, 0}, {1, 1}, false);
  draw_path(path, {1, 1}, {0, 1}, false);
  EXPECT_EQ(path.size(), 4U);
  draw_path(path, {5, 5}, {6, 5}, true);
  EXPECT_EQ(path.front(), (Point{5, 5}));
  EXPECT_EQ(path.size(), 2U);
}

}  // namespace
}  // namespace losslab
