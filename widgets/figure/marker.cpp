#include "widgets/figure/marker.h"

#include <cmath>
#include <numbers>

namespace losslab {
namespace {

std::vector<Point> regular_polygon(Point center, double radius, int corners, double first_angle) {
  std::vector<Point> points;
  points.reserve(static_cast<std::size_t>(corners));
  for (int i = 0; i < corners; ++i) {
    const double angle = first_angle + 2 * std::numbers::pi * i / corners;
    points.push_back({center.x + radius * std::cos(angle), center.y + radius * std::sin(angle)});
  }
  return points;
}

}  // namespace

std::vector<Point> marker_polygon(Marker marker, Point c, double radius) {
  const double square = 0.9 * radius, diamond = 1.25 * radius, arm = 1.1 * radius, diagonal = 0.85 * radius;
  switch (marker) {
    case Marker::none:
      break;
    case Marker::circle:
      return regular_polygon(c, radius, 16, 0);
    case Marker::square:
      return {{c.x - square, c.y - square},
              {c.x + square, c.y - square},
              {c.x + square, c.y + square},
              {c.x - square, c.y + square}};
    // Moved a little, so that the eye sees the triangle centred.
    case Marker::triangle:
      return regular_polygon({c.x, c.y + 0.15 * radius}, 1.3 * radius, 3, -std::numbers::pi / 2);
    case Marker::down_triangle:
      return regular_polygon({c.x, c.y - 0.15 * radius}, 1.3 * radius, 3, std::numbers::pi / 2);
    case Marker::diamond:
      return regular_polygon(c, diamond, 4, 0);
    case Marker::plus:
      return {{c.x - arm, c.y}, {c.x + arm, c.y}, {c.x, c.y - arm}, {c.x, c.y + arm}};
    case Marker::cross:
      return {{c.x - diagonal, c.y - diagonal},
              {c.x + diagonal, c.y + diagonal},
              {c.x - diagonal, c.y + diagonal},
              {c.x + diagonal, c.y - diagonal}};
  }
  return {};
}

void add_marker(std::vector<Op>& ops, Marker marker, Point center, double radius, std::optional<Color> fill,
                std::optional<Stroke> outline) {
  if (marker == Marker::none) return;
  if (marker == Marker::circle) {
    ops.emplace_back(CircleOp{center, radius, fill, outline});
    return;
  }
  std::vector<Point> points = marker_polygon(marker, center, radius);
  if (marker != Marker::cross && marker != Marker::plus) {
    ops.emplace_back(PolygonOp{std::move(points), fill, outline});
    return;
  }
  const Color color = fill ? *fill : outline ? outline->color : Color{};
  const Stroke stroke{color, std::max(1.0, 0.5 * radius), Dash::solid};
  ops.emplace_back(PolylineOp{{points[0], points[1]}, stroke});
  ops.emplace_back(PolylineOp{{points[2], points[3]}, stroke});
}

}  // namespace losslab
