#include "widgets/imgui/swatch.h"

#include <cmath>

#include "widgets/figure/marker.h"
#include "widgets/imgui/painter.h"

namespace losslab {

void draw_swatch(ImDrawList& draw, const SeriesStyle& style, float left, float right, float y, Ui& ui) {
  const double width = static_cast<double>(right - left) / ui.scale;
  DisplayList list;
  list.ops.emplace_back(LineOp{{0, 0}, {width, 0}, {style.color, 2, style.dash}});
  if (style.marker != Marker::none) {
    // A ring of background lifts the marker off its line.
    add_marker(list.ops, style.marker, {width / 2, 0}, 4.6, ui.theme->background, std::nullopt);
    add_marker(list.ops, style.marker, {width / 2, 0}, 3.2, style.color, std::nullopt);
  }
  paint(list, draw, ImVec2(left, std::round(y)), ui);
}

}  // namespace losslab
