#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

#include "widgets/figure/axis_map.h"
#include "widgets/figure/layout.h"
#include "widgets/figure/thin.h"

namespace losslab {
namespace {

constexpr double inf = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();
const Rect box{0, 0, 400, 300};

std::vector<std::vector<Point>> thinned(const std::vector<Point>& points, Rect clip = box, double tolerance = 0.15) {
  std::vector<std::vector<Point>> paths;
  std::vector<Point> scratch;
  PathThinner thinner(clip, tolerance, scratch, [&](const std::vector<Point>& path) { paths.push_back(path); });
  for (const Point p : points) thinner.add(p);
  thinner.finish();
  return paths;
}

double distance_to_segment(Point p, Point a, Point b) {
  const double dx = b.x - a.x, dy = b.y - a.y, square = dx * dx + dy * dy;
  const double t = square > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / square, 0.0, 1.0) : 0;
  return std::hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

// Each point's distance to the piece of the path that stands for it: pieces are used in order.
void expect_follows(const std::vector<Point>& full, const std::vector<Point>& path, double tolerance) {
  std::size_t piece = 0;
  for (const Point p : full) {
    while (piece + 2 < path.size() && distance_to_segment(p, path[piece], path[piece + 1]) > tolerance) ++piece;
    ASSERT_LE(distance_to_segment(p, path[piece], path[piece + 1]), tolerance + 1e-9) << p.x << "," << p.y;
  }
}

TEST(Thinning, KeepsSmoothCurvesWithinTheToleranceAndSmall) {
  for (int kind = 0; kind < 4; ++kind) {
    std::vector<Point> full;
    for (int i = 0; i < 1000; ++i) {
      const double t = i / 999.0;
      const double u = 12 * t - 6;
      const double y = kind == 0   ? u * u * 8
                       : kind == 1 ? 150 + 100 * std::sin(u)
                       : kind == 2 ? 60 * std::log1p(u * u)
                                   : 200 * std::exp(-u * u);
      full.push_back({400 * t, y});
    }
    const auto paths = thinned(full);
    ASSERT_EQ(paths.size(), 1U);
    EXPECT_LE(paths[0].size(), 150U);
    EXPECT_GE(paths[0].size(), 8U);
    EXPECT_EQ(paths[0].front(), full.front());
    EXPECT_EQ(paths[0].back(), full.back());
    expect_follows(full, paths[0], 0.15);
  }
}

TEST(Thinning, KeepsWanderingPathsWithinTheTolerance) {
  std::mt19937 random(3);
  std::normal_distribution<double> step;
  for (const double size : {0.05, 0.3, 3.0}) {
    std::vector<Point> full{{200, 150}};
    for (int i = 0; i < 2000; ++i) {
      const Point last = full.back();
      full.push_back(
          {std::clamp(last.x + size * step(random), 0.0, 400.0), std::clamp(last.y + size * step(random), 0.0, 300.0)});
    }
    const auto paths = thinned(full);
    ASSERT_EQ(paths.size(), 1U);
    expect_follows(full, paths[0], 0.15);
  }
}

TEST(Thinning, KeepsCornersAndJumps) {
  std::vector<Point> full;
  for (int i = 0; i <= 400; ++i) full.push_back({1.0 * i, i < 200 ? 250.0 : 50.0});
  EXPECT_THAT(thinned(full)[0], testing::ElementsAre(Point{0, 250}, Point{199, 250}, Point{200, 50}, Point{400, 50}));
  full.clear();
  for (int i = 0; i <= 400; ++i) full.push_back({1.0 * i, std::abs(i - 200.0)});
  EXPECT_THAT(thinned(full)[0], testing::ElementsAre(Point{0, 200}, Point{200, 0}, Point{400, 200}));
}

TEST(Clipping, BreaksAtNaN) {
  const auto paths = thinned({{0, 10}, {10, 10}, {20, nan}, {30, 10}, {40, 30}, {nan, nan}, {50, 50}});
  ASSERT_EQ(paths.size(), 2U);
  EXPECT_EQ(paths[0].back(), (Point{10, 10}));
  EXPECT_EQ(paths[1].front(), (Point{30, 10}));
}

TEST(Clipping, InfinitiesLeaveTheFrame) {
  // Upwards on the page is −∞.
  const auto paths = thinned({{100, 150}, {101, -inf}, {200, -inf}, {201, 150}, {202, inf}});
  ASSERT_EQ(paths.size(), 2U);
  EXPECT_EQ(paths[0].back().y, 0);
  EXPECT_NEAR(paths[0].back().x, 100, 1.01);
  EXPECT_EQ(paths[1].front().y, 0);
  EXPECT_NEAR(paths[1].front().x, 201, 1.01);
  EXPECT_EQ(paths[1].back().y, 300);
}

TEST(Clipping, NothingLeavesTheRectangle) {
  std::mt19937 random(5);
  std::uniform_real_distribution<double> wide(-1000, 1400);
  std::vector<Point> full;
  for (int i = 0; i < 5000; ++i) full.push_back({wide(random), i % 97 == 0 ? 1e300 : wide(random)});
  const auto paths = thinned(full);
  EXPECT_GT(paths.size(), 100U);
  for (const auto& path : paths) {
    for (const Point p : path) {
      EXPECT_TRUE(p.x >= -1e-5 && p.x <= 400 + 1e-5 && p.y >= -1e-5 && p.y <= 300 + 1e-5) << p.x << "," << p.y;
    }
  }
}

TEST(Clipping, ASegmentAcrossTheRectangleIsSeen) {
  EXPECT_THAT(thinned({{-100, 150}, {500, 150}})[0], testing::ElementsAre(Point{0, 150}, Point{400, 150}));
  EXPECT_TRUE(thinned({{-100, -150}, {500, -150}}).empty());
}

// The same curve point by point and in stretches, on a page that is the data.
void expect_alike_in_stretches(const std::vector<Point>& full) {
  PlotLayout page;
  page.frame = box;
  page.x = {0, 400};
  page.y = {0, 300};
  const PageMap map(page);
  std::vector<Point> mapped;
  for (const Point p : full) mapped.push_back(map(p));
  std::vector<std::vector<Point>> paths;
  std::vector<Point> scratch;
  PathThinner thinner(box, 0.15, scratch, [&](const std::vector<Point>& path) { paths.push_back(path); });
  PagePath path;
  path.map(full, map, box, 0.05);
  thinner.add_all(path);
  thinner.finish();
  const auto expected = thinned(mapped);
  ASSERT_EQ(paths.size(), expected.size());
  for (std::size_t i = 0; i < paths.size(); ++i) {
    EXPECT_EQ(paths[i].front(), expected[i].front());
    EXPECT_EQ(paths[i].back(), expected[i].back());
    const Rect rounded{box.x - 1e-9, box.y - 1e-9, box.width + 2e-9, box.height + 2e-9};
    for (const Point p : paths[i]) EXPECT_TRUE(rounded.contains(p)) << p.x << "," << p.y;
    if (paths.size() == 1 && std::ranges::all_of(mapped, [](Point p) { return box.contains(p); }))
      expect_follows(mapped, paths[i], 0.2);
  }
}

TEST(Stretches, GiveTheLinesThatSinglePointsGive) {
  std::mt19937 random(7);
  for (int kind = 0; kind < 12; ++kind) {
    std::vector<Point> full;
    for (int i = 0; i < 997 + kind; ++i) {
      const double t = i / 999.0, u = 12 * t - 6;
      double y = 150 + 140 * std::sin(u * (1 + kind));
      if (kind == 1) y = 60 * u * u;                                            // leaves upwards and comes back
      if (kind == 2) y = u < 0 ? 20 : 250;                                      // a jump within the frame
      if (kind == 3) y = 1 / u;                                                 // a pole
      if (kind == 4) y = i % 50 == 49 ? nan : y;                                // gaps
      if (kind == 5) y = std::abs(u) < 1 ? inf : 100 * u;                       // gone for a while
      if (kind == 6) y = 5000 * std::sin(20 * u);                               // in and out from edge to edge
      if (kind == 7) y = 150 + static_cast<double>(random() % 100);             // noise
      if (kind == 8) y = -20;                                                   // never seen
      if (kind == 9) y = i < 300 ? nan : i < 600 ? -inf : i < 800 ? 100 : 400;  // every way of not being there
      full.push_back({420 * t - 10, y});
    }
    SCOPED_TRACE(kind);
    expect_alike_in_stretches(full);
  }
}

TEST(PageLog, IsExactEnoughForAPage) {
  std::mt19937 random(9);
  std::uniform_real_distribution<double> exponent(-307, 308);
  for (int i = 0; i < 100000; ++i) {
    const double value = std::pow(10, exponent(random));
    ASSERT_NEAR(page_log10(value), std::log10(value), 3e-10 + 1e-13) << value;
  }
  EXPECT_EQ(page_log10(1), 0);
  EXPECT_EQ(page_log10(0), -inf);
  EXPECT_EQ(page_log10(inf), inf);
  EXPECT_TRUE(std::isnan(page_log10(-1)));
  EXPECT_NEAR(page_log10(5e-324), std::log10(5e-324), 1e-9);
}

}  // namespace
}  // namespace losslab
