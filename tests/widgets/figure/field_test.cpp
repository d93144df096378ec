#include <gmock/gmock.h>

#include <array>
#include <cmath>
#include <functional>
#include <limits>

#include "widgets/figure/layout.h"

namespace losslab {
namespace {

constexpr Range square{-2, 2};

std::vector<float> sampled(int n, const std::function<double(double, double)>& f) {
  std::vector<float> values;
  for (int j = 0; j < n; ++j) {
    for (int i = 0; i < n; ++i) {
      values.push_back(
          static_cast<float>(f(square.min + square.span() * i / (n - 1), square.min + square.span() * j / (n - 1))));
    }
  }
  return values;
}

TEST(ContourLines, ACircleIsOneClosedLine) {
  const auto values = sampled(101, [](double x, double y) { return x * x + y * y; });
  const auto lines = contour_lines(values, 101, 101, square, square, 1.5);
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines[0].front(), lines[0].back());
  EXPECT_GT(lines[0].size(), 100U);
  for (const Point p : lines[0]) EXPECT_NEAR(p.x * p.x + p.y * p.y, 1.5, 5e-4);
}

TEST(ContourLines, APlaneIsOneStraightLineFromRimToRim) {
  const auto values = sampled(21, [](double x, double y) { return x + 0.5 * y; });
  const auto lines = contour_lines(values, 21, 21, square, square, 0.3);
  ASSERT_EQ(lines.size(), 1U);
  for (const Point p : lines[0]) EXPECT_NEAR(p.x + 0.5 * p.y, 0.3, 1e-6);
  EXPECT_NEAR(std::abs(lines[0].front().y - lines[0].back().y), 4, 1e-9);
}

TEST(ContourLines, AtASaddleTheMeanOfTheCornersDecides) {
  // High in two opposite corners; the middle is 0.5.
  const std::vector<float> corners{1, 0, 0, 1};
  for (const double level : {0.4, 0.6}) {
    const auto lines = contour_lines(corners, 2, 2, {0, 1}, {0, 1}, level);
    ASSERT_EQ(lines.size(), 2U);
    // Above the level in the middle the high corners are joined, and each line cuts off a low one.
    const bool joined = level < 0.5;
    for (const auto& line : lines) {
      const Point middle{0.5 * (line[0].x + line[1].x), 0.5 * (line[0].y + line[1].y)};
      const bool near_low = (middle.x > 0.5) != (middle.y > 0.5);
      EXPECT_EQ(near_low, joined);
    }
  }
}

TEST(ContourLines, ASaddleSurfaceHasTwoBranches) {
  const auto values = sampled(64, [](double x, double y) { return x * y; });
  EXPECT_EQ(contour_lines(values, 64, 64, square, square, 0.5).size(), 2U);
  EXPECT_EQ(contour_lines(values, 64, 64, square, square, -0.5).size(), 2U);
}

TEST(ContourLines, HolesHaveNoLines) {
  auto values = sampled(21, [](double x, double) { return x; });
  values[10 * 21 + 10] = std::numeric_limits<float>::quiet_NaN();
  const auto lines = contour_lines(values, 21, 21, square, square, 0.05);
  EXPECT_EQ(lines.size(), 2U);
  values[10 * 21 + 10] = std::numeric_limits<float>::infinity();
  EXPECT_EQ(contour_lines(values, 21, 21, square, square, 0.05).size(), 2U);
  EXPECT_TRUE(contour_lines(values, 21, 21, square, square, 99).empty());
  EXPECT_TRUE(contour_lines({}, 0, 0, square, square, 0).empty());
  EXPECT_TRUE(contour_lines({1, 2}, 2, 1, square, square, 1.5).empty());
}

TEST(ContourLines, AFlatFieldAtItsOwnLevelHasNone) {
  EXPECT_TRUE(contour_lines(std::vector<float>(25, 1.0f), 5, 5, square, square, 1).empty());
}

TEST(FieldPixels, MapsLowToTheFirstStopAndTurnsTheRows) {
  const std::array map{rgb(0x000000), rgb(0x808080), rgb(0xffffff)};
  const float inf = std::numeric_limits<float>::infinity();
  const auto pixels = field_pixels({0, 1, 0.5f, std::nanf(""), -inf, inf}, 2, 3, {0, 1}, map);
  ASSERT_EQ(pixels->width, 2);
  ASSERT_EQ(pixels->height, 3);
  // The lowest row of the field is the last of the picture.
  EXPECT_EQ(pixels->data[4], rgb(0x000000));
  EXPECT_EQ(pixels->data[5], rgb(0xffffff));
  EXPECT_NEAR(pixels->data[2].r, 0x80, 1);
  EXPECT_EQ(pixels->data[3].a, 0);
  EXPECT_EQ(pixels->data[0], rgb(0x000000));
  EXPECT_EQ(pixels->data[1], rgb(0xffffff));
}

TEST(FieldPixels, StandsBadInput) {
  const std::array map{rgb(0x000000), rgb(0xffffff)};
  EXPECT_EQ(field_pixels({}, 0, 0, {0, 1}, map)->data.size(), 0U);
  EXPECT_EQ(field_pixels({1}, 2, 2, {0, 1}, map)->data.size(), 0U);
  EXPECT_EQ(field_pixels({1, 2, 3, 4}, 2, 2, {1, 1}, map)->data.size(), 4U);
}

// Several levels at once are what each of them is alone.
TEST(Contours, LevelsTogetherAreThoseOneByOne) {
  std::vector<float> values;
  for (int j = 0; j < 40; ++j) {
    for (int i = 0; i < 40; ++i) values.push_back(static_cast<float>(std::sin(0.3 * i) * std::cos(0.2 * j) + 1));
  }
  const std::vector<double> levels = even_levels(2, 8);
  EXPECT_DOUBLE_EQ(levels.front(), 0.125);
  EXPECT_DOUBLE_EQ(levels.back(), 1.875);
  std::vector<std::vector<Point>> apart;
  for (const double level : levels) {
    for (auto& line : contour_lines(values, 40, 40, {0, 1}, {0, 1}, level)) apart.push_back(std::move(line));
  }
  EXPECT_GT(apart.size(), levels.size());
  EXPECT_EQ(contour_lines(values, 40, 40, {0, 1}, {0, 1}, levels), apart);
}

}  // namespace
}  // namespace losslab
