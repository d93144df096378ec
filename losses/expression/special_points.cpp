#include "losses/expression/special_points.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <utility>

#include "losses/expression/program/run.h"

namespace losslab {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double none = std::numeric_limits<double>::quiet_NaN();

void run_raw(const Program& program, std::span<const double> x, std::array<double*, Program::outputs> out) {
  const Exceptions nothing{-infinity, infinity, {}, true};
  run_program(
      {program, nothing, x.size(), x.data(), out}, [](const void*, double, const std::array<double*, 3>&) {}, nullptr);
}

Jet<double> jet_at(const Program& all, double x) {
  Jet<double> jet{};
  run_raw(all, {&x, 1}, {&jet.value, &jet.gradient, &jet.curvature});
  return jet;
}

// Where zeros are looked for.
std::vector<double> places(double from, double to) {
  std::vector<double> x;
  const auto both_signs = [&](double size) {
    x.push_back(size);
    x.push_back(-size);
  };
  if (std::isfinite(from) && std::isfinite(to)) {
    constexpr int steps = 1024;
    for (int i = 0; i <= steps; ++i) x.push_back(from + (to - from) * i / steps);
    for (double share = 0.5 / steps; share > 1e-18; share /= 3) {
      x.push_back(from + (to - from) * share);
      x.push_back(to - (to - from) * share);
    }
  } else {
    x.push_back(0);
    for (int i = 1; i <= 60 * 16; ++i) both_signs(i / 16.0);
    for (double size = 1 / 48.0; size > 1e-30; size /= 3) both_signs(size);
    for (double size = 180; size < 1e30; size *= 3) both_signs(size);
    std::erase_if(x, [&](double at) { return at < from || at > to; });
  }
  std::ranges::sort(x);
  x.erase(std::unique(x.begin(), x.end()), x.end());
  return x;
}

// Doubles in their order as whole numbers, so that halving meets each in 64 steps.
std::int64_t ordered(double x) {
  const auto bits = std::bit_cast<std::int64_t>(x);
  return bits < 0 ? std::numeric_limits<std::int64_t>::min() - bits : bits;
}
double from_ordered(std::int64_t k) {
  return std::bit_cast<double>(k < 0 ? std::numeric_limits<std::int64_t>::min() - k : k);
}

// Where `side` of the number changes between low and high.
template <class Side>
double found_between(const Program& row, double low, double high, const Side& side) {
  const auto value = [&](double x) {
    double v = none;
    run_raw(row, {&x, 1}, {&v, nullptr, nullptr});
    return v;
  };
  std::int64_t a = ordered(low), b = ordered(high);
  double at_a = value(low), at_b = value(high);
  while (b - a > 1) {
    const std::int64_t middle = a + (b - a) / 2;
    const double here = value(from_ordered(middle));
    if (here == 0 && at_a != 0 && at_b != 0) return from_ordered(middle);
    if (side(here) == side(at_a)) {
      a = middle;
      at_a = here;
    } else {
      b = middle;
      at_b = here;
    }
  }
  return std::fabs(at_a) < std::fabs(at_b) ? from_ordered(a) : from_ordered(b);
}

// A zero, and over what width the row is zero by rounding.
struct Zero {
  double at, width = 0;
};

// The ends of stretches of zeros; of a stretch that there is by rounding alone, as that of (1 − m) − 1, its middle.
void add_ends(std::vector<double>& ends, std::vector<Zero>& zeros) {
  std::ranges::sort(ends);
  for (std::size_t i = 0; i < ends.size(); ++i) {
    const bool is_point = i + 1 < ends.size() && ends[i + 1] - ends[i] <= 1e-12 * std::max(1.0, std::fabs(ends[i]));
    if (!is_point) {
      zeros.push_back({ends[i]});
      continue;
    }
    const bool has_zero = ends[i] <= 0 && ends[i + 1] >= 0;
    zeros.push_back({has_zero ? 0 : 0.5 * ends[i] + 0.5 * ends[i + 1], ends[i + 1] - ends[i]});
    ++i;
  }
}

// The zeros of one row, those nearest to 0 first.
void add_zeros(const RowGraph& graph, int row, std::span<const double> x, std::vector<Zero>& zeros) {
  const Program program(graph, {row, -1, -1});
  std::vector<double> values(x.size());
  run_raw(program, x, {values.data(), nullptr, nullptr});
  const auto is_zero = [](double v) { return v == 0; };
  const auto is_positive = [](double v) { return v > 0; };
  const auto zero_at = [&](std::size_t i) { return i < x.size() && values[i] == 0; };
  std::vector<std::size_t> order(x.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t i) { return std::fabs(x[i]); });
  std::size_t found = 0;
  std::vector<double> ends;  // of stretches of zeros
  for (const std::size_t i : order) {
    if (found >= most_special_points) break;
    const std::size_t before = zeros.size();
    const bool alone = !(i > 0 && zero_at(i - 1)) && !zero_at(i + 1);
    if (values[i] == 0 && alone) zeros.push_back({x[i]});
    if (i + 1 < x.size() && !std::isnan(values[i]) && !std::isnan(values[i + 1])) {
      if ((values[i] == 0) != (values[i + 1] == 0)) {
        // Zero on a whole stretch, of which this is an end.
        const bool stretch = values[i] == 0 ? i > 0 && zero_at(i - 1) : zero_at(i + 2);
        if (stretch) ends.push_back(found_between(program, x[i], x[i + 1], is_zero));
      } else if ((values[i] > 0) != (values[i + 1] > 0) && values[i] != 0) {
        zeros.push_back({found_between(program, x[i], x[i + 1], is_positive)});
      }
    }
    found += zeros.size() - before;
  }
  add_ends(ends, zeros);
}

