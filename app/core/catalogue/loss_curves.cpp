#include "app/core/catalogue/loss_curves.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <iterator>
#include <limits>

namespace losslab {
namespace {

// The ends of the probability axis as far as it is sampled: at 0 and 1 the margin is infinite.
constexpr double least_probability = 1e-9;

double logit(double p) { return std::log(p) - std::log1p(-p); }
double sigmoid(double m) { return m >= 0 ? 1 / (1 + std::exp(-m)) : std::exp(m) / (1 + std::exp(m)); }

// By the chain rule with dp/dm = p q.
Jet<double> by_probability(Jet<double> jet, double p) {
  const double q = 1 - p, rate = p * q;
  const double gradient = jet.gradient / rate;
  return {jet.value, gradient, (jet.curvature - jet.gradient * (q - p)) / (rate * rate)};
}

// The corners of a set of losses on an axis.
std::vector<double> corners_of(std::span<const Loss> losses, LossAxis axis) {
  std::vector<double> corners;
  for (const Loss& loss : losses) {
    for (const double kink : loss.kinks()) corners.push_back(on_axis(loss, axis, kink));
    // A loss that ends begins and stops at its ends exactly.
    for (const double end : {loss.info().from, loss.info().to}) {
      if (std::isfinite(end)) corners.push_back(on_axis(loss, axis, end));
    }
  }
  return corners;
}

bool jumps(double left, double right) {
  if (!std::isfinite(left) || !std::isfinite(right)) return left != right;
  return std::abs(left - right) > 1e-5 * (1e-3 + std::abs(left) + std::abs(right));
}

}  // namespace

// Two columns read as points, so that a vector of them is filled where it is made and not zeroed before: this runs for
// every sample of every curve of a frame.
struct ColumnsAsPoints {
  using iterator_category = std::random_access_iterator_tag;
  using value_type = Point;
  using difference_type = std::ptrdiff_t;
  using pointer = const Point*;
  using reference = Point;

  const double *x, *y;

