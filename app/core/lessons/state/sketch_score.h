#pragma once
#include <span>

#include "widgets/figure/geometry.h"

namespace losslab {

// How far a curve that was drawn by hand is from the true one, in shares of the height of the plot (and of its width,
// for curves that turn back).
struct SketchScore {
  double mean = 1;   // distance
  double worst = 1;  // the largest, and where that is on the true curve
  Point worst_at;
  double drawn = 0;  // share of the true curve that was drawn at all; what was not counts as a distance of 1
};

// Both curves in data space, NaN between pieces. `x` and `y` are what the plot shows; of the true curve what lies
// within `x` counts, and its height is held within `y`, for nobody can draw beyond the frame. A curve whose x ascends
// is compared upright, at the same x; another one by the nearest place.
SketchScore score_sketch(std::span<const Point> drawn, std::span<const Point> truth, Range x, Range y);

}  // namespace losslab
