#include "app/core/catalogue/loss_sketch.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <span>

namespace losslab {
namespace {

struct Pane {
  Range x, y;
};

Pane pane(const LossInfo& info) {
  switch (info.family) {
    case Family::residual:
      return {{-6, 6}, {-0.4, 6}};
    case Family::margin:
    case Family::probability:
      return {{-3, 3}, {-0.3, 4.5}};
    case Family::of_probability:
    case Family::score:
      return {{0, 1}, {-0.3, 4}};
    case Family::other:
      break;
  }
  // As much as there is of what is defined on a part of the line only.
  const bool from = std::isfinite(info.from), to = std::isfinite(info.to);
  const double low = from ? info.from : to ? info.to - 4 : -4, high = to ? info.to : from ? info.from + 4 : 4;
  return {{low, high}, {-0.3, 4.5}};
}

// Evenly spread, and on both sides of each kink, so that corners and jumps are sharp.
std::vector<double> places(const Loss& loss, Range range) {
  constexpr int count = 49;
  std::vector<double> x;
  x.reserve(count);
  for (int i = 0; i < count; ++i) x.push_back(range.min + range.span() * i / (count - 1));
  const double near = 1e-6 * range.span();
  for (const double kink : loss.kinks()) {
    if (kink - near > range.min && kink + near < range.max) x.insert(x.end(), {kink - near, kink, kink + near});
  }
  std::ranges::sort(x);
  return x;
}

// Where the line from a to b crosses the height y.
Point crossing(Point a, Point b, double y) { return {a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y), y}; }

double distance_to_line(Point p, Point a, Point b) {
  const double dx = b.x - a.x, dy = b.y - a.y, length = std::hypot(dx, dy);
  if (length == 0) return std::hypot(p.x - a.x, p.y - a.y);
  return std::abs(dx * (p.y - a.y) - dy * (p.x - a.x)) / length;
}

// Leaves out the points that change nothing which could be seen (Douglas & Peucker 1973): a sketch is drawn in every
// frame.
void simplify(std::span<const Point> piece, std::vector<Point>& out) {
  constexpr double unseen = 0.006;
  std::size_t farthest = 0;
  double distance = unseen;
  for (std::size_t i = 1; i + 1 < piece.size(); ++i) {
    const double here = distance_to_line(piece[i], piece.front(), piece.back());
    if (here > distance) {
      distance = here;
      farthest = i;
    }
  }
  if (farthest == 0) {
    out.push_back(piece.back());
    return;
  }
  simplify(piece.first(farthest + 1), out);
  simplify(piece.subspan(farthest), out);
}

std::vector<Point> simplified(std::span<const Point> curve) {
  std::vector<Point> out;
  for (std::size_t begin = 0; begin < curve.size();) {
    std::size_t end = begin;
    while (end < curve.size() && std::isfinite(curve[end].y)) ++end;
    if (end > begin) {
      out.push_back(curve[begin]);
      if (end - begin > 1) simplify(curve.subspan(begin, end - begin), out);
    }
    if (end < curve.size()) out.push_back(curve[end]);
    begin = end + 1;
  }
  return out;
}

}  // namespace

double sketch_zero(Family family) {
  LossInfo any{};
  any.family = family;
  const Range y = pane(any).y;
  return -y.min / y.span();
}

std::vector<Point> loss_sketch(const Loss& loss) {
  const Pane window = pane(loss.info());
  const std::vector<double> x = places(loss, window.x);
  std::vector<double> value(x.size());
  loss.evaluate(x, value, {}, {});
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  constexpr double beyond = 4;  // panes above; what is further is drawn towards there, so that infinity has a place
  std::vector<Point> curve;
  const auto inside = [](Point p) { return p.y >= 0 && p.y <= 1; };
  Point last{none, none};
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double height = std::clamp((value[i] - window.y.min) / window.y.span(), -beyond, beyond);
    const Point here{(x[i] - window.x.min) / window.x.span(), height};
    const bool joined = std::isfinite(last.y) && std::isfinite(here.y);
    if (!joined && !curve.empty() && std::isfinite(curve.back().y)) curve.push_back({none, none});
    if (joined && !inside(last) && inside(here)) curve.push_back(crossing(last, here, last.y > 1 ? 1 : 0));
    if (inside(here)) {
      curve.push_back(here);
    } else if (joined && inside(last)) {
      curve.push_back(crossing(last, here, here.y > 1 ? 1 : 0));
      curve.push_back({none, none});
    }
    last = here;
  }
  return simplified(curve);
}

std::vector<Point> loss_sketch(const VectorLoss& loss) {
  constexpr int count = 41;
  const std::array<double, 3> truth{1, 0, 0}, lesson{2, 0, 0};
  const std::span<const double> teacher = loss.properties().needs_teacher ? lesson : std::span<const double>();
  std::vector<Point> curve;
  double least = 0, greatest = 1e-9;
  for (int i = 0; i < count; ++i) {
    const double share = static_cast<double>(i) / (count - 1);
    const std::array<double, 3> z{10 * share - 5, 0, 0};
    const double value = loss.value(z, truth, teacher);
    if (!std::isfinite(value)) continue;
    curve.push_back({share, value});
    least = std::min(least, value);
    greatest = std::max(greatest, value);
  }
  for (Point& at : curve) at.y = (at.y - least) / (greatest - least);
  return curve;
}

}  // namespace losslab
