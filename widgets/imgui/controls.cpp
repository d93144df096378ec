#include "widgets/imgui/controls.h"

#include <algorithm>
#include <cmath>

#include "widgets/imgui/icons.h"
#include "widgets/imgui/polyline.h"
#include "widgets/imgui/swatch.h"
#include "widgets/imgui/text.h"
#include "widgets/imgui/tick_box.h"
#include "widgets/imgui/wrapped.h"

namespace losslab {
namespace {

float row_height(const TextPen& pen, const Ui& ui) { return std::max(std::round(pen.height() * 1.25f), ui.px(24)); }

void ground(ImDrawList& draw, const HitArea& item, const Ui& ui, Color normal) {
  const Color pressed = mix(ui.theme->hover, ui.theme->foreground, 0.08);
  draw.AddRectFilled(item.low, item.high,
                     to_im(item.held      ? pressed
                           : item.hovered ? ui.theme->hover
                                          : normal),
                     ui.px(5));
}

}  // namespace

void section(std::string_view title, Ui& ui) {
  const TextPen pen = body_pen(ui, FontStyle::bold);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float above = ui.px(10), below = ui.px(3), width = ImGui::GetContentRegionAvail().x;
  draw_text(*ImGui::GetWindowDrawList(), pen, ImVec2(at.x, at.y + above + pen.ascent), to_im(ui.theme->foreground),
            shortened(pen, title, width));
  finish_row(at, ImVec2(width, above + pen.height() + below));
}

void wrapped_text(std::string_view text, Ui& ui) {
  const std::string lines = broken(body_pen(ui), text, ImGui::GetContentRegionAvail().x);
  ImGui::PushTextWrapPos(0);
  ImGui::TextUnformatted(lines.c_str(), lines.c_str() + lines.size());
  ImGui::PopTextWrapPos();
}

void muted_text(std::string_view text, Ui& ui) {
  ImGui::PushStyleColor(ImGuiCol_Text, to_im4(ui.theme->muted));
  wrapped_text(text, ui);
  ImGui::PopStyleColor();
}

void series_swatch(const SeriesStyle& style, double width_points, Ui& ui) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float height = ImGui::GetTextLineHeight(), width = ui.px(width_points);
  draw_swatch(*ImGui::GetWindowDrawList(), style, at.x, at.x + width, at.y + height * 0.5f, ui);
  finish_row(at, ImVec2(width, height));
}

