#include <gmock/gmock.h>

#include <cmath>
#include <limits>
#include <random>
#include <set>

#include "widgets/figure/layout.h"

namespace losslab {
namespace {

using testing::ElementsAre;

std::vector<std::string> texts(Range range, bool log, int target) {
  std::vector<std::string> result;
  for (auto& tick : ticks_for(range, log, target)) result.push_back(tick.second);
  return result;
}

TEST(Ticks, HaveTheSameDigitsOnOneAxis) {
  EXPECT_THAT(texts({0, 2}, false, 4), ElementsAre("0.0", "0.5", "1.0", "1.5", "2.0"));
  EXPECT_THAT(texts({-1, 1}, false, 4), ElementsAre("−1.0", "−0.5", "0.0", "0.5", "1.0"));
  EXPECT_THAT(texts({-6, 6}, false, 6), ElementsAre("−6", "−4", "−2", "0", "2", "4", "6"));
  EXPECT_THAT(texts({0.2, 0.45}, false, 3), ElementsAre("0.2", "0.3", "0.4"));
}

TEST(Ticks, LargeAndSmallNumbersHavePowersOfTen) {
  EXPECT_THAT(texts({0, 2e6}, false, 4), ElementsAre("0", "0.5×10⁶", "1.0×10⁶", "1.5×10⁶", "2.0×10⁶"));
  EXPECT_THAT(texts({0, 3e-7}, false, 3), ElementsAre("0", "10⁻⁷", "2×10⁻⁷", "3×10⁻⁷"));
  EXPECT_THAT(texts({0, 50000}, false, 5), ElementsAre("0", "10000", "20000", "30000", "40000", "50000"));
}

TEST(Ticks, LogAxesShowDecades) {
  EXPECT_THAT(texts({1, 1000}, true, 6), ElementsAre("1", "10", "100", "1000"));
  EXPECT_THAT(texts({1e-8, 1e8}, true, 9),
              ElementsAre("10⁻⁸", "10⁻⁶", "10⁻⁴", "10⁻²", "10⁰", "10²", "10⁴", "10⁶", "10⁸"));
  EXPECT_THAT(texts({1, 100}, true, 7), ElementsAre("1", "2", "5", "10", "20", "50", "100"));
  EXPECT_THAT(texts({0.5, 8}, true, 5), ElementsAre("0.5", "1", "2", "5"));
}

// Round: 1, 2 or 5 times a power of ten apart, and each a multiple of that.
void expect_round(const std::vector<std::pair<double, std::string>>& ticks) {
  const double step = ticks[1].first - ticks[0].first;
  const double power = std::pow(10, std::floor(std::log10(step * (1 + 1e-6))));
  const double mantissa = step / power;
  const double nearest = std::abs(mantissa - 1) < 0.3 ? 1 : std::abs(mantissa - 2) < 0.5 ? 2 : mantissa < 7 ? 5 : 10;
  const double size = std::max(std::abs(ticks.front().first), std::abs(ticks.back().first));
  EXPECT_NEAR(mantissa, nearest, 1e-6 + 4 * 2.3e-16 * size / power);
  for (const auto& tick : ticks) {
    const double multiple = tick.first / (nearest * power);
    EXPECT_NEAR(multiple, std::round(multiple), 1e-6 + 1e-15 * std::abs(multiple));
  }
}

void expect_sound(Range range, int target, bool log) {
  SCOPED_TRACE(testing::Message() << range.min << " .. " << range.max << " target " << target << " log " << log);
  const auto ticks = ticks_for(range, log, target);
  std::set<std::string> seen;
  std::set<std::size_t> decimals;
  for (std::size_t i = 0; i < ticks.size(); ++i) {
    const auto& [value, text] = ticks[i];
    // Two roundings of a double beside what the eye could see.
    const double slack = 1e-6 * range.span() + 5e-16 * std::max(std::abs(range.min), std::abs(range.max));
    EXPECT_GE(value, range.min - slack);
    EXPECT_LE(value, range.max + slack);
    if (i > 0) {
      EXPECT_GT(value, ticks[i - 1].first);
    }
    EXPECT_TRUE(seen.insert(text).second) << text << " twice";
    EXPECT_EQ(text.find('-'), std::string::npos) << "a hyphen for a minus: " << text;
    EXPECT_EQ(text.find('e'), std::string::npos) << text;
    if (!log && value != 0) {
      const std::string mantissa = text.substr(0, text.find("×"));
      const std::size_t dot = mantissa.find('.');
      decimals.insert(dot == std::string::npos ? 0 : mantissa.size() - dot - 1);
    }
  }
  EXPECT_LE(decimals.size(), 1U) << "digits differ on one axis";
}

TEST(Ticks, AreSoundForAnyRange) {
  std::mt19937_64 random(7);
  std::uniform_real_distribution<double> unit(0, 1);
  for (int i = 0; i < 20000; ++i) {
    const double size = std::pow(10, -300 + 600 * unit(random));
    const double center = (2 * unit(random) - 1) * size;
    // Spans from one part in 10^12 of the centre to 10^4 times it.
    const double span = std::abs(center) * std::pow(10, -12 + 16 * unit(random));
    const Range range{center - 0.5 * span, center + 0.5 * span};
    // Below that doubles lose their digits.
    if (!(range.span() > 1e-300) || !std::isfinite(range.span())) continue;
    const int target = 2 + static_cast<int>(8 * unit(random));
    expect_sound(range, target, false);
    const auto ticks = ticks_for(range, false, target);
    ASSERT_GE(ticks.size(), 1U) << range.min << " .. " << range.max;
    EXPECT_LE(ticks.size(), 2 * static_cast<std::size_t>(target) + 1);
    if (ticks.size() < 2) continue;
    expect_round(ticks);
    // They reach from end to end: less than one step is left over.
    const double step = ticks[1].first - ticks[0].first;
    EXPECT_LT(ticks.front().first - range.min, step * 1.001);
    EXPECT_LT(range.max - ticks.back().first, step * 1.001);
  }
}

TEST(Ticks, AreSoundOnLogAxes) {
  std::mt19937_64 random(8);
  std::uniform_real_distribution<double> unit(0, 1);
  for (int i = 0; i < 5000; ++i) {
    const double low = -300 + 590 * unit(random), decades = std::pow(10, -2 + 4.4 * unit(random));
    const Range range{std::pow(10, low), std::pow(10, std::min(low + decades, 300.0))};
    expect_sound(range, 2 + static_cast<int>(8 * unit(random)), true);
  }
}

TEST(Ticks, StandStrangeRanges) {
  const double inf = std::numeric_limits<double>::infinity(), nan = std::numeric_limits<double>::quiet_NaN();
  for (const bool log : {false, true}) {
    for (const Range range : {Range{0, 0}, Range{1, 1}, Range{5, -5}, Range{-inf, inf}, Range{nan, 1}, Range{0, inf},
                              Range{-3, -1}, Range{1e308, 1.7e308}, Range{5e-324, 1e-323}, Range{1e8, 1e8 + 1e-8}}) {
      for (const int target : {-1, 0, 1, 5}) {
        const auto ticks = ticks_for(range, log, target);
        EXPECT_LE(ticks.size(), 64U);
        for (const auto& tick : ticks) EXPECT_TRUE(std::isfinite(tick.first));
      }
    }
  }
}

TEST(FitRange, ShowsFiniteValuesWithAMargin) {
  const double inf = std::numeric_limits<double>::infinity(), nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(fit_range({0, 10, nan, inf, -inf}, 0.1), (Range{-1, 11}));
  EXPECT_EQ(fit_range({}), (Range{0, 1}));
  const Range log = fit_range({-5, 0, 1, 100}, 0.5, true);
  EXPECT_NEAR(log.min, 0.1, 1e-12);
  EXPECT_NEAR(log.max, 1000, 1e-9);
  for (const double v : {0.0, 3.0, -1e300, 1e-300}) {
    const Range range = fit_range({v});
    EXPECT_LT(range.min, v);
    EXPECT_GT(range.max, v);
  }
}

}  // namespace
}  // namespace losslab
