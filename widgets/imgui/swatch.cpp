#include "widgets/imgui/swatch.h"

#include <array>
#include <cmath>
#include <vector>

#include "widgets/figure/dash.h"
#include "widgets/figure/marker.h"
#include "widgets/imgui/polyline.h"

namespace losslab {
namespace {

// Without an outline, in pixels; radius in points.
void draw_marker(ImDrawList& draw, Marker marker, ImVec2 center, double radius, Color color, const Ui& ui) {
  const float pixels = ui.px(radius);
  if (marker == Marker::circle) {
    draw.AddCircleFilled(center, pixels, to_im(color));
    return;
  }
  const Corners corners = marker_polygon(marker, {0, 0}, pixels);
  std::array<ImVec2, Corners::most> at;
  for (std::size_t i = 0; i < corners.size(); ++i) {
    at[i] = ImVec2(center.x + static_cast<float>(corners[i].x), center.y + static_cast<float>(corners[i].y));
  }
  if (marker == Marker::cross || marker == Marker::plus) {
    const float width = line_pixels(std::max(1.0, 0.5 * radius), ui.scale);
    draw_line(draw, std::span(at).first(2), to_im(color), width);
    draw_line(draw, std::span(at).last(2), to_im(color), width);
  } else {
    // The corners run clockwise on the screen, as Dear ImGui's edges want them.
    draw.AddConvexPolyFilled(at.data(), static_cast<int>(corners.size()), to_im(color));
  }
}

}  // namespace

void draw_swatch(ImDrawList& draw, const SeriesStyle& style, float left, float right, float y, Ui& ui) {
  constexpr double width = 2;  // points
  const std::array<ImVec2, 2> ends{ImVec2(left, std::round(y)), ImVec2(right, std::round(y))};
  const std::span<const double> pattern = dash_pattern(style.dash);
  const float pixels = line_pixels(width, ui.scale);
  if (pattern.empty()) {
    draw_line(draw, ends, to_im(style.color), pixels);
  } else {
    draw_dashes(draw, ends, to_im(style.color), pixels, pattern, ui.px(dash_unit(width)));
  }
  if (style.marker == Marker::none) return;
  // A ring of background lifts the marker off its line.
  const ImVec2 middle((left + right) * 0.5f, std::round(y));
  draw_marker(draw, style.marker, middle, 4.6, ui.theme->background, ui);
  draw_marker(draw, style.marker, middle, 3.2, style.color, ui);
}

}  // namespace losslab
