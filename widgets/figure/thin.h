#pragma once
#include <cmath>
#include <vector>

#include "widgets/figure/stretches.h"

namespace losslab {

// Turns a stream of page points into polylines that are clipped to a rectangle and thinned: no dropped point lies
// farther than `tolerance` from the line that stands for it. One pass, no memory beyond the present polyline, which is
// handed to `sink(const std::vector<Point>&)` when it ends. This runs for every point of every curve of each frame.
//
// Thinning: from the last kept point, each further point narrows the cone of directions that pass it within the
// tolerance. The first one outside of the cone, or nearer than one before it, makes its predecessor a vertex.
template <class Sink>
class PathThinner {
 public:
  PathThinner(Rect clip, double tolerance, std::vector<Point>& scratch, Sink sink)
      : left_edge_(clip.x),
        right_edge_(clip.right()),
        top_edge_(clip.y),
        bottom_edge_(clip.bottom()),
        tolerance_(tolerance),
        path_(scratch),
        sink_(sink) {
    path_.clear();
  }

  // NaN breaks the line; infinities lead out of the rectangle.
  void add(Point p) {
    if (contains(p) && inside_) {
      extend(p);
      previous_ = p;
    } else {
      add_at_edge(p);
    }
  }

  // All points of a curve that was judged with this clip. Where it is smooth, which is nearly everywhere, a stretch is
  // taken in one step: what its slack allows points to miss their chord by comes on top of the tolerance.
  void add_all(const PagePath& curve) {
    constexpr std::size_t stretch = PagePath::stretch, half = stretch / 2;
    std::size_t i = 0;
    for (const Stretch kind : curve.stretches) {
      switch (kind) {
        case Stretch::straight:
          add_straight(curve, i, stretch);
          break;
        case Stretch::halves:
          add_straight(curve, i, half);
          add_straight(curve, i + half, half);
          break;
        case Stretch::outside:
          // Its first point was outside too, and nothing was drawn since: where the line stands is found when it is
          // asked.
          previous_ = {curve.x[i + stretch - 1], curve.y[i + stretch - 1]};
          previous_code_ = unknown;
          has_previous_ = true;
          break;
        case Stretch::any:
          add_each(curve, i, stretch);
          break;
      }
      i += stretch;
    }
    add_each(curve, i, curve.x.size() - i);
  }

  void finish() {
    flush();
    has_previous_ = inside_ = false;
  }

 private:
  void add_each(const PagePath& curve, std::size_t from, std::size_t count) {
    for (std::size_t i = from; i < from + count; ++i) add({curve.x[i], curve.y[i]});
  }
  // Points that lie on the chord from the one before them to the last of them.
  void add_straight(const PagePath& curve, std::size_t from, std::size_t count) {
    const Point to{curve.x[from + count - 1], curve.y[from + count - 1]};
    if (!inside_ || !contains(to)) {
      add_each(curve, from, count);
      return;
    }
    extend(to);
    previous_ = to;
  }

  // Far enough that a line towards it leaves the page as if it went to infinity.
  static constexpr double far = 1e9;
  static Point held(Point p) { return {std::clamp(p.x, -far, far), std::clamp(p.y, -far, far)}; }
  static constexpr int unknown = -1;

  // False for NaN too.
  bool contains(Point p) const {
    return p.x >= left_edge_ && p.x <= right_edge_ && p.y >= top_edge_ && p.y <= bottom_edge_;
  }

  int outcode(Point p) const {
    return (p.x < left_edge_ ? 1 : 0) | (p.x > right_edge_ ? 2 : 0) | (p.y < top_edge_ ? 4 : 0) |
           (p.y > bottom_edge_ ? 8 : 0);
  }

  [[gnu::noinline]] void add_at_edge(Point p) {
    if (std::isnan(p.x) || std::isnan(p.y)) {
      finish();
      return;
    }
    p = held(p);
    const int code = outcode(p);
    if (has_previous_) {
      if (previous_code_ == unknown) {
        previous_ = held(previous_);
        previous_code_ = outcode(previous_);
      }
      add_clipped(previous_, p, code);
    } else if (code == 0) {
      start(p);
    }
    previous_ = p;
    previous_code_ = code;
    has_previous_ = true;
    inside_ = code == 0;
  }

