// What the catalogue says of the shape of each loss, measured.
#include <gtest/gtest.h>

#include <algorithm>

#include "arguments.h"
#include "losses/core/loss.h"

namespace losslab::testing {
namespace {

// Where a loss is looked at, how densely, and over which chords.
struct Window {
  double from, to, spacing;
  std::vector<double> chords;
};
Window window_of(const Loss& loss) {
  if (is_on_probability(loss)) return {0x1p-10, 1 - 0x1p-10, 0x1p-12, {0.01, 0.2}};
  return {is_confined(loss) ? 0.0 : -60.0, 60, 1.0 / 64, {0.5, 3.0}};
}
std::vector<double> wide_grid(const Loss& loss) {
  const Window window = window_of(loss);
  std::vector<double> points;
  for (double x = window.from; x <= window.to; x += window.spacing) points.push_back(x + 0.06 * window.spacing);
  return points;
}
// The ends of where the loss is defined, or points far out.
std::vector<double> ends_of(const Loss& loss, double far) {
  if (is_on_probability(loss)) return {0, 1};
  return {inside(loss, -far), far};
}

TEST(Properties, Convex) {
  for (const Loss& loss : all_variants()) {
    bool bends_down = false, falls_below = false;
    for (const double x : wide_grid(loss)) {
      if (loss.at(x).curvature < -1e-15) bends_down = true;
      for (const double step : window_of(loss).chords) {
        const double middle = loss.at(x).value, ends = 0.5 * (loss.at(x - step).value + loss.at(x + step).value);
        if (middle > ends + 1e-13 * std::fabs(middle) + 1e-15) falls_below = true;
      }
    }
    for (const double far : {200.0, 1e3, 1e4}) {
      for (const double x : ends_of(loss, far)) bends_down = bends_down || loss.at(x).curvature < -1e-15;
    }
    EXPECT_EQ(!bends_down && !falls_below, loss.properties().convex) << name_of(loss) << bends_down << falls_below;
  }
}

// Strongly convex: the curvature has a bound above 0, on the whole line.
TEST(Properties, StronglyConvex) {
  for (const Loss& loss : all_variants()) {
    std::vector<double> points = wide_grid(loss);
    for (const double far : {1e4, 1e12}) {
      for (const double end : ends_of(loss, far)) points.push_back(end);
    }
    if (!is_confined(loss)) points.insert(points.end(), {1e-15, -1e-15});
    double least = inf;
    for (const double x : points) {
      const double curvature = loss.at(x).curvature;
      if (!std::isnan(curvature)) least = std::fmin(least, curvature);
    }
    EXPECT_EQ(least > 1e-6, loss.properties().strongly_convex) << name_of(loss) << " " << least;
    EXPECT_LE(loss.properties().strongly_convex, loss.properties().convex) << name_of(loss);
  }
}

TEST(Properties, Bounded) {
  for (const Loss& loss : all_variants()) {
    double far = -inf, farther = -inf;
    // Far out, as heavy tails come near to their bound by a small power of the distance alone.
    for (const double x : ends_of(loss, 1e60)) far = std::fmax(far, loss.at(x).value);
    for (const double x : ends_of(loss, 1e300)) farther = std::fmax(farther, loss.at(x).value);
    EXPECT_EQ(farther < 1.02 * far + 1e-6, loss.properties().bounded) << name_of(loss) << " " << far << " " << farther;
  }
}

TEST(Properties, BoundedGradientAndRedescending) {
  for (const Loss& loss : all_variants()) {
    const auto pull = [&](double far) {
      double most = 0;
      for (const double x : ends_of(loss, far)) most = std::fmax(most, std::fabs(loss.at(x).gradient));
      return most;
    };
    const Properties known = loss.properties();
    EXPECT_EQ(std::isfinite(pull(1e60)) && pull(1e60) <= 1.001 * pull(1e6) + 1e-9, known.bounded_gradient)
        << name_of(loss);
    EXPECT_EQ(!is_on_probability(loss) && pull(1e300) < 1e-12, known.redescending)
        << name_of(loss) << " " << pull(1e300);
  }
}

// A step off a kink that is small against how fast a slope may change there.
double step_off(const Loss& loss, double kink) {
  return 1e-9 * (is_on_probability(loss) ? kink : std::fmax(1, std::fabs(kink)));
}

// No Lipschitz constant: the gradient jumps, or the curvature grows without end.
bool has_no_bound(const Loss& loss) {
  for (const double far : {800.0, 1e100}) {
    for (const double x : ends_of(loss, far)) {
      if (std::fabs(loss.at(x).curvature) > 1e40) return true;
    }
  }
  if (std::isinf(loss.at(0).curvature)) return true;
  for (const double kink : loss.kinks()) {
    const double step = step_off(loss, kink);
    const Jet<double> before = loss.at(kink - step), after = loss.at(kink + step);
    if (std::fabs(after.curvature) > 1e3 || std::fabs(after.gradient - before.gradient) > 1e-3 ||
        std::fabs(after.value - before.value) > 1e-3) {
      return true;
    }
  }
  return false;
}

TEST(Properties, Lipschitz) {
  for (const Loss& loss : all_variants()) {
    const double known = loss.properties().lipschitz;
    EXPECT_EQ(std::isinf(known), has_no_bound(loss)) << name_of(loss);
    if (std::isinf(known)) continue;
    const Window window = window_of(loss);
    double largest = 0;
    for (double x = window.from; x <= window.to; x += window.spacing / 8) {
      const double curvature = std::fabs(loss.at(x + 1e-7).curvature);
      if (curvature > largest) largest = curvature;
    }
    if (is_on_probability(loss)) {
      for (const double end : {0.0, 1.0}) largest = std::fmax(largest, std::fabs(loss.at(end).curvature));
    }
    EXPECT_LE(largest, known * (1 + 1e-12)) << name_of(loss);
    // The grid is coarse against the narrowest of the losses.
    EXPECT_GE(largest, known * 0.998) << name_of(loss);
    for (const double kink : loss.kinks()) {
      const double step = step_off(loss, kink);
      EXPECT_NEAR(loss.at(kink + step).gradient, loss.at(kink - step).gradient,
                  3e-9 * known * std::fmax(1, std::fabs(kink)));
    }
  }
}

TEST(Properties, Symmetric) {
  for (const Loss& loss : all_variants()) {
    const Family family = loss.info().family;
    if (family == Family::residual || family == Family::other) {
      EXPECT_FALSE(loss.properties().symmetric) << name_of(loss);
      continue;
    }
    const auto both = [&](double x) { return loss.at(x).value + loss.at(is_on_probability(loss) ? 1 - x : -x).value; };
    bool constant = true;
    for (const double x : wide_grid(loss)) {
      if (!(std::fabs(both(x) - both(0.4)) <= 1e-13)) constant = false;
    }
    EXPECT_EQ(constant, loss.properties().symmetric) << name_of(loss);
  }
}

TEST(Properties, EveryLossIsDeclaredHonestlyAtItsKinks) {
  for (const Loss& loss : all_variants()) {
    const std::vector<double> kinks = loss.kinks();
    EXPECT_TRUE(std::ranges::is_sorted(kinks));
    for (const double kink : kinks) {
      const double step = step_off(loss, kink);
      const Jet<double> before = loss.at(kink - step), after = loss.at(kink + step), at = loss.at(kink);
      EXPECT_TRUE(std::isnan(at.curvature)) << name_of(loss);
      const bool differs = after.curvature > 1e3 || std::fabs(after.curvature - before.curvature) > 1e-6 ||
                           std::fabs(after.gradient - before.gradient) > 1e-6 ||
                           std::fabs(after.value - before.value) > 1e-6;
      EXPECT_TRUE(differs) << name_of(loss) << " at " << kink;
      // The subgradient of least absolute value: 0 where the one-sided slopes have both signs, else the smaller one.
      const double low = std::fmin(before.gradient, after.gradient), high = std::fmax(before.gradient, after.gradient);
      const double expected = low <= 0 && high >= 0 ? 0 : (low > 0 ? low : high);
      EXPECT_NEAR(at.gradient, expected, 1e-7) << name_of(loss) << " at " << kink;
    }
  }
}

}  // namespace
}  // namespace losslab::testing
