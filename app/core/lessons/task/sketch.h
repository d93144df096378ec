#pragma once
#include <optional>
#include <span>
#include <vector>

#include "widgets/figure/geometry.h"

namespace losslab {

// What somebody has drawn over a plot: a line over x, in data space. Strokes are parted by a point of NaN.

// A path in the plane, as a descent takes it, is one stroke: a new one takes its place.
void draw_path(std::vector<Point>& sketch, Point from, Point to, bool begun);
// Adds a piece of a stroke. Where the line is drawn a second time the old one goes, as on paper with a rubber. `x`: the
// part of the axis that is drawn on; what lies beside it is left out.
void draw_stroke(std::vector<Point>& sketch, Point from, Point to, bool begun, Range x);
// The height of the line at x; none where nothing was drawn.
std::optional<double> sketched_at(std::span<const Point> sketch, double x);
// The share of a part of the axis over which something was drawn, 0..1.
double covered(std::span<const Point> sketch, Range x);

}  // namespace losslab
