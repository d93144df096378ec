#include <algorithm>
#include <cmath>

#include "widgets/imgui/controls.h"
#include "widgets/imgui/icons.h"
#include "widgets/imgui/menu.h"
#include "widgets/imgui/text.h"

namespace losslab {
namespace {

// The list under the box, or above it where there is no room below, as wide as it; about ten rows before it scrolls.
std::optional<int> choice_list(const char* id, const HitArea& item, std::span<const std::string> choices, int current,
                               Ui& ui) {
  const float gap = ui.px(3), most = ui.px(320), spacing = ui.px(8);
  const float rows = static_cast<float>(choices.size());
  const float wanted = rows * (ImGui::GetTextLineHeight() + spacing) - spacing + 2 * ImGui::GetStyle().WindowPadding.y;
  const float height = std::min(wanted, most);
  const bool below = item.high.y + gap + height <= ImGui::GetIO().DisplaySize.y;
  ImGui::SetNextWindowPos(ImVec2(item.low.x, below ? item.high.y + gap : std::max(item.low.y - gap - height, 0.f)));
  ImGui::SetNextWindowSizeConstraints(ImVec2(item.high.x - item.low.x, 0),
                                      ImVec2(std::max(ui.px(420), item.high.x - item.low.x), most));
  std::optional<int> chosen;
  if (!ImGui::BeginPopup("##choices")) return chosen;
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(ui.px(8), spacing));
  for (int i = 0; i < static_cast<int>(choices.size()); ++i) {
    ImGui::PushID(i);
    const ListRow row{.selected = i == current, .initial = i == current};
    if (list_row(choices[static_cast<std::size_t>(i)].c_str(), row, ui).chosen && i != current) chosen = i;
    if (ui.controls != nullptr) ui.note(std::string(id) + "." + std::to_string(i));
    if (i == current && ImGui::IsWindowAppearing()) ImGui::SetScrollHereY();
    ImGui::PopID();
  }
  ImGui::PopStyleVar();
  ImGui::EndPopup();
  return chosen;
}

}  // namespace

std::optional<int> combo(const char* id, const std::string& label, std::span<const std::string> choices, int current,
                         Ui& ui) {
  ImGui::PushID(id);
  const TextPen pen = body_pen(ui);
  const Theme& theme = *ui.theme;
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float height = std::max(std::round(pen.height() * 1.25f), ui.px(24)) + ui.px(4);
  const float label_width = label.empty() ? 0 : std::round(width * 0.36f);
  const HitArea item = place_item("##box", ImVec2(at.x + label_width, at.y), ImVec2(width - label_width, height), ui);
  const float baseline = pen.baseline_at(item.center().y);
  const std::string shown_label = shortened(pen, label, label_width - ui.px(8));
  draw_text(draw, pen, ImVec2(at.x, baseline), to_im(theme.foreground), shown_label);
  draw.AddRectFilled(item.low, item.high, to_im(item.hovered ? theme.hover : theme.panel), ui.px(5));
  const bool any = current >= 0 && current < static_cast<int>(choices.size());
  const std::string name = any ? choices[static_cast<std::size_t>(current)] : std::string();
  const std::string shown = shortened(pen, name, item.high.x - item.low.x - ui.px(36));
  draw_text(draw, pen, ImVec2(item.low.x + ui.px(10), baseline), to_im(theme.foreground), shown);
  draw_icon(draw, Icon::chevron_down, ImVec2(item.high.x - ui.px(15), item.center().y), std::round(ui.px(10)),
            to_im(theme.muted));
  if (item.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  if (shown != name || shown_label != label) {
    tooltip(item, label.empty() ? name : ui.text("combo.whole", {{"label", label}, {"choice", name}}), ui);
  }
  if (item.clicked) ImGui::OpenPopup("##choices");
  const std::optional<int> chosen = choice_list(id, item, choices, current, ui);
  finish_row(at, ImVec2(width, height));
  ImGui::PopID();
  return chosen;
}

}  // namespace losslab
