#include "widgets/imgui/tick_box.h"

#include <cmath>

#include "widgets/imgui/icons.h"
#include "widgets/imgui/polyline.h"

namespace losslab {

void draw_tick_box(ImDrawList& draw, ImVec2 at, bool ticked, bool hovered, const Ui& ui) {
  const Theme& theme = *ui.theme;
  const float side = std::round(ui.px(15));
  const ImVec2 low(std::round(at.x), std::round(at.y - side * 0.5f)), high(low.x + side, low.y + side);
  if (!ticked) {
    draw.AddRect(low, high, to_im(hovered ? theme.foreground : mix(theme.border, theme.muted, 0.6)), ui.px(4), 0,
                 line_pixels(1, ui.scale));
    return;
  }
  draw.AddRectFilled(low, high, to_im(theme.accent), ui.px(4));
  draw_icon(draw, Icon::check, ImVec2((low.x + high.x) * 0.5f, (low.y + high.y) * 0.5f), side * 0.78f,
            to_im(theme.background));
}

}  // namespace losslab
