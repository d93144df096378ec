#include "widgets/imgui/sketch.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "widgets/imgui/item.h"
#include "widgets/imgui/polyline.h"
#include "widgets/imgui/swatch.h"
#include "widgets/imgui/text.h"
#include "widgets/imgui/tick_box.h"

namespace losslab {
namespace {

constexpr double kWidth = 40, kHeight = 18;  // of a sketch, in points

TextPen note_pen(const Ui& ui) { return body_pen(ui, FontStyle::regular, 0.85); }

void row_sketch(ImDrawList& draw, const SketchRow& row, ImVec2 low, Ui& ui) {
  const Theme& theme = *ui.theme;
  const ImVec2 high(low.x + std::round(ui.px(kWidth)), low.y + std::round(ui.px(kHeight)));
  const float thin = std::max(1.f, std::floor(ui.scale));
  const float zero = std::round(high.y - static_cast<float>(row.zero) * (high.y - low.y));
  draw.AddRectFilled(ImVec2(low.x, zero), ImVec2(high.x, zero + thin), to_im(theme.border));
  const Color ink = row.ticked ? row.style.color : mix(theme.background, theme.muted, 0.85);
  draw_sketch(draw, row.curve, low, high, to_im(ink), ui);
}

}  // namespace

void draw_sketch(ImDrawList& draw, std::span<const Point> curve, ImVec2 low, ImVec2 high, ImU32 color, const Ui& ui) {
  const float width = line_pixels(1.25, ui.scale);
  std::array<ImVec2, 80> pixels;
  std::size_t count = 0;
  const auto flush = [&] {
    if (count > 1) draw.AddPolyline(pixels.data(), static_cast<int>(count), color, ImDrawFlags_None, width);
  };
  for (const Point& p : curve) {
    if (!std::isfinite(p.y)) {
      flush();
      count = 0;
      continue;
    }
    if (count == pixels.size()) {  // a long piece goes on from its last point
      flush();
      pixels[0] = pixels[count - 1];
      count = 1;
    }
    pixels[count++] =
        ImVec2(low.x + static_cast<float>(p.x) * (high.x - low.x), high.y - static_cast<float>(p.y) * (high.y - low.y));
  }
  flush();
}

float sketch_row_height(const Ui& ui, bool noted) {
  const float line = std::max(std::round(body_pen(ui).height() * 1.25f), ui.px(24));
  return noted ? line + std::round(note_pen(ui).height() * 1.2f) : line;
}

SketchRowEvents sketch_row(const SketchRow& row, Ui& ui) {
  const ImGuiID group = ImGui::GetID("##rows");
  ImGui::PushID(row.id);
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x, height = sketch_row_height(ui, !row.note.empty());
  const float box_width = ui.px(26);
  const float y = std::round(at.y + sketch_row_height(ui) * 0.5f);
  const HitArea box = place_item("##box", at, ImVec2(box_width, height), ui, {group});
  if (ui.controls != nullptr) ui.note(std::string(row.id) + ".box");
  const HitArea name =
      place_item("##name", ImVec2(at.x + box_width, at.y), ImVec2(width - box_width, height), ui, {group});
  if (ui.controls != nullptr) ui.note(row.id);
  if (!ImGui::IsRectVisible(at, ImVec2(at.x + width, at.y + height))) {
    finish_row(at, ImVec2(width, height));
    ImGui::PopID();
    return {box.clicked, name.clicked, false};
  }
  const Theme& theme = *ui.theme;
  if (name.hovered || row.chosen) {
    const Color chosen = mix(theme.background, theme.accent, theme.dark ? 0.22 : 0.11);
    draw.AddRectFilled(name.low, name.high, to_im(row.chosen ? chosen : theme.hover), ui.px(5));
  }
  draw_tick_box(draw, ImVec2(at.x + ui.px(3), y), row.ticked, box.hovered, ui);
  float x = std::round(at.x + box_width + ui.px(5));
  row_sketch(draw, row, ImVec2(x, y - std::round(ui.px(kHeight) * 0.5f)), ui);
  x += std::round(ui.px(kWidth + 9));
  float right = at.x + width - ui.px(6);
  if (row.ticked) {
    right -= ui.px(26);
    draw_swatch(draw, row.style, right, right + ui.px(26), y, ui);
    right -= ui.px(6);
  }
  const TextPen pen = body_pen(ui, row.chosen ? FontStyle::bold : FontStyle::regular);
  const ImVec2 baseline(x, pen.baseline_at(y));
  if (text_width(pen, row.name) <= right - x) {
    draw_text(draw, pen, baseline, to_im(theme.foreground), row.name);
  } else {
    draw_text(draw, pen, baseline, to_im(theme.foreground), shortened(pen, row.name, right - x));
    tooltip(name, row.name, ui);
  }
  if (!row.note.empty()) {
    const TextPen small = note_pen(ui);
    const ImVec2 below(x, small.baseline_at(std::round(at.y + height - small.height() * 0.75f)));
    draw_text(draw, small, below, to_im(theme.muted), shortened(small, row.note, at.x + width - ui.px(6) - x));
  }
  if (box.hovered || name.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  finish_row(at, ImVec2(width, height));
  ImGui::PopID();
  return {box.clicked, name.clicked, box.hovered || name.hovered};
}

HiddenRows::HiddenRows(const Ui& ui)
    : spacing_(ImGui::GetStyle().ItemSpacing.y), all_(ui.stops != nullptr && ui.stops->walking()) {
  const float margin = ImGui::GetFrameHeight() + spacing_;
  top_ = ImGui::GetWindowPos().y - margin;
  bottom_ = ImGui::GetWindowPos().y + ImGui::GetWindowHeight() + margin;
}

ImVec2 HiddenRows::at() const {
  const ImVec2 cursor = ImGui::GetCursorScreenPos();
  return ImVec2(cursor.x, cursor.y + pending_);
}

bool HiddenRows::skip(float height) {
  if (all_) return false;
  const float y = at().y;
  if (y + height >= top_ && y <= bottom_) return false;
  pending_ += height + spacing_;
  return true;
}

void HiddenRows::take() {
  if (pending_ > spacing_) ImGui::Dummy(ImVec2(0, pending_ - spacing_));
  pending_ = 0;
}

}  // namespace losslab
