#include "losses/core/risk/conditional_risk.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <limits>

#include "losses/core/kinks.h"

namespace losslab {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

// Nodes at h sinh(t): a twentieth apart near 0, a tenth of their size far out.
constexpr int half_nodes = 150;
constexpr double spread = 0.5, farthest = 1e6;
// As a function of p itself a loss ends where p is no longer a positive double.
constexpr double farthest_of_probability = 600;
constexpr std::size_t most_nodes = 2 * half_nodes + 1 + 4 * Kinks::capacity;
// Slopes below this come from a tail that has run out of doubles.
constexpr double exhausted = 1e-100;

double sigmoid(double m) { return m >= 0 ? 1 / (1 + std::exp(-m)) : std::exp(m) / (1 + std::exp(m)); }

// As near to a kink as its sides are sampled.
double aside(double kink) { return 1e-9 * std::max(1.0, std::abs(kink)); }

bool same_depth(double a, double b) { return a == b || std::abs(a - b) <= 1e-12 * (1 + std::abs(a)); }

bool has_margin(Family family) { return is_of_margin(family) || family == Family::of_probability; }

// In m: a loss of p itself is ℓ(σ(m)), with dp/dm = p q.
Jet<double> by_margin(const Loss& loss, double m) {
  if (loss.info().family != Family::of_probability) return loss.at(m);
  const double p = sigmoid(m), q = sigmoid(-m), rate = p * q;
  const Jet<double> by_p = loss.at(p);
  return {by_p.value, by_p.gradient * rate, by_p.curvature * rate * rate + by_p.gradient * rate * (q - p)};
}

Jet<double> risk_of(const Loss& positive, const Loss& negative, double eta, double m) {
  const Jet<double> right = by_margin(positive, m), wrong = by_margin(negative, -m);
  return {eta * right.value + (1 - eta) * wrong.value, eta * right.gradient - (1 - eta) * wrong.gradient,
          eta * right.curvature + (1 - eta) * wrong.curvature};
}

}  // namespace

ConditionalRisk::ConditionalRisk(const Loss& loss)
    : positive_(loss.for_class(1)),
      negative_(loss.for_class(-1)),
      of_probability_(loss.info().family == Family::of_probability) {
  if (!has_margin(loss.info().family)) {
    throw InputError(fmt::format("{}: expected a loss of margins or probabilities.", loss.id()));
  }
  make_nodes();
  sample(positive_, 1, positive_value_, positive_slope_);
  sample(negative_, -1, negative_value_, negative_slope_);
}

double ConditionalRisk::at_kink(double argument) const {
  return of_probability_ ? std::log(argument) - std::log1p(-argument) : argument;
}

void ConditionalRisk::make_nodes() {
  std::vector<double> corners;
  for (const double kink : positive_.kinks()) corners.push_back(at_kink(kink));
  for (const double kink : negative_.kinks()) corners.push_back(-at_kink(kink));
  std::erase_if(corners, [](double corner) { return !(std::abs(corner) < 1e5); });
  std::ranges::sort(corners);
  const auto nearly_same = [](double a, double b) { return b - a <= 4 * aside(b); };
  corners.erase(std::unique(corners.begin(), corners.end(), nearly_same), corners.end());

  const double step = std::asinh((of_probability_ ? farthest_of_probability : farthest) / spread) / half_nodes;
  for (int i = -half_nodes; i <= half_nodes; ++i) {
    const double m = spread * std::sinh(i * step);
    const auto hides = [m](double corner) { return std::abs(m - corner) <= 2 * aside(corner); };
    if (std::ranges::none_of(corners, hides)) node_.push_back(m);
  }
  for (const double corner : corners) node_.insert(node_.end(), {corner - aside(corner), corner + aside(corner)});
  std::ranges::sort(node_);
  assert(node_.size() <= most_nodes);
  corner_.assign(node_.size(), nan);
  for (const double corner : corners) {
    const auto after = std::ranges::upper_bound(node_, corner);
    corner_[static_cast<std::size_t>(after - node_.begin()) - 1] = corner;
  }
}

void ConditionalRisk::sample(const Loss& loss, double sign, std::vector<double>& value,
                             std::vector<double>& slope) const {
  value.resize(node_.size());
  slope.resize(node_.size());
  for (std::size_t i = 0; i < node_.size(); ++i) {
    const Jet<double> here = by_margin(loss, sign * node_[i]);
    value[i] = here.value;
    slope[i] = sign * here.gradient;
  }
}

Jet<double> ConditionalRisk::at(double eta, double m) const { return risk_of(positive_, negative_, eta, m); }