// What the formula is like on both sides of a point.
class Sides {
 public:
  Sides(const Program& all, const Zero& zero) : x_(zero.at), here_(jet_at(all, zero.at)) {
    const double x = x_;
    step_ = std::max(x == 0 ? 1e-60 : std::fabs(x) * 0x1p-46, 64 * zero.width);
    left_ = jet_at(all, x - step_);
    right_ = jet_at(all, x + step_);
    const double wide = x == 0 && zero.width == 0 ? 1e-50 : step_ * 0x1p20, far = 1e-4 * std::max(1.0, std::fabs(x));
    bend_near_ = std::fabs(jet_at(all, x - wide).curvature) + std::fabs(jet_at(all, x + wide).curvature);
    bend_far_ = std::fabs(jet_at(all, x - far).curvature) + std::fabs(jet_at(all, x + far).curvature);
    if (!std::isfinite(bend_far_)) bend_far_ = 0;
  }

  // Whether there is anything to say of the point.
  bool is_special() const { return are_finite() && (jumps() || turns() || bends() || is_hole() || is_odd()); }

  SpecialPoint point() const {
    SpecialPoint special{x_, here_, jumps() || turns() || bends() || is_odd(), false, false};
    if (!std::isfinite(here_.value)) special.jet.value = middle(left_.value, right_.value);
    if (!std::isfinite(here_.gradient)) special.jet.gradient = middle(left_.gradient, right_.gradient);
    if (!std::isfinite(here_.curvature)) special.jet.curvature = middle(left_.curvature, right_.curvature);
    if (turns() && !jumps()) special.jet.gradient = least_gradient();
    if (is_odd() && !jumps() && !turns()) special.jet.gradient = middle(left_.gradient, right_.gradient);
    if (is_odd() && !jumps() && !turns() && !bends() && is_steady()) {
      special.jet = {middle(left_.value, right_.value), special.jet.gradient,
                     middle(left_.curvature, right_.curvature)};
      special.is_kink = false;
    }
    if (special.is_kink) special.jet.curvature = none;
    special.has_value = special.jet.value != here_.value;
    special.has_gradient = special.jet.gradient != here_.gradient;
    return special;
  }