  // Liang and Barsky: the part of a–b inside, as parameters of the segment.
  void add_clipped(Point a, Point b, int code) {
    if ((code & previous_code_) != 0) return;
    double enter = 0, leave = 1;
    const auto cut = [&](double delta, double room) {
      if (delta == 0) return room >= 0;
      const double t = room / delta;
      if (delta < 0) {
        enter = std::max(enter, t);
      } else {
        leave = std::min(leave, t);
      }
      return enter <= leave;
    };
    const double dx = b.x - a.x, dy = b.y - a.y;
    if (!cut(-dx, a.x - left_edge_) || !cut(dx, right_edge_ - a.x) || !cut(-dy, a.y - top_edge_) ||
        !cut(dy, bottom_edge_ - a.y)) {
      return;
    }
    if (previous_code_ != 0) start({a.x + enter * dx, a.y + enter * dy});
    extend(code == 0 ? b : Point{a.x + leave * dx, a.y + leave * dy});
    if (code != 0) flush();
  }

  void start(Point p) {
    path_.push_back(p);
    anchor(p);
  }

  void anchor(Point p) {
    anchor_ = last_ = p;
    farthest_ = 0;
    open_ = true;
  }

  // Inlined by force: a call for each point would cost as much as the work.
  [[gnu::always_inline]] void extend(Point p) {
    const double dx = p.x - anchor_.x, dy = p.y - anchor_.y;
    const double distance = dx * dx + dy * dy;
    const bool inside = left_.x * dy - left_.y * dx >= 0 && right_.x * dy - right_.y * dx <= 0;
    if (open_ || !inside || distance < farthest_) {
      turn(p);
      return;
    }
    last_ = p;
    farthest_ = distance;
    const auto [left, right] = cone(dx, dy);
    if (left_.x * left.y - left_.y * left.x > 0) left_ = left;
    if (right_.x * right.y - right_.y * right.x < 0) right_ = right;
  }

  // The first point after an anchor, or one that the cone does not hold: then its predecessor is the next anchor.
  [[gnu::noinline]] void turn(Point p) {
    double dx = p.x - anchor_.x, dy = p.y - anchor_.y;
    double distance = dx * dx + dy * dy;
    if (!open_ || distance < farthest_) {
      path_.push_back(last_);
      anchor(last_);
      dx = p.x - anchor_.x;
      dy = p.y - anchor_.y;
      distance = dx * dx + dy * dy;
    }
    last_ = p;
    farthest_ = distance;
    // Nearer than the tolerance any direction will do.
    if (distance <= tolerance_ * tolerance_) return;
    const auto [left, right] = cone(dx, dy);
    left_ = left;
    right_ = right;
    open_ = false;
  }

  struct Cone {
    Point left, right;
  };
  // The tolerance as a chord across the point, upright or level, whichever the direction crosses more squarely.
  Cone cone(double dx, double dy) const {
    if (std::abs(dx) >= std::abs(dy)) {
      const double half = std::copysign(tolerance_, dx);
      return {{dx, dy - half}, {dx, dy + half}};
    }
    const double half = std::copysign(tolerance_, dy);
    return {{dx + half, dy}, {dx - half, dy}};
  }

  void flush() {
    if (path_.empty()) return;
    if (!(path_.back() == last_)) path_.push_back(last_);
    if (path_.size() > 1) sink_(path_);
    path_.clear();
  }

  double left_edge_, right_edge_, top_edge_, bottom_edge_;
  double tolerance_;
  std::vector<Point>& path_;
  Sink sink_;
  Point previous_, anchor_, last_, left_, right_;
  int previous_code_ = 0;  // or unknown
  bool has_previous_ = false;
  bool inside_ = false;  // the previous point is there and in the rectangle
  bool open_ = true;     // no point has narrowed the cone yet
  double farthest_ = 0;
};

}  // namespace losslab
