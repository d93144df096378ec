#include "widgets/imgui/formula_field.h"

#include <algorithm>
#include <cmath>

#include "widgets/imgui/compat.h"
#include "widgets/imgui/field.h"
#include "widgets/imgui/inner.h"
#include "widgets/imgui/polyline.h"

namespace losslab {
namespace {

constexpr int least_lines = 2, most_lines = 9;

std::string_view line_of(std::string_view text, std::size_t line) {
  for (; line > 0; --line) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) return {};
    text.remove_prefix(end + 1);
  }
  return text.substr(0, text.find('\n'));
}

float width_of(std::string_view text) {
  return text.empty() ? 0 : ImGui::CalcTextSize(text.data(), text.data() + text.size()).x;
}

// `origin`: where the first line begins.
void underline(ImDrawList& draw, const FieldMark& mark, std::string_view text, ImVec2 origin, const Ui& ui) {
  const std::string_view line = line_of(text, mark.line);
  const std::size_t from = std::min(mark.from, line.size()), to = std::clamp(mark.to, from, line.size());
  const float left = origin.x + width_of(line.substr(0, from));
  const float right = std::max(left + width_of(line.substr(from, to - from)), left + ui.px(7));
  const float bottom = origin.y + static_cast<float>(mark.line + 1) * ImGui::GetFontSize();
  const float thick = std::max(2.f, std::round(ui.px(2)));
  const Color color = ui.theme->danger;
  draw.AddRectFilled({left, bottom - ImGui::GetFontSize()}, {right, bottom}, to_im(color.with_alpha(36)), ui.px(2));
  draw.AddRectFilled({left, bottom}, {right, bottom + thick}, to_im(color));
}

struct Typed {
  std::string* text;
  bool select;
};

int on_text(ImGuiInputTextCallbackData* data) {
  auto& typed = *static_cast<Typed*>(data->UserData);
  if (data->EventFlag == ImGuiInputTextFlags_CallbackAlways) {
    if (typed.select) data->SelectAll();
    return 0;
  }
  data->UserData = typed.text;
  return resize_text(data);
}

}  // namespace

FormulaFieldEvents formula_field(const FormulaField& field, std::string& text, Ui& ui) {
  const ImVec2 at = ImGui::GetCursorScreenPos(), padding = ImGui::GetStyle().FramePadding;
  const auto lines = static_cast<int>(std::ranges::count(text, '\n')) + 1;
  // Room for one line more than there is, so that nothing scrolls when it is begun.
  const float rows = static_cast<float>(std::clamp(lines + 1, least_lines, most_lines));
  const ImVec2 size(ImGui::GetContentRegionAvail().x, rows * ImGui::GetFontSize() + 2 * padding.y + ui.px(2));
  const ImVec2 end(at.x + size.x, at.y + size.y);
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  draw.AddRectFilled(at, end, to_im(ui.theme->panel), ImGui::GetStyle().FrameRounding);

  // What is drawn here shows through the field, which is drawn after it.
  ImGui::PushStyleColor(ImGuiCol_FrameBg, IM_COL32_BLACK_TRANS);
  const std::string before = text;
  if (field.take_keyboard) ImGui::SetKeyboardFocusHere();
  begin_field(field.id, ui);
  Typed typed{&text, field.take_keyboard};
  FormulaFieldEvents events;
  events.changed = ImGui::InputTextMultiline(field.id, text.data(), text.capacity() + 1, size,
                                             ImGuiInputTextFlags_CallbackResize | ImGuiInputTextFlags_CallbackAlways,
                                             on_text, &typed);
  ui.note(field.id);
  const ImGuiID id = ImGui::GetID(field.id);
  events.begun = ImGui::IsItemActivated();
  const bool active = ImGui::IsItemActive();
  // Escape leaves the field, but takes nothing back: what is typed is there already.
  if (ImGui::IsItemDeactivated() && compat::key_pressed(ImGuiKey_Escape, false) && text != before) {
    text = before;
    events.changed = false;
  }
  end_field(ui);
  ImGui::PopStyleColor();
  if (active)
    draw.AddRect(at, end, to_im(ui.theme->accent), ImGui::GetStyle().FrameRounding, 0, line_pixels(1, ui.scale));
  if (field.wrong) {
    const ImVec2 scroll = inner::scroll_of_field(id);
    draw.PushClipRect(at, end, true);
    underline(draw, *field.wrong, text, {at.x + padding.x - scroll.x, at.y + padding.y - scroll.y}, ui);
    draw.PopClipRect();
  }
  return events;
}

}  // namespace losslab
