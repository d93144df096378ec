#include "widgets/figure/movement.h"

#include <algorithm>
#include <cmath>

namespace losslab {
namespace {

double along(const Axis& axis, double value) {
  const auto on_axis = [&](double v) { return axis.log ? std::log10(v) : v; };
  const double low = on_axis(axis.range.min), high = on_axis(axis.range.max);
  return std::clamp((on_axis(value) - low) / (high - low), 0.0, 1.0);
}

// Between two points of a plot, each in the frame that it is shown in; 0 where one of them is nowhere.
class Moves {
 public:
  Moves(const Plot& from, const Plot& to) : from_(from), to_(to) {}

  double furthest() {
    const std::size_t count = std::min(from_.items.size(), to_.items.size());
    for (std::size_t i = 0; i < count; ++i) {
      std::visit([&](const auto& item) { compare(from_.items[i], item); }, to_.items[i]);
    }
    return furthest_;
  }

 private:
  void note(Point a, Point b) {
    const double x = along(to_.x, b.x) - along(from_.x, a.x), y = along(to_.y, b.y) - along(from_.y, a.y);
    const double distance = std::hypot(x, y);
    if (distance > furthest_) furthest_ = distance;  // never by what is not finite
  }
  void note(const std::pair<Point, Point>& a, const std::pair<Point, Point>& b) {
    note(a.first, b.first);
    note(a.second, b.second);
  }
  template <class Part>
  void note(const std::vector<Part>& a, const std::vector<Part>& b) {
    if (a.empty() || b.empty()) return;
    if (a.size() != b.size()) {
      note(a.back(), b.back());
      return;
    }
    for (std::size_t i = 0; i < a.size(); ++i) note(a[i], b[i]);
  }

  template <class Shape>
  void compare(const Item& before, const Shape& now) {
    const auto* const then = std::get_if<Shape>(&before);
    if (then == nullptr) return;
    if constexpr (requires { now.points; }) note(then->points, now.points);
    if constexpr (requires { now.segments; }) note(then->segments, now.segments);
    if constexpr (requires { now.corners; }) note(then->corners, now.corners);
    if constexpr (requires { now.low; }) {
      note(then->low, now.low);
      note(then->high, now.high);
    }
  }

  const Plot& from_;
  const Plot& to_;
  double furthest_ = 0;
};

}  // namespace

double movement(const Figure& from, const Figure& to) {
  double sum = 0;
  for (const Plot& plot : to.plots) {
    const auto before = std::ranges::find(from.plots, plot.name, &Plot::name);
    if (before != from.plots.end()) sum += Moves(*before, plot).furthest();
  }
  return sum;
}

}  // namespace losslab
