#include "app/core/lessons/state/sketch_score.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace losslab {
namespace {

constexpr Range x{-4, 4}, y{-2, 2};

std::vector<Point> curve(double (*f)(double), double from = -4, double to = 4) {
  std::vector<Point> points;
  for (int i = 0; i <= 400; ++i) {
    const double at = from + (to - from) * i / 400;
    points.push_back({at, f(at)});
  }
  return points;
}
double huber(double r) { return std::clamp(r, -1.0, 1.0); }

TEST(SketchScore, OfTheCurveItselfIsNothing) {
  const SketchScore score = score_sketch(curve(huber), curve(huber), x, y);
  EXPECT_NEAR(score.mean, 0, 1e-12);
  EXPECT_NEAR(score.worst, 0, 1e-12);
  EXPECT_EQ(score.drawn, 1);
}

TEST(SketchScore, SaysHowFarAndWhere) {
  const auto raised = curve([](double r) { return huber(r) + 0.4; });
  EXPECT_NEAR(score_sketch(raised, curve(huber), x, y).mean, 0.1, 1e-9);
  // The wrong slope is off most at the edges of the frame, where it is held.
  const SketchScore wrong = score_sketch(curve([](double r) { return r; }), curve(huber), x, y);
  EXPECT_NEAR(wrong.worst, 0.25, 1e-9);
  EXPECT_GE(std::abs(wrong.worst_at.x), 2);
}

TEST(SketchScore, WhatIsNotDrawnCounts) {
  const SketchScore half = score_sketch(curve(huber, -4, 0), curve(huber), x, y);
  EXPECT_NEAR(half.drawn, 0.5, 0.01);
  EXPECT_NEAR(half.mean, 0.5, 0.01);
  EXPECT_EQ(score_sketch({}, curve(huber), x, y).mean, 1);
}

TEST(SketchScore, ABackwardsStrokeIsTheSameStroke) {
  std::vector<Point> stroke = curve(huber);
  std::ranges::reverse(stroke);
  EXPECT_NEAR(score_sketch(stroke, curve(huber), x, y).mean, 0, 1e-12);
}

TEST(SketchScore, PathsThatTurnBackAreComparedByTheNearestPlace) {
  std::vector<Point> path;
  for (int i = 0; i <= 200; ++i) path.push_back({2 * std::cos(0.05 * i), std::sin(0.05 * i)});
  std::vector<Point> moved = path;
  for (Point& p : moved) p.y += 0.2;
  EXPECT_NEAR(score_sketch(path, path, x, y).mean, 0, 1e-12);
  EXPECT_LE(score_sketch(moved, path, x, y).mean, 0.05 + 1e-9);
  EXPECT_GT(score_sketch(moved, path, x, y).mean, 0.01);
}

}  // namespace
}  // namespace losslab