  Point operator*() const { return {*x, *y}; }
  ColumnsAsPoints& operator++() {
    ++x;
    ++y;
    return *this;
  }
  difference_type operator-(const ColumnsAsPoints& other) const { return x - other.x; }
  bool operator==(const ColumnsAsPoints& other) const { return x == other.x; }
};

void break_jump(std::vector<double>& samples, std::size_t corner) {
  if (jumps(samples[corner - 1], samples[corner + 1])) samples[corner] = std::numeric_limits<double>::quiet_NaN();
}

bool is_converted(const Loss& loss, LossAxis axis) {
  return axis == LossAxis::probability && loss.info().family != Family::of_probability;
}

double on_axis(const Loss& loss, LossAxis axis, double kink) { return is_converted(loss, axis) ? sigmoid(kink) : kink; }

SampleGrid::SampleGrid(std::span<const Loss> losses, LossAxis axis, Range range, bool log, std::size_t samples)
    : SampleGrid(corners_of(losses, axis), axis, range, log, samples) {}

SampleGrid::SampleGrid(std::span<const double> corners, LossAxis axis, Range range, bool log, std::size_t samples)
    : axis_(axis) {
  if (axis == LossAxis::probability) {
    range.min = std::clamp(range.min, least_probability, 1 - least_probability);
    range.max = std::clamp(range.max, least_probability, 1 - least_probability);
  }
  log = log && range.min > 0;
  const double from = log ? std::log(range.min) : range.min, to = log ? std::log(range.max) : range.max;
  const double step = (to - from) / static_cast<double>(samples - 1);
  x_.reserve(samples + 3 * corners.size());
  for (std::size_t i = 0; i < samples; ++i) {
    const double at = from + static_cast<double>(i) * step;
    x_.push_back(log ? std::exp(at) : at);
  }
  const std::size_t even = x_.size();
  // Near enough that nothing between can be seen, far enough that the losses tell the sides apart.
  const double aside = 1e-9 * range.span();
  for (const double at : corners) {
    if (at - aside > range.min && at + aside < range.max) x_.insert(x_.end(), {at - aside, at, at + aside});
  }
  std::sort(x_.begin() + static_cast<std::ptrdiff_t>(even), x_.end());
  std::inplace_merge(x_.begin(), x_.begin() + static_cast<std::ptrdiff_t>(even), x_.end());
  x_.erase(std::unique(x_.begin(), x_.end()), x_.end());
  if (axis == LossAxis::probability) {
    margin_.resize(x_.size());
    std::ranges::transform(x_, margin_.begin(), logit);
  }
}

std::size_t SampleGrid::find_corner(double x) const {
  const auto found = std::ranges::lower_bound(x_, x);
  if (found == x_.end() || *found != x || found == x_.begin() || found + 1 == x_.end()) return 0;
  return static_cast<std::size_t>(found - x_.begin());
}

void SampledLoss::evaluate(const Loss& loss, const SampleGrid& grid, Wanted wanted) {
  const bool converted = is_converted(loss, grid.axis());
  const bool with_gradient = wanted.gradient || wanted.weight || (wanted.curvature && converted);
  const auto where = [](bool on, std::vector<double>& samples) {
    return on ? std::span<double>(samples) : std::span<double>();
  };
  loss.evaluate(grid.argument(loss), value_, where(with_gradient, gradient_), where(wanted.curvature, curvature_));
  if (converted && with_gradient) to_probability(grid, wanted.curvature);
  if (loss.own_text() != nullptr) forget_undefined();
  if (wanted.weight) {
    for (std::size_t i = 0; i < grid.size(); ++i) {
      const double r = grid.x()[i];
      weight_[i] = r == 0 ? loss.weight(0) : gradient_[i] / r;
    }
  }
  for (const double kink : loss.kinks()) {
    const std::size_t at = grid.find_corner(on_axis(loss, grid.axis(), kink));
    if (at == 0) continue;
    break_jump(value_, at);
    if (with_gradient) break_jump(gradient_, at);
    if (wanted.curvature) break_jump(curvature_, at);
    if (wanted.weight) break_jump(weight_, at);
  }
}

void SampledLoss::multiply(double factor) {
  if (factor == 1) return;
  for (std::vector<double>* samples : all()) {
    for (double& sample : *samples) sample *= factor;
  }
}

void SampledLoss::subtract(const SampledLoss& other) {
  const auto mine = all();
  const std::array theirs{&other.value_, &other.gradient_, &other.curvature_, &other.weight_};
  for (std::size_t i = 0; i < mine.size(); ++i) {
    std::ranges::transform(*mine[i], *theirs[i], mine[i]->begin(), std::minus<>());
  }
}

void SampledLoss::to_probability(const SampleGrid& grid, bool curvature) {
  for (std::size_t i = 0; i < grid.size(); ++i) {
    const Jet<double> jet = by_probability({value_[i], gradient_[i], curvature ? curvature_[i] : 0}, grid.x()[i]);
    gradient_[i] = jet.gradient;
    curvature_[i] = jet.curvature;
  }
}

// A formula may have derivatives where it has no value: log r has 1/r for r < 0.
void SampledLoss::forget_undefined() {
  for (std::size_t i = 0; i < value_.size(); ++i) {
    if (std::isnan(value_[i])) gradient_[i] = curvature_[i] = value_[i];
  }
}

std::vector<Point> SampledLoss::curve(const SampleGrid& grid, Quantity quantity) const {
  const std::vector<double>& y = quantity == Quantity::value       ? value_
                                 : quantity == Quantity::gradient  ? gradient_
                                 : quantity == Quantity::curvature ? curvature_
                                                                   : weight_;
  const std::span<const double> x = grid.x();
  return std::vector<Point>(ColumnsAsPoints{x.data(), y.data()},
                            ColumnsAsPoints{x.data() + x.size(), y.data() + x.size()});
}

Jet<double> at_axis(const Loss& loss, LossAxis axis, double x) {
  if (!is_converted(loss, axis)) {
    const Jet<double> jet = loss.at(x);
    return std::isnan(jet.value) ? Jet<double>{jet.value, jet.value, jet.value} : jet;
  }
  if (!(x > 0 && x < 1)) {
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    return {nan, nan, nan};
  }
  return by_probability(loss.at(logit(x)), x);
}

}  // namespace losslab