 private:
  static double middle(double a, double b) { return 0.5 * a + 0.5 * b; }
  bool are_finite() const {
    return std::isfinite(left_.value) && std::isfinite(right_.value) && std::isfinite(left_.gradient) &&
           std::isfinite(right_.gradient);
  }
  bool jumps() const {
    const double size = std::fabs(left_.value) + std::fabs(right_.value);
    return std::fabs(right_.value - left_.value) >
           1e-9 * size + 16 * step_ * (std::fabs(left_.gradient) + std::fabs(right_.gradient));
  }
  bool turns() const {
    const double size = std::fabs(left_.gradient) + std::fabs(right_.gradient);
    const double by_bend = 16 * step_ * (std::fabs(left_.curvature) + std::fabs(right_.curvature));
    return std::fabs(right_.gradient - left_.gradient) > 1e-7 * size + (std::isfinite(by_bend) ? by_bend : 0);
  }
  bool differ_in_bend(double a, double b) const {
    return std::fabs(a - b) > 1e-5 * (std::fabs(a) + std::fabs(b) + bend_far_);
  }
  bool bends() const {
    if (!std::isfinite(left_.curvature) || !std::isfinite(right_.curvature)) return true;
    const double size = std::fabs(left_.curvature) + std::fabs(right_.curvature);
    return differ_in_bend(left_.curvature, right_.curvature) || (size > 1e8 && size > 10 * bend_near_);
  }
  // The formula gives nothing there, but both sides go to the same.
  bool is_hole() const {
    return !(std::isfinite(here_.value) && std::isfinite(here_.gradient) && std::isfinite(here_.curvature)) && !jumps();
  }
  // The curvature of the sides is that of some way off, too: no noise of a quotient of two tiny numbers.
  bool is_steady() const {
    const double size = std::fabs(left_.curvature) + std::fabs(right_.curvature);
    return std::fabs(size - bend_far_) <= 0.01 * (size + bend_far_);
  }
  // The point alone differs from both sides.
  bool is_odd() const {
    const double by_bend = 16 * step_ * (std::fabs(left_.curvature) + std::fabs(right_.curvature) + bend_far_);
    const double size = 1e-7 * (std::fabs(left_.gradient) + std::fabs(right_.gradient)) + by_bend;
    const auto turns_from = [&](const Jet<double>& side) { return std::fabs(here_.gradient - side.gradient) > size; };
    const auto bends_from = [&](const Jet<double>& side) { return differ_in_bend(here_.curvature, side.curvature); };
    if (is_hole()) return false;
    return (turns_from(left_) && turns_from(right_)) || (bends_from(left_) && bends_from(right_));
  }
  // The subgradient of least absolute value.
  double least_gradient() const {
    const double low = std::min(left_.gradient, right_.gradient), high = std::max(left_.gradient, right_.gradient);
    if (low <= 0 && high >= 0) return 0;
    const double least = low > 0 ? low : high;
    return std::fabs(here_.gradient - least) <= 1e-9 * std::fabs(least) ? here_.gradient : least;
  }

  double x_, step_;
  Jet<double> here_, left_, right_;
  double bend_near_, bend_far_;
};

}  // namespace

std::vector<SpecialPoint> special_points(const RowGraph& graph, std::span<const int> boundaries, const Program& all,
                                         double from, double to) {
  if (boundaries.empty()) return {};
  const std::vector<double> x = places(from, to);
  std::vector<Zero> zeros;
  for (const int row : boundaries) add_zeros(graph, row, x, zeros);
  for (Zero& zero : zeros) zero.at += 0.0;  // −0 is 0
  std::ranges::sort(zeros, {}, [](const Zero& zero) { return std::pair(std::fabs(zero.at), -zero.width); });
  std::vector<SpecialPoint> points;
  for (const Zero& zero : zeros) {
    if (points.size() == most_special_points) break;
    const bool is_known = std::ranges::any_of(points, [&](const SpecialPoint& p) { return p.x == zero.at; });
    if (!(zero.at > from && zero.at < to) || is_known) continue;
    const Sides sides(all, zero);
    if (sides.is_special()) points.push_back(sides.point());
  }
  std::ranges::sort(points, {}, &SpecialPoint::x);
  return points;
}

}  // namespace losslab
