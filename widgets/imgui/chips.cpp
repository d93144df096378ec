#include "widgets/imgui/chips.h"

#include <algorithm>
#include <cmath>

#include "widgets/imgui/item.h"
#include "widgets/imgui/polyline.h"
#include "widgets/imgui/text.h"

namespace losslab {
ChipRow::ChipRow(Ui& ui)
    : ui_(ui),
      start_(ImGui::GetCursorScreenPos()),
      at_(start_),
      room_(ImGui::GetContentRegionAvail().x),
      height_(std::round(std::max(ui.px(22), body_pen(ui).height() * 1.3f))) {}

bool ChipRow::chip(const char* id, std::string_view label, bool on, std::string_view tip) {
  const Theme& theme = *ui_.theme;
  const TextPen pen = body_pen(ui_);
  const float margin = ui_.px(8), gap = ui_.px(5);
  const float width = std::round(text_width(pen, label) + 2 * margin);
  if (at_.x > start_.x && at_.x + width > start_.x + room_) at_ = ImVec2(start_.x, at_.y + height_ + gap);
  const HitArea item = place_item(id, at_, ImVec2(width, height_), ui_, {ImGui::GetID("##chips")});
  if (ui_.controls != nullptr) ui_.note(id);
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const float round = height_ * 0.5f;
  if (on) {
    draw.AddRectFilled(item.low, item.high, to_im(mix(theme.background, theme.accent, theme.dark ? 0.34 : 0.16)),
                       round);
  } else if (item.hovered) {
    draw.AddRectFilled(item.low, item.high, to_im(theme.hover), round);
  }
  draw.AddRect(item.low, item.high, to_im(on ? theme.accent : theme.border), round, 0, line_pixels(1, ui_.scale));
  draw_text(draw, pen, ImVec2(item.low.x + margin, pen.baseline_at(item.center().y)),
            to_im(on || item.hovered ? theme.foreground : theme.muted), label);
  if (item.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  tooltip(item, tip, ui_);
  at_.x += width + gap;
  return item.clicked;
}

void ChipRow::end() { finish_row(start_, ImVec2(room_, at_.y + height_ - start_.y)); }

bool text_link(const char* id, std::string_view label, float right, float y, std::string_view tip, Ui& ui,
               float& left) {
  const TextPen pen = body_pen(ui);
  const float margin = ui.px(6), height = std::round(pen.height() + ui.px(4));
  const float width = std::round(text_width(pen, label) + 2 * margin);
  const ImVec2 after = ImGui::GetCursorScreenPos();
  left = std::round(right - width);
  const HitArea item = place_item(id, ImVec2(left, std::round(y - height * 0.5f)), ImVec2(width, height), ui);
  if (ui.controls != nullptr) ui.note(id);
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  if (item.hovered) {
    draw.AddRectFilled(item.low, item.high, to_im(ui.theme->hover), ui.px(4));
    ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  }
  draw_text(draw, pen, ImVec2(left + margin, pen.baseline_at(item.center().y)),
            to_im(item.hovered ? ui.theme->foreground : ui.theme->muted), label);
  tooltip(item, tip, ui);
  ImGui::SetCursorScreenPos(after);
  return item.clicked;
}

}  // namespace losslab
