#pragma once
#include <optional>
#include <vector>

#include "widgets/figure/display_list.h"

namespace losslab {

// The outline of a marker that covers about the same area as a circle of that radius: a convex polygon for square,
// triangles and diamond; the ends of two strokes (first to second, third to fourth) for cross and plus; empty for the
// circle, which is none, for none, and for the star, which is not convex.
Corners marker_polygon(Marker marker, Point center, double radius);

// The ten corners of a star of five points, tips and dents by turns from the upper tip on, clockwise on the page.
std::vector<Point> star_corners(Point center, double radius);

// Adds a marker as plain operations, so that painters need not know markers. Cross and plus, which have no inside, are
// stroked with `fill`'s colour.
void add_marker(std::vector<Op>& ops, Marker marker, Point center, double radius, std::optional<Color> fill,
                std::optional<Stroke> outline);

}  // namespace losslab
