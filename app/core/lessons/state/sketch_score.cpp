#include "app/core/lessons/state/sketch_score.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace losslab {
namespace {

constexpr int samples = 200;
constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

bool is_gap(Point p) { return std::isnan(p.x) || std::isnan(p.y); }

bool ascends(std::span<const Point> curve) {
  double last = -std::numeric_limits<double>::infinity();
  for (const Point& p : curve) {
    if (is_gap(p)) continue;
    if (p.x < last) return false;
    last = p.x;
  }
  return true;
}

// The mean height of all strokes over x; NaN where there is none. People go over a line again.
double height_over(std::span<const Point> curve, double x) {
  double sum = 0, count = 0;
  for (std::size_t i = 0; i + 1 < curve.size(); ++i) {
    const Point a = curve[i], b = curve[i + 1];
    if (is_gap(a) || is_gap(b) || x < std::min(a.x, b.x) || x > std::max(a.x, b.x)) continue;
    sum += a.x == b.x ? 0.5 * (a.y + b.y) : a.y + (b.y - a.y) * (x - a.x) / (b.x - a.x);
    ++count;
  }
  return count == 0 ? unknown : sum / count;
}

double distance_to(Point p, Point a, Point b) {
  const double dx = b.x - a.x, dy = b.y - a.y, length = dx * dx + dy * dy;
  const double t = length == 0 ? 0 : std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length, 0.0, 1.0);
  return std::hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

double distance_to(Point p, std::span<const Point> curve) {
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i + 1 < curve.size(); ++i) {
    if (!is_gap(curve[i]) && !is_gap(curve[i + 1])) least = std::min(least, distance_to(p, curve[i], curve[i + 1]));
  }
  return least;
}

class Scorer {
 public:
  Scorer(Range x, Range y) : x_(x), y_(y) {}

  void add(Point truth, double distance) {
    const bool drawn = std::isfinite(distance);
    const double counted = drawn ? std::min(distance, 1.0) : 1;
    sum_ += counted;
    drawn_ += drawn ? 1 : 0;
    ++count_;
    if (count_ == 1 || counted > score_.worst) {
      score_.worst = counted;
      score_.worst_at = truth;
    }
  }
  SketchScore score() {
    if (count_ == 0) return score_;
    score_.mean = sum_ / count_;
    score_.drawn = drawn_ / count_;
    return score_;
  }
  Point in_unit(Point p) const { return {(p.x - x_.min) / x_.span(), (p.y - y_.min) / y_.span()}; }

 private:
  Range x_, y_;
  SketchScore score_;
  double sum_ = 0, drawn_ = 0, count_ = 0;
};

}  // namespace

SketchScore score_sketch(std::span<const Point> drawn, std::span<const Point> truth, Range x, Range y) {
  Scorer scorer(x, y);
  if (ascends(truth)) {
    for (int i = 0; i <= samples; ++i) {
      const double at = x.min + x.span() * i / samples;
      const double height = height_over(truth, at);
      if (std::isnan(height)) continue;
      const double shown = std::clamp(height, y.min, y.max);
      const double guess = std::clamp(height_over(drawn, at), y.min, y.max);
      scorer.add({at, shown}, std::abs(guess - shown) / y.span());
    }
    return scorer.score();
  }
  std::vector<Point> of_drawn;
  for (const Point& p : drawn) of_drawn.push_back(scorer.in_unit(p));
  for (const Point& p : truth) {
    if (is_gap(p) || p.x < x.min || p.x > x.max || p.y < y.min || p.y > y.max) continue;
    scorer.add(p, distance_to(scorer.in_unit(p), of_drawn));
  }
  return scorer.score();
}

}  // namespace losslab
