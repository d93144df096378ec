#include "widgets/imgui/focus_marks.h"

#include <algorithm>
#include <cmath>

#include "widgets/imgui/text.h"
#include "widgets/imgui/wrapped.h"

namespace losslab {

// A line of the background's colour lifts it off whatever is under it.
void draw_ring(const Stop& stop, const Ui& ui) {
  const float thick = std::max(2.f, std::round(ui.px(2))), gap = std::max(1.f, std::round(ui.px(1)));
  const float out = gap + thick * 0.5f, edge = thick * 0.5f + gap;
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  const ImVec2 low(std::max(std::floor(stop.low.x) - out, edge), std::max(std::floor(stop.low.y) - out, edge));
  const ImVec2 high(std::min(std::ceil(stop.high.x) + out, screen.x - edge),
                    std::min(std::ceil(stop.high.y) + out, screen.y - edge));
  ImDrawList& draw = *ImGui::GetForegroundDrawList();
  const float radius = std::min(ui.px(6), 0.5f * std::min(high.x - low.x, high.y - low.y));
  draw.AddRect(low, high, to_im(ui.theme->background), radius, 0, thick + 2 * gap);
  draw.AddRect(low, high, to_im(ui.theme->accent), radius, 0, thick);
}

// Above it, or below where there is no room, as tooltips are.
void draw_tip(const Stop& stop, std::string_view whole, const Ui& ui) {
  const TextPen pen = body_pen(ui);
  const ImVec2 pad(ui.px(8), ui.px(5)), screen = ImGui::GetIO().DisplaySize;
  const float wrap = ui.px(300), gap = ui.px(6);
  const std::string text = broken(pen, whole, wrap);
  const char *const begin = text.data(), *const end = begin + text.size();
  const ImVec2 extent = pen.font->CalcTextSizeA(pen.pixels, wrap, wrap, begin, end);
  const ImVec2 size(extent.x + 2 * pad.x, extent.y + 2 * pad.y);
  const float middle = 0.5f * (stop.low.x + stop.high.x) - 0.5f * size.x;
  const float x = std::round(std::clamp(middle, gap, std::max(gap, screen.x - size.x - gap)));
  const float above = stop.low.y - gap - size.y;
  const float y = std::round(above >= gap ? above : stop.high.y + gap);
  ImDrawList& draw = *ImGui::GetForegroundDrawList();
  draw.AddRectFilled(ImVec2(x, y), ImVec2(x + size.x, y + size.y), to_im(ui.theme->background), ui.px(5));
  draw.AddRect(ImVec2(x, y), ImVec2(x + size.x, y + size.y), to_im(ui.theme->border), ui.px(5), 0,
               std::max(1.f, std::floor(ui.scale)));
  draw.AddText(pen.font, pen.pixels, ImVec2(x + pad.x, y + pad.y), to_im(ui.theme->foreground), begin, end, wrap);
}

}  // namespace losslab