// The minima of one conditional risk.
class ConditionalRisk::Search {
 public:
  Search(const ConditionalRisk& risk, double eta) : risk_(risk), eta_(eta), count_(risk.node_.size()) {
    for (std::size_t i = 0; i < count_; ++i) {
      value_[i] = eta * risk.positive_value_[i] + (1 - eta) * risk.negative_value_[i];
      slope_[i] = exact_slope(eta * risk.positive_slope_[i], (1 - eta) * risk.negative_slope_[i]);
    }
  }

  RiskMinimum run() {
    if (slope_[0] > 0) offer_end(-infinity, 0);
    for (std::size_t i = 0; i < count_;) {
      if (slope_[i] == 0) {
        i = flat(i);
        continue;
      }
      if (i + 1 < count_ && slope_[i] < 0 && slope_[i + 1] > 0) bottom(i);
      ++i;
    }
    if (slope_[count_ - 1] < 0) offer_end(infinity, count_ - 1);
    return best_;
  }

 private:
  // Two slopes that cancel but for their rounding are a slope of zero.
  static double exact_slope(double a, double b) {
    const double sum = a + b, rounding = 4e-16 * (std::abs(a) + std::abs(b));
    return std::abs(sum) <= rounding && std::isfinite(rounding) ? 0 : sum;
  }

  void offer(double from, double to, double depth) {
    if (!found_ || (depth < best_.risk && !same_depth(depth, best_.risk))) {
      best_ = {from, to, depth, true};
    } else if (same_depth(depth, best_.risk)) {
      best_.whole = false;
      best_.to = to;
      best_.risk = std::min(best_.risk, depth);
    }
    found_ = true;
  }

  void offer_end(double end, std::size_t node) {
    const bool falls_for_ever = std::abs(slope_[node] * risk_.node_[node]) > 1;
    offer(end, end, falls_for_ever ? -infinity : value_[node]);
  }

  // The slope changes its sign after node i.
  void bottom(std::size_t i) {
    const double corner = risk_.corner_[i];
    const double m = std::isnan(corner) ? root(risk_.node_[i], risk_.node_[i + 1]) : corner;
    offer(m, m, risk_.at(eta_, m).value);
  }

  // A stretch without slope that begins at node i; returns the node after it. A jump of the value ends it.
  std::size_t flat(std::size_t i) {
    std::size_t last = i;
    while (last + 1 < count_ && slope_[last + 1] == 0 && same_depth(value_[last], value_[last + 1])) ++last;
    const bool starts = i == 0, ends = last + 1 == count_;
    const auto edge = [&](std::size_t gap, double node) {
      return std::isnan(risk_.corner_[gap]) ? node : risk_.corner_[gap];
    };
    const double from = starts ? -infinity : edge(i - 1, risk_.node_[i]);
    const double to = ends ? infinity : edge(last, risk_.node_[last]);
    if (ends && !starts && is_exhausted(i - 1)) {
      if (slope_[i - 1] < 0) offer(infinity, infinity, value_[last]);
    } else if (starts && !ends && is_exhausted(last + 1)) {
      if (slope_[last + 1] > 0) offer(-infinity, -infinity, value_[i]);
    } else {
      offer(from, to, value_[i]);
    }
    return last + 1;
  }

  // Whether a slope is so small that the flat stretch beside it is where doubles end.
  bool is_exhausted(std::size_t node) const { return slope_[node] != 0 && std::abs(slope_[node]) < exhausted; }

  // Newton's steps, and halving where they leave the bracket or are slow.
  double root(double low, double high) const {
    double m = 0.5 * (low + high), before = high - low;
    for (int i = 0; i < 200; ++i) {
      const Jet<double> here = risk_.at(eta_, m);
      if (here.gradient == 0) return m;
      (here.gradient < 0 ? low : high) = m;
      double next = m - here.gradient / here.curvature;
      const double middle = low + 0.5 * (high - low);
      if (!(next > low && next < high) || std::abs(next - m) > 0.5 * before) next = middle;
      before = std::abs(next - m);
      if (before <= 1e-16 * (1 + std::abs(m)) || middle == low || middle == high) return next;
      m = next;
    }
    return m;
  }

  const ConditionalRisk& risk_;
  double eta_;
  std::size_t count_;
  std::array<double, most_nodes> value_, slope_;
  RiskMinimum best_;
  bool found_ = false;
};

RiskMinimum ConditionalRisk::minimum(double eta) const {
  assert(eta > 0 && eta < 1);
  return Search(*this, eta).run();
}

double conditional_risk(const Loss& loss, double eta, double m) {
  return risk_of(loss.for_class(1), loss.for_class(-1), eta, m).value;
}

RiskMinimum conditional_minimum(const Loss& loss, double eta) { return ConditionalRisk(loss).minimum(eta); }

}  // namespace losslab
