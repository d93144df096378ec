#include <gmock/gmock.h>

#include <cmath>
#include <set>
#include <stdexcept>

#include "widgets/figure/dash.h"
#include "widgets/figure/marker.h"
#include "widgets/figure/theme.h"

namespace losslab {
namespace {

double luminance(Color c) {
  const auto linear = [](double v) {
    v /= 255;
    return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b);
}
// WCAG 2.
double contrast(Color a, Color b) {
  const double u = luminance(a), v = luminance(b);
  return (std::max(u, v) + 0.05) / (std::min(u, v) + 0.05);
}

class Themes : public testing::TestWithParam<const Theme*> {};

TEST_P(Themes, EverySeriesStandsOutFromTheBackground) {
  const Theme& theme = *GetParam();
  for (const Color c : theme.series_colors) EXPECT_GE(contrast(c, theme.background), 3) << int{c.r} << "," << int{c.g};
  for (const Color c : {theme.accent, theme.danger, theme.truth, theme.positive, theme.negative})
    EXPECT_GE(contrast(c, theme.background), 3);
}

TEST_P(Themes, TextCanBeRead) {
  const Theme& theme = *GetParam();
  for (const Color below : {theme.background, theme.panel}) {
    EXPECT_GE(contrast(theme.foreground, below), 7);
    EXPECT_GE(contrast(theme.muted, below), 4.5);
  }
}

TEST_P(Themes, TheFirstTwentyFourSeriesDiffer) {
  std::set<std::string> looks;
  for (std::size_t i = 0; i < 24; ++i) {
    const SeriesStyle s = GetParam()->series(i);
    looks.insert(std::to_string(s.color.r) + " " + std::to_string(s.color.g) + " " + std::to_string(s.color.b) + " " +
                 std::to_string(static_cast<int>(s.dash)) + " " + std::to_string(static_cast<int>(s.marker)));
    EXPECT_NE(s.marker, Marker::none);
  }
  EXPECT_EQ(looks.size(), 24U);
}

TEST_P(Themes, TheNeutralColourOfDecisionsIsTheBackground) {
  const Theme& theme = *GetParam();
  if (&theme == &in_grey(theme)) GTEST_SKIP() << "in grey decisions go from light to dark";
  ASSERT_EQ(theme.diverging.size() % 2, 1U);
  EXPECT_EQ(theme.diverging[theme.diverging.size() / 2], theme.background);
}

TEST_P(Themes, HeatMapsGrowEvenlyAwayFromTheBackground) {
  const Theme& theme = *GetParam();
  double last = contrast(theme.sequential.front(), theme.background);
  EXPECT_LT(last, 1.15);
  for (std::size_t i = 2; i < theme.sequential.size(); ++i) {
    const double next = contrast(theme.sequential[i], theme.background);
    EXPECT_GT(next, last);
    last = next;
  }
}

INSTANTIATE_TEST_SUITE_P(All, Themes,
                         testing::Values(&light_theme(), &dark_theme(), &in_grey(light_theme()),
                                         &in_grey(dark_theme())),
                         [](const auto& theme) {
                           const bool grey = theme.param == &in_grey(*theme.param);
                           return std::string(theme.param->name) + (grey ? "_grey" : "");
                         });

TEST(ThemeNamed, KnowsItsNames) {
  EXPECT_EQ(&theme_named("light"), &light_theme());
  EXPECT_EQ(&theme_named("dark"), &dark_theme());
  EXPECT_THROW(theme_named("blue"), std::out_of_range);
}

TEST(DashPattern, ComesInPairs) {
  EXPECT_TRUE(dash_pattern(Dash::solid).empty());
  for (const Dash dash : {Dash::dashed, Dash::dotted, Dash::dash_dot, Dash::long_dash, Dash::dense_dot}) {
    const auto pattern = dash_pattern(dash);
    ASSERT_FALSE(pattern.empty());
    EXPECT_EQ(pattern.size() % 2, 0U);
    for (const double length : pattern) EXPECT_GT(length, 0);
  }
}

TEST(MarkerPolygon, StaysNearItsCircleAndIsConvex) {
  const Point center{10, 20};
  for (const Marker marker :
       {Marker::square, Marker::triangle, Marker::diamond, Marker::cross, Marker::plus, Marker::down_triangle}) {
    const Corners corners = marker_polygon(marker, center, 4);
    ASSERT_GE(corners.size(), 3U);
    for (const Point p : corners) EXPECT_LE(std::hypot(p.x - center.x, p.y - center.y), 1.5 * 4);
    if (marker == Marker::cross || marker == Marker::plus) continue;
    for (std::size_t i = 0; i < corners.size(); ++i) {
      const Point a = corners[i], b = corners[(i + 1) % corners.size()], c = corners[(i + 2) % corners.size()];
      EXPECT_GT((b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x), 0);
    }
  }
  EXPECT_TRUE(marker_polygon(Marker::none, center, 4).empty());
}

}  // namespace
}  // namespace losslab
