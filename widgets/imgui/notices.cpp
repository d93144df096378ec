#include <algorithm>
#include <cmath>

#include "widgets/figure/formula.h"
#include "widgets/imgui/controls.h"
#include "widgets/imgui/item.h"
#include "widgets/imgui/painter.h"
#include "widgets/imgui/text.h"
#include "widgets/imgui/wrapped.h"

namespace losslab {

bool banner(const char* id, const std::string& whole, const std::string& action, Ui& ui) {
  const Theme& theme = *ui.theme;
  const TextPen plain = body_pen(ui), bold = body_pen(ui, FontStyle::bold);
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x, margin = ui.px(12), pad = ui.px(7);
  const float action_width = action.empty() ? 0 : text_width(bold, action) + 2 * ui.px(10);
  const float text_room = std::max(width - 2 * margin - action_width - (action.empty() ? 0 : ui.px(10)), ui.px(60));
  const std::string text = broken(plain, whole, text_room);
  const ImVec2 wrapped = plain.font->CalcTextSizeA(plain.pixels, text_room, text_room, text.c_str());
  const float height = std::max(wrapped.y + 2 * pad, std::round(plain.height() + 2 * pad));
  draw.AddRectFilled(at, ImVec2(at.x + width, at.y + height),
                     to_im(mix(theme.background, theme.danger, theme.dark ? 0.25 : 0.12)), ui.px(6));
  draw.AddRectFilled(at, ImVec2(at.x + std::round(ui.px(3)), at.y + height), to_im(theme.danger), ui.px(2));
  draw.AddText(plain.font, plain.pixels, ImVec2(at.x + margin, std::round(at.y + (height - wrapped.y) * 0.5f)),
               to_im(theme.foreground), text.c_str(), nullptr, text_room);
  bool clicked = false;
  if (!action.empty()) {
    const float tall = std::min(height - ui.px(6), plain.height() + ui.px(10));
    const HitArea item = place_item(id, ImVec2(at.x + width - action_width - ui.px(5), at.y + (height - tall) * 0.5f),
                                    ImVec2(action_width, tall), ui);
    ui.note(id);
    if (item.hovered) draw.AddRectFilled(item.low, item.high, to_im(theme.danger.with_alpha(40)), ui.px(5));
    draw_text(draw, bold, ImVec2(item.low.x + ui.px(10), bold.baseline_at(item.center().y)),
              to_im(mix(theme.danger, theme.foreground, 0.15)), action);
    if (item.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    clicked = item.clicked;
  }
  finish_row(at, ImVec2(width, height));
  return clicked;
}

void formula(std::string_view tex, double font_points, Ui& ui) {
  const FontSet none;
  const ImGuiTextMeasure measure(ui.fonts ? *ui.fonts : none, ui.scale);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const double room = static_cast<double>(ImGui::GetContentRegionAvail().x) / ui.scale;
  DisplayList list = set_formula(tex, font_points, ui.theme->foreground, measure);
  if (list.size.width > room && room > 0) {
    // Glyphs do not shrink quite in proportion, hence the little less.
    list = set_formula(tex, font_points * room / list.size.width * 0.98, ui.theme->foreground, measure);
  }
  paint(list, *ImGui::GetWindowDrawList(), at, ui);
  finish_row(at, ImVec2(ui.px(std::min(list.size.width, room)), ui.px(list.size.height)));
}

}  // namespace losslab
