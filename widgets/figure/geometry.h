#pragma once
#include <algorithm>

namespace losslab {

// Data space: doubles. Page space: points (1/72 inch on paper, one logical pixel at scale 1 on a screen), y downwards.
struct Point {
  double x = 0, y = 0;
  friend bool operator==(const Point&, const Point&) = default;
};

struct Size {
  double width = 0, height = 0;
  friend bool operator==(const Size&, const Size&) = default;
};

struct Rect {
  double x = 0, y = 0, width = 0, height = 0;
  double right() const { return x + width; }
  double bottom() const { return y + height; }
  bool contains(Point p) const { return p.x >= x && p.x <= right() && p.y >= y && p.y <= bottom(); }
  friend bool operator==(const Rect&, const Rect&) = default;
};

struct Range {
  double min = 0, max = 1;
  double span() const { return max - min; }
  friend bool operator==(const Range&, const Range&) = default;
};

}  // namespace losslab