bool check_box(const char* id, const std::string& label, bool value, Ui& ui) {
  const TextPen pen = body_pen(ui);
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float height = row_height(pen, ui), text_x = ui.px(26);
  const float room = ImGui::GetContentRegionAvail().x - text_x;
  const std::string shown = shortened(pen, label, room);
  const ImVec2 size(text_x + text_width(pen, shown) + ui.px(4), height);
  const HitArea item = place_item(id, at, size, ui);
  const float y = std::round(at.y + height * 0.5f);
  draw_tick_box(draw, ImVec2(at.x + ui.px(3), y), value, item.hovered, ui);
  draw_text(draw, pen, ImVec2(at.x + text_x, pen.baseline_at(y)), to_im(ui.theme->foreground), shown);
  if (item.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  if (shown != label) tooltip(item, label, ui);
  finish_row(at, size);
  return item.clicked;
}

std::optional<int> segmented(const char* id, std::span<const std::string> choices, int current, Ui& ui) {
  if (choices.empty()) return std::nullopt;
  ImGui::PushID(id);
  const TextPen pen = body_pen(ui);
  const Theme& theme = *ui.theme;
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x, height = row_height(pen, ui) + ui.px(4);
  const float part = width / static_cast<float>(choices.size()), inset = std::max(2.f, std::round(ui.px(2)));
  draw.AddRectFilled(at, ImVec2(at.x + width, at.y + height), to_im(theme.panel), ui.px(6));
  std::optional<int> clicked;
  const ImGuiID group = ImGui::GetID("##group");
  for (int i = 0; i < static_cast<int>(choices.size()); ++i) {
    ImGui::PushID(i);
    const float left = std::round(at.x + part * static_cast<float>(i));
    const float right = std::round(at.x + part * static_cast<float>(i + 1));
    const HitArea item = place_item("##part", ImVec2(left, at.y), ImVec2(right - left, height), ui, {group});
    ui.note(std::string(id) + "." + choices[static_cast<std::size_t>(i)]);
    const ImVec2 low(left + inset, at.y + inset), high(right - inset, at.y + height - inset);
    if (i == current) {
      draw.AddRectFilled(low, high, to_im(theme.background), ui.px(5));
      draw.AddRect(low, high, to_im(theme.border), ui.px(5), 0, line_pixels(1, ui.scale));
    } else if (item.hovered) {
      draw.AddRectFilled(low, high, to_im(theme.hover), ui.px(5));
    }
    const std::string& label = choices[static_cast<std::size_t>(i)];
    const std::string shown = shortened(pen, label, right - left - ui.px(12));
    draw_text(draw, pen, ImVec2(item.center().x - text_width(pen, shown) * 0.5f, pen.baseline_at(item.center().y)),
              to_im(i == current ? theme.foreground : theme.muted), shown);
    if (shown != label) tooltip(item, label, ui);
    if (item.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    if (item.clicked && i != current) clicked = i;
    ImGui::PopID();
  }
  finish_row(at, ImVec2(width, height));
  ImGui::PopID();
  return clicked;
}

bool button(const char* id, const std::string& label, Ui& ui, bool wide, bool initial) {
  const TextPen pen = body_pen(ui);
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float room = ImGui::GetContentRegionAvail().x, margin = ui.px(12);
  const std::string shown = shortened(pen, label, room - 2 * margin);
  const ImVec2 size(wide ? room : text_width(pen, shown) + 2 * margin, row_height(pen, ui) + ui.px(4));
  const HitArea item = place_item(id, at, size, ui, {.initial = initial});
  const bool enabled = ImGui::GetStyle().Alpha >= 1;  // BeginDisabled() lowers it
  ground(draw, item, ui, ui.theme->panel);
  draw_text(draw, pen, ImVec2(item.center().x - text_width(pen, shown) * 0.5f, pen.baseline_at(item.center().y)),
            to_im(enabled ? ui.theme->foreground : mix(ui.theme->muted, ui.theme->panel, 0.5)), shown);
  if (item.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  if (shown != label) tooltip(item, label, ui);
  finish_row(at, size);
  return item.clicked;
}

std::optional<int> tabs(const char* id, std::span<const std::string> names, int current, float room, Ui& ui) {
  ImGui::PushID(id);
  const Theme& theme = *ui.theme;
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  // As wide as in bold, so that choosing a tab moves nothing.
  const TextPen bold = body_pen(ui, FontStyle::bold), plain = body_pen(ui);
  float letters = 0;
  for (const std::string& name : names) letters += text_width(bold, name);
  const float free = (room - letters) / (2 * static_cast<float>(std::max<std::size_t>(1, names.size())));
  const float height = row_height(bold, ui) + ui.px(10), margin = std::clamp(std::floor(free), ui.px(5), ui.px(12));
  float x = at.x;
  const ImGuiID group = ImGui::GetID("##group");
  std::optional<int> clicked;
  for (int i = 0; i < static_cast<int>(names.size()); ++i) {
    const std::string& name = names[static_cast<std::size_t>(i)];
    const TextPen& pen = i == current ? bold : plain;
    const float width = std::round(text_width(bold, name) + 2 * margin);
    ImGui::PushID(i);
    const HitArea item = place_item("##tab", ImVec2(x, at.y), ImVec2(width, height), ui, {group});
    ui.note("tab." + name);
    ImGui::PopID();
    const Color color = i == current || item.hovered ? theme.foreground : theme.muted;
    draw_text(draw, pen, ImVec2(item.center().x - text_width(pen, name) * 0.5f, pen.baseline_at(item.center().y)),
              to_im(color), name);
    if (i == current) {
      const float line = std::max(2.f, std::round(ui.px(2.5)));
      draw.AddRectFilled(ImVec2(x + margin, item.high.y - line), ImVec2(x + width - margin, item.high.y),
                         to_im(theme.accent), line * 0.5f);
    }
    if (item.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    if (item.clicked && i != current) clicked = i;
    x += width;
  }
  finish_row(at, ImVec2(x - at.x, height));
  ImGui::PopID();
  return clicked;
}

}  // namespace losslab
