// What the catalogue says of each loss, measured.
#include <gtest/gtest.h>

#include <algorithm>

#include "arguments.h"
#include "losses/core/loss.h"

namespace losslab::testing {
namespace {

constexpr double half_width = 60, spacing = 1.0 / 64;

std::vector<double> wide_grid() {
  std::vector<double> points;
  for (double x = -half_width; x <= half_width; x += spacing) points.push_back(x + 1e-3);
  return points;
}

TEST(Properties, Convex) {
  for (const Loss& loss : all_variants()) {
    bool bends_down = false, falls_below = false;
    double least = inf;
    for (const double x : wide_grid()) {
      const double curvature = loss.at(x).curvature;
      if (curvature < -1e-15) bends_down = true;
      if (!std::isnan(curvature)) least = std::fmin(least, curvature);
      for (const double step : {0.5, 3.0}) {
        const double middle = loss.at(x).value, ends = 0.5 * (loss.at(x - step).value + loss.at(x + step).value);
        if (middle > ends + 1e-13 * std::fabs(middle) + 1e-15) falls_below = true;
      }
    }
    const Properties known = loss.properties();
    EXPECT_EQ(!bends_down && !falls_below, known.convex) << name_of(loss) << " " << bends_down << falls_below;
    if (known.strongly_convex) {
      EXPECT_GT(least, 0) << name_of(loss);
      EXPECT_TRUE(known.convex) << name_of(loss);
    }
  }
}

TEST(Properties, Bounded) {
  for (const Loss& loss : all_variants()) {
    const double far = std::fmax(loss.at(-1e6).value, loss.at(1e6).value);
    const double farther = std::fmax(loss.at(-1e60).value, loss.at(1e60).value);
    EXPECT_EQ(farther < 1.02 * far + 1e-6, loss.properties().bounded) << name_of(loss) << " " << far << " " << farther;
  }
}

TEST(Properties, BoundedGradientAndRedescending) {
  for (const Loss& loss : all_variants()) {
    const auto pull = [&](double x) {
      return std::fmax(std::fabs(loss.at(-x).gradient), std::fabs(loss.at(x).gradient));
    };
    const Properties known = loss.properties();
    EXPECT_EQ(std::isfinite(pull(1e60)) && pull(1e60) <= 1.001 * pull(1e6) + 1e-9, known.bounded_gradient)
        << name_of(loss);
    EXPECT_EQ(pull(1e300) < 1e-12, known.redescending) << name_of(loss) << " " << pull(1e300);
  }
}

TEST(Properties, Lipschitz) {
  for (const Loss& loss : all_variants()) {
    const double known = loss.properties().lipschitz;
    double largest = 0;
    for (double x = -half_width; x <= half_width; x += 1.0 / 512) {
      const double curvature = std::fabs(loss.at(x + 1e-7).curvature);
      if (curvature > largest) largest = curvature;
    }
    if (std::isinf(known)) {
      // No constant: the gradient jumps, or the curvature grows without end.
      const std::vector<double> kinks = loss.kinks();
      bool jumps = std::fabs(loss.at(-800).curvature) > 1e100 || std::fabs(loss.at(1e100).curvature) > 1e40 ||
                   std::fabs(loss.at(800).curvature) > 1e100 || std::isinf(loss.at(0).curvature);
      for (const double kink : kinks) {
        const double step = 1e-9 * std::fmax(1, std::fabs(kink));
        if (std::fabs(loss.at(kink + step).curvature) > 1e3) jumps = true;
        if (std::fabs(loss.at(kink + step).gradient - loss.at(kink - step).gradient) > 1e-3) jumps = true;
        if (std::fabs(loss.at(kink + step).value - loss.at(kink - step).value) > 1e-3) jumps = true;
      }
      EXPECT_TRUE(jumps) << name_of(loss);
    } else {
      EXPECT_LE(largest, known * (1 + 1e-12)) << name_of(loss);
      // The grid is coarse against the narrowest of the losses.
      EXPECT_GE(largest, known * 0.998) << name_of(loss);
      for (const double kink : loss.kinks()) {
        const double step = 1e-9 * std::fmax(1, std::fabs(kink));
        EXPECT_NEAR(loss.at(kink + step).gradient, loss.at(kink - step).gradient,
                    3e-9 * known * std::fmax(1, std::fabs(kink)));
      }
    }
  }
}

TEST(Properties, Symmetric) {
  for (const Loss& loss : all_variants()) {
    if (loss.info().family == Family::residual) {
      EXPECT_FALSE(loss.properties().symmetric) << name_of(loss);
      continue;
    }
    bool constant = true;
    const double sum = loss.at(0.4).value + loss.at(-0.4).value;
    for (const double m : wide_grid()) {
      if (std::fabs(loss.at(m).value + loss.at(-m).value - sum) > 1e-13) constant = false;
    }
    EXPECT_EQ(constant, loss.properties().symmetric) << name_of(loss);
  }
}

// The conditional risk η·ℓ(m) + (1 − η)·ℓ(−m), and its slope; with class weights each class has its own loss.
Jet<double> risk(const Loss& loss, double eta, double m) {
  const Jet<double> right = loss.for_class(1).at(m), wrong = loss.for_class(-1).at(-m);
  return {eta * right.value + (1 - eta) * wrong.value, eta * right.gradient - (1 - eta) * wrong.gradient, 0};
}

TEST(Properties, CalibratedMeansTheRightClass) {
  for (const Loss& loss : all_variants()) {
    const Properties known = loss.properties();
    if (loss.info().family == Family::residual) {
      EXPECT_EQ(known.calibrated, Fact::not_applicable) << loss.id();
      EXPECT_EQ(known.proper, Fact::not_applicable) << loss.id();
      continue;
    }
    bool calibrated = true;
    for (const double eta : {0.1, 0.3, 0.48, 0.52, 0.7, 0.9}) {
      const double side = eta > 0.5 ? 1 : -1;
      double right = inf, wrong = risk(loss, eta, 0).value;
      for (double m = 0x1p-12; m <= 40; m *= 1.01) {
        right = std::fmin(right, risk(loss, eta, side * m).value);
        wrong = std::fmin(wrong, risk(loss, eta, -side * m).value);
      }
      if (!(right < wrong - 1e-12)) calibrated = false;
    }
    EXPECT_EQ(calibrated, known.calibrated == Fact::yes) << name_of(loss);
    if (known.convex && !loss.depends_on_class()) {
      EXPECT_EQ(loss.at(1e-12).gradient < -1e-9 && loss.at(-1e-12).gradient < -1e-9, known.calibrated == Fact::yes)
          << name_of(loss);
    }
  }
}

// On the probability, proper means that p = σ(m) itself is right: the risk is level at m = logit η.
TEST(Properties, ProperMeansTheRightProbability) {
  for (const Loss& loss : all_variants()) {
    if (loss.info().family != Family::probability) continue;
    bool right = true;
    for (const double eta : {0.2, 0.6, 0.8}) {
      const Jet<double> there = risk(loss, eta, std::log(eta / (1 - eta)));
      if (std::fabs(there.gradient) > 1e-14 || there.value >= risk(loss, eta, 0).value) right = false;
    }
    EXPECT_EQ(right, loss.properties().proper == Fact::yes) << name_of(loss);
  }
}

// On the margin, that the best margin grows strictly with the probability.
TEST(Properties, ProperCompositeMeansAnIncreasingLink) {
  for (const Loss& loss : all_variants()) {
    if (loss.info().family != Family::margin) continue;
    double before = -inf;
    // At even odds a score next to 0 must be worse than 0.
    bool increasing = loss.at(1e-9).curvature + loss.at(-1e-9).curvature > 0;
    for (const double eta : {0.1, 0.3, 0.45, 0.55, 0.7, 0.9}) {
      double best = 0;
      for (double m = -40; m <= 40; m += 0x1p-8) {
        if (risk(loss, eta, m).value < risk(loss, eta, best).value - 1e-14) best = m;
      }
      if (best <= before + 1e-3) increasing = false;
      before = best;
    }
    EXPECT_EQ(increasing, loss.properties().proper == Fact::yes) << name_of(loss);
  }
}

// (E ψ′)²/E ψ² under N(0, 1): the precision of the estimate against that of the mean. By the midpoint rule; E ψ′ is
// taken as E rψ, which kinks do not disturb.
double efficiency(const Loss& loss) {
  double slope = 0, square = 0;
  constexpr double h = 0x1p-15;
  for (double r = -12 + 0.5 * h; r <= 12; r += h) {
    const double weight = h * std::exp(-0.5 * r * r) / std::sqrt(2 * std::acos(-1.0));
    const double psi = loss.at(r).gradient;
    slope += weight * r * psi;
    square += weight * psi * psi;
  }
  return slope * slope / square;
}

TEST(Properties, NinetyFivePercentEfficiency) {
  int counted = 0;
  for (const Loss& loss : Loss::all()) {
    if (std::isnan(loss.info().efficiency_95)) continue;
    Loss tuned = loss;
    tuned.set(0, loss.info().efficiency_95);
    EXPECT_NEAR(efficiency(tuned), 0.95, 2e-6) << loss.id();
    ++counted;
  }
  EXPECT_GE(counted, 7);
  EXPECT_NEAR(efficiency(Loss("absolute_error")), 2 / std::acos(-1.0), 1e-6);
  EXPECT_NEAR(efficiency(Loss("log_cosh")), 0.9305, 5e-5);
  EXPECT_NEAR(efficiency(Loss("huber")), 0.9031, 5e-5);
}

TEST(Properties, EveryLossIsDeclaredHonestlyAtItsKinks) {
  for (const Loss& loss : all_variants()) {
    const std::vector<double> kinks = loss.kinks();
    EXPECT_TRUE(std::ranges::is_sorted(kinks));
    for (const double kink : kinks) {
      const double step = 1e-9 * std::fmax(1, std::fabs(kink));
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
