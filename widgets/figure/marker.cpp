#include "widgets/figure/marker.h"

#include <cmath>
#include <numbers>

namespace losslab {
namespace {

// On a circle of radius 1, sizes by eye; triangles are moved a little, so that the eye sees them centred.
constexpr double square = 0.9, diamond = 1.25, arm = 1.1, diagonal = 0.85;
constexpr double star_tip = 1.6, star_dent = 0.72;
constexpr double tip = 1.3, half_side = 1.3 * 0.8660254037844386, base = 0.5 * 1.3, shift = 0.15;

Corners unit_shape(Marker marker) {
  switch (marker) {
    case Marker::none:
    case Marker::circle:
    case Marker::star:
      break;
    case Marker::square:
      return {{-square, -square}, {square, -square}, {square, square}, {-square, square}};
    case Marker::triangle:
      return {{0, shift - tip}, {half_side, shift + base}, {-half_side, shift + base}};
    case Marker::down_triangle:
      return {{0, tip - shift}, {-half_side, -base - shift}, {half_side, -base - shift}};
    case Marker::diamond:
      return {{diamond, 0}, {0, diamond}, {-diamond, 0}, {0, -diamond}};
    case Marker::plus:
      return {{-arm, 0}, {arm, 0}, {0, -arm}, {0, arm}};
    case Marker::cross:
      return {{-diagonal, -diagonal}, {diagonal, diagonal}, {-diagonal, diagonal}, {diagonal, -diagonal}};
  }
  return {};
}

}  // namespace

Corners marker_polygon(Marker marker, Point center, double radius) {
  Corners corners = unit_shape(marker);
  for (std::size_t i = 0; i < corners.count; ++i) {
    Point& p = corners.points[i];
    p = {center.x + radius * p.x, center.y + radius * p.y};
  }
  return corners;
}

std::vector<Point> star_corners(Point center, double radius) {
  std::vector<Point> corners;
  for (int i = 0; i < 10; ++i) {
    const double angle = (i / 10.0 * 2 - 0.5) * std::numbers::pi, reach = radius * (i % 2 == 0 ? star_tip : star_dent);
    corners.push_back({center.x + reach * std::cos(angle), center.y + reach * std::sin(angle)});
  }
  return corners;
}

void add_marker(std::vector<Op>& ops, Marker marker, Point center, double radius, std::optional<Color> fill,
                std::optional<Stroke> outline) {
  if (marker == Marker::none) return;
  if (marker == Marker::circle) {
    ops.emplace_back(CircleOp{center, radius, fill, outline});
    return;
  }
  if (marker == Marker::star) {
    ops.emplace_back(StarOp{center, star_corners(center, radius), fill, outline});
    return;
  }
  const Corners corners = marker_polygon(marker, center, radius);
  if (marker != Marker::cross && marker != Marker::plus) {
    ops.emplace_back(PolygonOp{corners, fill, outline});
    return;
  }
  const Color color = fill ? *fill : outline ? outline->color : Color{};
  const Stroke stroke{color, std::max(1.0, 0.5 * radius), Dash::solid};
  ops.emplace_back(LineOp{corners[0], corners[1], stroke});
  ops.emplace_back(LineOp{corners[2], corners[3], stroke});
}

}  // namespace losslab
