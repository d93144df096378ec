// What the catalogue says of the decisions that each loss leads to, measured: calibration, properness under the link,
// what a constant estimates, and how efficiently.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>

#include "arguments.h"
#include "losses/core/loss.h"

namespace losslab::testing {
namespace {

constexpr double half_turn = 3.14159265358979323846;

double sigmoid(double x) { return 1 / (1 + std::exp(-x)); }

// What is expected of the report x where the event has probability η: with class weights each class has its own loss; a
// score is that expectation itself.
double risk(const Loss& loss, double eta, double x) {
  if (loss.info().family == Family::score) {
    Loss told = loss;
    told.set("pi", eta);
    return told.at(x).value;
  }
  const double other = is_on_probability(loss) ? 1 - x : -x;
  return eta * loss.for_class(1).at(x).value + (1 - eta) * loss.for_class(-1).at(other).value;
}

// The point where the decision changes sides.
double middle_of(const Loss& loss) { return is_on_probability(loss) ? 0.5 : 0; }

std::vector<double> reports(const Loss& loss) {
  std::vector<double> points;
  for (double m = 0x1p-16; m <= 40; m *= 1.01) {
    points.push_back(is_on_probability(loss) ? 0.5 * m / (m + 0.1) : m);
  }
  if (is_on_probability(loss)) points.push_back(0.5);
  return points;
}

bool decides(Family family) { return family != Family::residual && family != Family::other; }

TEST(Decisions, CalibratedMeansTheRightSide) {
  for (const Loss& loss : all_variants()) {
    const Properties known = loss.properties();
    if (!decides(loss.info().family)) {
      EXPECT_EQ(known.calibrated, Fact::not_applicable) << loss.id();
      EXPECT_EQ(known.proper, Fact::not_applicable) << loss.id();
      continue;
    }
    bool calibrated = true;
    const double middle = middle_of(loss);
    for (const double eta : {0.1, 0.3, 0.48, 0.495, 0.505, 0.52, 0.7, 0.9}) {
      const double side = eta > 0.5 ? 1 : -1;
      double right = inf, wrong = risk(loss, eta, middle);
      for (const double step : reports(loss)) {
        right = std::fmin(right, risk(loss, eta, middle + side * step));
        wrong = std::fmin(wrong, risk(loss, eta, middle - side * step));
      }
      if (!(right < wrong - 1e-12)) calibrated = false;
    }
    EXPECT_EQ(calibrated, known.calibrated == Fact::yes) << name_of(loss);
    // For convex losses of the margin that is a slope below 0 at 0 (Bartlett, Jordan & McAuliffe 2006).
    if (known.convex && !loss.depends_on_class() && is_of_margin(loss.info().family)) {
      EXPECT_EQ(loss.at(1e-12).gradient < -1e-9 && loss.at(-1e-12).gradient < -1e-9, known.calibrated == Fact::yes)
          << name_of(loss);
    }
  }
}

// Where the risk is least: the best point of a grid, then by thirds around it.
double best_report(const Loss& loss, double eta) {
  const bool unit = is_on_probability(loss);
  const double from = unit ? 0x1p-9 : -64, to = unit ? 1 - 0x1p-9 : 64, step = unit ? 0x1p-9 : 0x1p-6;
  double best = from;
  for (double x = from; x <= to; x += step) {
    if (risk(loss, eta, x) < risk(loss, eta, best)) best = x;
  }
  double low = std::fmax(best - step, from), high = std::fmin(best + step, to);
  for (int i = 0; i < 80; ++i) {
    const double third = (high - low) / 3;
    if (risk(loss, eta, low + third) < risk(loss, eta, high - third)) {
      high -= third;
    } else {
      low += third;
    }
  }
  return 0.5 * (low + high);
}

using Link = std::function<double(const Loss&, double)>;

const std::map<std::string, Link>& links() {
  static const std::map<std::string, Link> all{
      {"p = σ(f)", [](const Loss&, double f) { return sigmoid(f); }},
      {"p = σ(2f)", [](const Loss&, double f) { return sigmoid(2 * f); }},
      {"p = σ(f/T)", [](const Loss& loss, double f) { return sigmoid(f / loss.parameter("T")); }},
      {"p = (f + 1)/2", [](const Loss&, double f) { return (f + 1) / 2; }},
      {"p = (clip(f, −1, 1) + 1)/2", [](const Loss&, double f) { return (std::clamp(f, -1.0, 1.0) + 1) / 2; }},
      {"p = arctan(f) + ½", [](const Loss&, double f) { return std::atan(f) + 0.5; }},
      {"p = ℓ′(−f)/(ℓ′(f) + ℓ′(−f))",
       [](const Loss& loss, double f) { return loss.at(-f).gradient / (loss.at(f).gradient + loss.at(-f).gradient); }},
      {"p itself", [](const Loss&, double p) { return p; }},
      {"q itself", [](const Loss&, double q) { return q; }}};
  return all;
}

// At the least of the expected cost the link gives the truth. The place of a minimum is known to the root of what is
// known of its depth.
TEST(Decisions, ProperMeansThatTheLinkGivesTheProbability) {
  for (const Loss& loss : all_variants()) {
    if (!decides(loss.info().family)) continue;
    const std::string link = loss.info().link;
    const bool proper = loss.properties().proper == Fact::yes;
    EXPECT_TRUE(!proper || links().contains(link)) << name_of(loss) << " has the link '" << link << "'";
    if (!links().contains(link)) continue;
    bool right = true;
    for (const double eta : {0.2, 0.35, 0.6, 0.8}) {
      const double best = best_report(loss, eta);
      if (!(std::fabs(links().at(link)(loss, best) - eta) < 2e-6)) right = false;
    }
    // A link that is no formula gives η at any level point: that it can be inverted is seen next to even odds.
    if (link.starts_with("p = ℓ′")) {
      right = right && loss.at(1e-9).curvature + loss.at(-1e-9).curvature > 0;
    }
    EXPECT_EQ(right, proper) << name_of(loss);
  }
}

// Whether it is proper at some of the values of its parameters, 0 and ½ among them.
bool can_be_proper(const Loss& loss) {
  for (const Loss& variant : variants(loss)) {
    if (variant.properties().proper == Fact::yes) return true;
    for (std::size_t i = 0; i < loss.parameters().size(); ++i) {
      for (const double value : {0.0, 0.5}) {
        Loss changed = variant;
        try {
          changed.set(i, value);
        } catch (const InputError&) {
          continue;  // beyond a bound
        }
        if (changed.properties().proper == Fact::yes) return true;
      }
    }
  }
  return false;
}

TEST(Decisions, ALinkIsGivenWhereALossCanBeProper) {
  for (const Loss& loss : Loss::all()) {
    EXPECT_EQ(can_be_proper(loss), *loss.info().link != '\0') << loss.id();
  }
}

// The constant c that makes the sum of ℓ(y − c) least, and where the sum is as good as that.
struct Estimate {
  double low, high;
};
Estimate estimate(const Loss& loss, const std::vector<double>& y) {
  const auto cost = [&](double c) {
    double sum = 0;
    for (const double each : y) sum += loss.at(each - c).value;
    return sum;
  };
  double best = -6;
  for (double c = -6; c <= 12; c += 0x1p-8) best = cost(c) < cost(best) ? c : best;
  double low = best - 0x1p-8, high = best + 0x1p-8;
  for (int i = 0; i < 90; ++i) {
    const double third = (high - low) / 3;
    if (cost(low + third) < cost(high - third)) {
      high -= third;
    } else {
      low += third;
    }
  }
  return {low, high};
}

// Asymmetric least squares to its end: the mean with weight τ above the estimate and 1 − τ below it.
double expectile(const std::vector<double>& y, double tau) {
  double c = 0;
  for (int i = 0; i < 200; ++i) {
    double sum = 0, weight = 0;
    for (const double each : y) {
      const double w = each > c ? tau : 1 - tau;
      sum += w * each;
      weight += w;
    }
    c = sum / weight;
  }
  return c;
}

TEST(Decisions, WhatAConstantEstimates) {
  const std::vector<double> y{-2.5, -1.25, -0.5, 0.25, 0.75, 1.5, 2, 3.25, 8.5};  // sorted
  double mean = 0;
  for (const double each : y) mean += each / static_cast<double>(y.size());
  // The smallest value with at least the share τ of the sample at or below it.
  const auto quantile = [&](double tau) {
    return y[static_cast<std::size_t>(std::ceil(tau * static_cast<double>(y.size()))) - 1];
  };
  std::map<std::string, int> seen;
  for (const Loss& loss : all_variants()) {
    if (loss.info().family != Family::residual) continue;
    const std::string what = loss.info().estimates;
    double truth = std::nan("");
    if (what == "mean") truth = mean;
    if (what == "median") truth = quantile(0.5);
    if (what == "τ-quantile") truth = quantile(loss.parameter("tau"));
    if (what == "τ-expectile") truth = expectile(y, loss.parameter("tau"));
    if (what == "a/(a + b) quantile") {
      const double a = loss.parameter("a"), b = loss.parameter("b");
      if (a == 0 || b == 0) continue;  // any constant beyond the sample is as good
      truth = quantile(a / (a + b));
    }
    if (what == "log-mean of exp(a y), over a" && loss.parameter("a") != 0) {
      double sum = 0;
      for (const double each : y) sum += std::exp(loss.parameter("a") * each) / static_cast<double>(y.size());
      truth = std::log(sum) / loss.parameter("a");
    }
    if (std::isnan(truth)) continue;
    ++seen[what];
    EXPECT_NEAR(estimate(loss, y).low, truth, 2e-6) << name_of(loss) << " estimates the " << what;
  }
  EXPECT_EQ(seen.size(), 6u);
}

TEST(Decisions, BetweenMeanAndMedian) {
  const std::vector<double> y{-2.5, -1.25, -0.5, 0.25, 0.75, 1.5, 2, 3.25, 8.5};
  const double mean = 12.0 / 9, median = 0.75;
  for (const Loss& loss : all_variants()) {
    if (std::string_view(loss.info().estimates) != "between mean and median") continue;
    const Estimate at = estimate(loss, y);
    EXPECT_GE(at.high, std::min(mean, median) - 0.3) << name_of(loss);
    EXPECT_LE(at.low, std::max(mean, median) + 1e-6) << name_of(loss);
  }
}

// (E ψ′)²/E ψ² under N(0, 1): the precision of the estimate against that of the mean. By the midpoint rule; E ψ′ is
// taken as E rψ, which kinks do not disturb.
double efficiency(const Loss& loss) {
  double slope = 0, square = 0;
  constexpr double h = 0x1p-15;
  for (double r = -12 + 0.5 * h; r <= 12; r += h) {
    const double weight = h * std::exp(-0.5 * r * r) / std::sqrt(2 * half_turn);
    const double psi = loss.at(r).gradient;
    slope += weight * r * psi;
    square += weight * psi * psi;
  }
  return slope * slope / square;
}

TEST(Decisions, NinetyFivePercentEfficiency) {
  int counted = 0;
  for (const Loss& loss : Loss::all()) {
    if (std::isnan(loss.info().efficiency_95)) continue;
    Loss tuned = loss;
    tuned.set(0, loss.info().efficiency_95);
    EXPECT_NEAR(efficiency(tuned), 0.95, 2e-6) << loss.id();
    ++counted;
  }
  EXPECT_EQ(counted, 12);
  EXPECT_NEAR(efficiency(Loss("absolute_error")), 2 / half_turn, 1e-6);
  EXPECT_NEAR(efficiency(Loss("log_cosh")), 0.9305, 5e-5);
  EXPECT_NEAR(efficiency(Loss("huber")), 0.9031, 5e-5);
}

}  // namespace
}  // namespace losslab::testing
