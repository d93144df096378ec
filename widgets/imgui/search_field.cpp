#include "widgets/imgui/search_field.h"

#include <algorithm>
#include <cmath>

#include "widgets/imgui/compat.h"
#include "widgets/imgui/field.h"
#include "widgets/imgui/icons.h"
#include "widgets/imgui/polyline.h"

namespace losslab {
namespace {

void magnifier(ImDrawList& draw, ImVec2 center, float size, ImU32 color) {
  const float radius = size * 0.34f, width = std::max(1.f, std::round(size / 9));
  const ImVec2 lens(center.x - size * 0.1f, center.y - size * 0.1f);
  draw.AddCircle(lens, radius, color, 0, width);
  const float near_end = radius * 0.75f, far_end = radius * 1.75f;
  draw.AddLine(ImVec2(lens.x + near_end, lens.y + near_end), ImVec2(lens.x + far_end, lens.y + far_end), color, width);
}

}  // namespace

bool search_field(const char* id, std::string& text, const char* placeholder, bool take_focus, Ui& ui) {
  const Theme& theme = *ui.theme;
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x, height = ImGui::GetFrameHeight();
  const float icon = ui.px(26), clear = text.empty() ? ui.px(6) : ui.px(24);
  draw.AddRectFilled(at, ImVec2(at.x + width, at.y + height), to_im(theme.panel), ui.px(5));
  magnifier(draw, ImVec2(at.x + icon * 0.55f, at.y + height * 0.5f), std::round(ui.px(15)), to_im(theme.muted));

  ImGui::PushID(id);
  ImGui::SetCursorScreenPos(ImVec2(at.x + icon, at.y));
  ImGui::PushItemWidth(std::max(width - icon - clear, 1.f));
  ImGui::PushStyleColor(ImGuiCol_FrameBg, IM_COL32_BLACK_TRANS);
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(0, ImGui::GetStyle().FramePadding.y));
  if (take_focus) ImGui::SetKeyboardFocusHere();
  begin_field("##text", ui);
  bool changed = ImGui::InputTextWithHint("##text", placeholder, text.data(), text.capacity() + 1,
                                          ImGuiInputTextFlags_CallbackResize | ImGuiInputTextFlags_AutoSelectAll,
                                          resize_text, &text);
  if (ui.controls != nullptr) ui.note(id);
  const bool typed_into = ImGui::IsItemActive(), left = ImGui::IsItemDeactivated();
  // The cross at its end is a place of its own.
  const ImVec2 end(at.x + width - (text.empty() ? 0 : clear), at.y + height);
  end_field(ui, {.low = at, .high = end});
  ImGui::PopStyleVar();
  ImGui::PopStyleColor();
  ImGui::PopItemWidth();
  if (left && compat::key_pressed(ImGuiKey_Escape, false) && !text.empty()) {
    text.clear();
    changed = true;
  }
  if (typed_into) {
    draw.AddRect(at, ImVec2(at.x + width, at.y + height), to_im(theme.accent), ui.px(5), 0, line_pixels(1, ui.scale));
  }
  if (!text.empty()) {
    const float side = ui.px(20);
    const ImVec2 corner(at.x + width - side - ui.px(3), at.y + std::floor((height - side) * 0.5f));
    if (icon_button("clear", Icon::close, corner, 20, ui.text("search_field.clear"), ui, theme.muted)) {
      text.clear();
      changed = true;
    }
  }
  ImGui::PopID();
  finish_row(at, ImVec2(width, height));
  return changed;
}

}  // namespace losslab
