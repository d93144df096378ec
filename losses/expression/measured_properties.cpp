#include "losses/expression/measured_properties.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace losslab {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr std::size_t steps = 2000;

MeasuredFact yes() { return {Fact::yes, std::numeric_limits<double>::quiet_NaN()}; }
MeasuredFact no(double where) { return {Fact::no, where}; }

// Keeps the place at which something is most wrong.
class Worst {
 public:
  void consider(double excess, double where) {
    if (!(excess > worst_)) return;
    worst_ = excess;
    where_ = where;
  }
  MeasuredFact fact() const { return worst_ > 0 ? no(where_) : yes(); }

 private:
  double worst_ = 0, where_ = 0;
};

class Measurement {
 public:
  Measurement(const Loss& loss, double from, double to)
      : loss_(loss), kinks_(loss.kinks()), family_(loss.info().family) {
    from_ = std::max(from, loss.info().from);
    to_ = std::min(to, loss.info().to);
    for (std::size_t i = 0; i <= steps; ++i) x_.push_back(from_ + (to_ - from_) * static_cast<double>(i) / steps);
    for (const double at : {0.0, 0.5 * (from_ + to_)}) add(at);
    const double aside = 1e-7 * (to_ - from_);
    for (const double kink : kinks_) {
      for (const double at : {kink - aside, kink, kink + aside}) add(at);
    }
    std::ranges::sort(x_);
    x_.erase(std::unique(x_.begin(), x_.end()), x_.end());
    value_.resize(x_.size());
    gradient_.resize(x_.size());
    curvature_.resize(x_.size());
    loss.evaluate(x_, value_, gradient_, curvature_);
    for (std::size_t i = 0; i < x_.size(); ++i) {
      if (!is_known(i)) continue;
      height_ = std::max(height_, std::fabs(value_[i]));
      slope_ = std::max(slope_, std::fabs(gradient_[i]));
    }
  }

  MeasuredProperties all() const {
    MeasuredProperties known{.from = from_,
                             .to = to_,
                             .finite = finite(),
                             .convex = convex(),
                             .monotone = monotone(),
                             .symmetric = symmetric(),
                             .bounded = bounded(),
                             .bounded_gradient = bounded_gradient(),
                             .redescending = redescending(),
                             .calibrated = {},
                             .minimum_at_zero = minimum_at_zero(),
                             .non_negative = non_negative()};
    if (is_of_margin(family_) && known.convex.answer == Fact::yes) {
      known.calibrated = loss_.at(0).gradient < -1e-12 * slope_ ? yes() : no(0);
    }
    measure_lipschitz(known);
    return known;
  }

 private:
  void add(double at) {
    if (at >= from_ && at <= to_) x_.push_back(at);
  }
  bool is_known(std::size_t i) const { return std::isfinite(value_[i]) && std::isfinite(gradient_[i]); }
  bool is_residual() const { return is_of_residual(family_); }
  bool is_of_margin_or_p() const { return is_of_margin(family_) || family_ == Family::of_probability; }

  MeasuredFact finite() const {
    for (std::size_t i = 0; i < x_.size(); ++i) {
      if (!is_known(i)) return no(x_[i]);
    }
    return yes();
  }
  // The gradient never falls, and no curvature is below 0.
  MeasuredFact convex() const {
    Worst worst;
    double highest = -infinity;
    const double slack = 1e-9 * slope_;
    for (std::size_t i = 0; i < x_.size(); ++i) {
      if (!is_known(i)) continue;
      worst.consider(highest - gradient_[i] - slack, x_[i]);
      highest = std::max(highest, gradient_[i]);
      if (i > 0 && is_known(i - 1)) {
        // A jump down or up of the value between two points is none of a convex function.
        const double step = x_[i] - x_[i - 1], rise = value_[i] - value_[i - 1],
                     tolerance = 1e-9 * (height_ + slope_ * step);
        worst.consider((rise - gradient_[i] * step - tolerance) / step, x_[i]);
        worst.consider((gradient_[i - 1] * step - rise - tolerance) / step, x_[i]);
      }
    }
    return worst.fact();
  }
  MeasuredFact monotone() const {
    if (!is_residual() && !is_of_margin_or_p()) return {};
    Worst worst;
    for (std::size_t i = 0; i < x_.size(); ++i) {
      if (!is_known(i)) continue;
      const double rising = !is_residual() ? -gradient_[i] : x_[i] > 0 ? gradient_[i] : x_[i] < 0 ? -gradient_[i] : 0;
      worst.consider(-rising - 1e-9 * slope_, x_[i]);
    }
    return worst.fact();
  }
  MeasuredFact symmetric() const {
    if (!is_residual() && !is_of_margin(family_)) return {};
    const double sign = is_residual() ? 1 : -1;
    const double expected = is_residual() ? 0 : loss_.at(to_).value + loss_.at(-to_).value;
    std::vector<double> mirrored(x_.size()), there(x_.size());
    std::ranges::transform(x_, mirrored.begin(), [](double x) { return -x; });
    loss_.evaluate(mirrored, there, {}, {});
    Worst worst;
    for (std::size_t i = 0; i < x_.size(); ++i) {
      if (std::ranges::binary_search(kinks_, x_[i])) continue;  // at a jump it may be either
      if (is_known(i) && std::isfinite(there[i])) {
        worst.consider(std::fabs(value_[i] - sign * there[i] - expected) - 1e-9 * (height_ + std::fabs(expected)),
                       x_[i]);
      }
    }
    return worst.fact();
  }

