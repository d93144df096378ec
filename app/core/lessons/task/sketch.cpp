#include "app/core/lessons/task/sketch.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace losslab {
namespace {

constexpr int places = 200;  // along the axis, pieces that are nearer to each other are one
constexpr Point gap{std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::quiet_NaN()};

bool is_gap(Point p) { return std::isnan(p.x); }

double between(Point a, Point b, double x) { return b.x == a.x ? b.y : a.y + (b.y - a.y) * (x - a.x) / (b.x - a.x); }

// The pieces between gaps, each from left to right, in no order.
std::vector<std::vector<Point>> pieces_of(std::span<const Point> sketch) {
  std::vector<std::vector<Point>> pieces(1);
  for (const Point p : sketch) {
    if (is_gap(p)) {
      pieces.emplace_back();
    } else {
      pieces.back().push_back(p);
    }
  }
  std::erase_if(pieces, [](const auto& piece) { return piece.empty(); });
  return pieces;
}

// What is left of a piece beside the interval that is drawn anew.
void cut(const std::vector<Point>& piece, Range out, std::vector<std::vector<Point>>& left) {
  std::vector<Point> before, after;
  for (std::size_t i = 0; i < piece.size(); ++i) {
    const Point p = piece[i];
    if (p.x < out.min) before.push_back(p);
    if (p.x > out.max) after.push_back(p);
    if (i + 1 == piece.size()) continue;
    const Point next = piece[i + 1];
    if (p.x < out.min && next.x >= out.min) before.push_back({out.min, between(p, next, out.min)});
    if (p.x <= out.max && next.x > out.max) after.push_back({out.max, between(p, next, out.max)});
  }
  if (!before.empty()) left.push_back(std::move(before));
  if (!after.empty()) left.push_back(std::move(after));
}

// Pieces that meet are one.
std::vector<Point> joined(std::vector<std::vector<Point>> pieces, double near) {
  std::ranges::sort(pieces, {}, [](const auto& piece) { return piece.front().x; });
  std::vector<Point> sketch;
  for (const std::vector<Point>& piece : pieces) {
    if (!sketch.empty() && piece.front().x - sketch.back().x > near) sketch.push_back(gap);
    sketch.insert(sketch.end(), piece.begin(), piece.end());
  }
  return sketch;
}

}  // namespace

void draw_path(std::vector<Point>& sketch, Point from, Point to, bool begun) {
  if (begun) sketch = {from};
  if (!(sketch.back() == to)) sketch.push_back(to);
}

void draw_stroke(std::vector<Point>& sketch, Point from, Point to, bool begun, Range x) {
  if (from.x > to.x) std::swap(from, to);
  if (!(from.x <= x.max && to.x >= x.min)) return;
  const Point low = from.x < x.min ? Point{x.min, between(from, to, x.min)} : from;
  const Point high = to.x > x.max ? Point{x.max, between(from, to, x.max)} : to;
  std::vector<std::vector<Point>> left;
  for (const std::vector<Point>& piece : pieces_of(sketch)) cut(piece, {low.x, high.x}, left);
  if (low.x == high.x && !begun) {
    // Straight up or down: the line goes to where the pointer is.
    left.push_back({high});
  } else {
    left.push_back(low.x == high.x ? std::vector<Point>{low} : std::vector<Point>{low, high});
  }
  sketch = joined(std::move(left), x.span() / places);
}

std::optional<double> sketched_at(std::span<const Point> sketch, double x) {
  for (std::size_t i = 0; i + 1 < sketch.size(); ++i) {
    const Point a = sketch[i], b = sketch[i + 1];
    if (!is_gap(a) && !is_gap(b) && x >= a.x && x <= b.x) return between(a, b, x);
  }
  return std::nullopt;
}

double covered(std::span<const Point> sketch, Range x) {
  double length = 0;
  for (std::size_t i = 0; i + 1 < sketch.size(); ++i) {
    const Point a = sketch[i], b = sketch[i + 1];
    if (is_gap(a) || is_gap(b)) continue;
    length += std::max(0.0, std::min(b.x, x.max) - std::max(a.x, x.min));
  }
  return x.span() > 0 ? length / x.span() : 0;
}

}  // namespace losslab