  // A thousand, 10⁶ and 10⁹ times as far out as the range, on the sides that the loss is defined on.
  template <class Visit>
  void far_out(bool only_left, const Visit& visit) const {
    const double reach = std::max(std::fabs(from_), std::fabs(to_));
    if (loss_.info().from == -infinity) visit(-1e3 * reach, -1e6 * reach, -1e9 * reach, from_);
    if (!only_left && loss_.info().to == infinity) visit(1e3 * reach, 1e6 * reach, 1e9 * reach, to_);
  }
  // What comes to a limit rises ever less; a logarithm rises by the same each time.
  MeasuredFact bounded() const {
    Worst worst;
    for (std::size_t i = 0; i < x_.size(); ++i) {
      if (std::isinf(value_[i]) && value_[i] > 0) return no(x_[i]);
    }
    far_out(false, [&](double far, double farther, double farthest, double end) {
      const double first = loss_.at(far).value, second = loss_.at(farther).value, third = loss_.at(farthest).value;
      if (std::isnan(third)) return;
      if (std::isinf(third)) return worst.consider(third, end);
      worst.consider((third - second) - 0.5 * std::max(second - first, 0.0) - 1e-9 * height_, end);
    });
    return worst.fact();
  }
  MeasuredFact bounded_gradient() const {
    Worst worst;
    for (std::size_t i = 0; i < x_.size(); ++i) {
      if (std::isinf(gradient_[i])) return no(x_[i]);
    }
    far_out(false, [&](double far, double farther, double farthest, double end) {
      const double first = std::fabs(loss_.at(far).gradient), second = std::fabs(loss_.at(farther).gradient);
      const double third = std::fabs(loss_.at(farthest).gradient);
      if (std::isnan(third)) return;
      if (std::isinf(third)) return worst.consider(third, end);
      worst.consider((third - second) - 0.5 * std::max(second - first, 0.0) - 1e-9 * slope_, end);
    });
    return worst.fact();
  }
  MeasuredFact redescending() const {
    if (!is_residual() && !is_of_margin(family_)) return {};
    Worst worst;
    far_out(is_of_margin(family_), [&](double, double, double farthest, double end) {
      const double there = std::fabs(loss_.at(farthest).gradient);
      worst.consider(there - 0.01 * slope_, end);
    });
    return worst.fact();
  }
  MeasuredFact minimum_at_zero() const {
    if (!is_residual() || from_ > 0 || to_ < 0) return {};
    const double at_0 = loss_.at(0).value;
    Worst worst;
    for (std::size_t i = 0; i < x_.size(); ++i) {
      if (is_known(i)) worst.consider(at_0 - value_[i] - 1e-12 * (height_ + std::fabs(at_0)), x_[i]);
    }
    return worst.fact();
  }
  MeasuredFact non_negative() const {
    Worst worst;
    for (std::size_t i = 0; i < x_.size(); ++i) {
      if (is_known(i)) worst.consider(-value_[i] - 1e-12 * height_, x_[i]);
    }
    return worst.fact();
  }
  void measure_lipschitz(MeasuredProperties& known) const {
    known.lipschitz = 0;
    for (std::size_t i = 0; i < x_.size(); ++i) {
      const double here = std::fabs(curvature_[i]);
      if (!(here > known.lipschitz)) continue;
      known.lipschitz = here;
      known.steepest_at = x_[i];
    }
    const double aside = 1e-7 * (to_ - from_);
    for (const double kink : kinks_) {
      if (kink <= from_ || kink >= to_) continue;
      const Jet<double> left = loss_.at(kink - aside), right = loss_.at(kink + aside);
      const double turn = std::fabs(right.gradient - left.gradient), jump = std::fabs(right.value - left.value);
      if (turn <= 1e-5 * slope_ + 4 * aside * known.lipschitz && jump <= 4 * aside * slope_ + 1e-9 * height_) continue;
      known.lipschitz = infinity;
      known.steepest_at = kink;
    }
  }

  const Loss& loss_;
  std::vector<double> kinks_;
  Family family_;
  double from_, to_, height_ = 0, slope_ = 0;  // largest |ℓ| and |ψ|
  std::vector<double> x_, value_, gradient_, curvature_;
};

}  // namespace

Properties properties_by_measure(const Loss& loss) {
  constexpr double reach = 30;
  const MeasuredProperties known = measured_properties(loss, -reach, reach);
  const auto holds = [](const MeasuredFact& fact) { return fact.answer == Fact::yes; };
  return {.convex = holds(known.finite) && holds(known.convex),
          .bounded = holds(known.bounded),
          .bounded_gradient = holds(known.bounded_gradient),
          .redescending = holds(known.redescending),
          .symmetric = is_of_margin(loss.info().family) && holds(known.symmetric),
          .calibrated = known.calibrated.answer,
          .lipschitz = known.lipschitz};
}

MeasuredProperties measured_properties(const Loss& loss, double from, double to) {
  return Measurement(loss, from, to).all();
}

}  // namespace losslab
