#include "widgets/imgui/number_cell.h"

#include <imgui.h>

#include <algorithm>
#include <limits>

#include "widgets/imgui/field.h"
#include "widgets/imgui/slider_value.h"

namespace losslab {

std::optional<double> number_cell(const char* id, const std::string& shown, float width, NumberCell& cell, Ui& ui) {
  if (!cell.typing) {
    cell.text = {};
    std::copy_n(shown.begin(), std::min(shown.size(), cell.text.size() - 1), cell.text.begin());
  }
  ImGui::PushItemWidth(width);
  begin_field(id, ui);
  const bool entered = ImGui::InputText(id, cell.text.data(), cell.text.size(),
                                        ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_AutoSelectAll);
  ui.note(id);
  const bool left = ImGui::IsItemDeactivated();
  cell.typing = ImGui::IsItemActive();
  const bool by_tab = end_field(ui);
  ImGui::PopItemWidth();
  if (!(entered || left || by_tab) || shown == cell.text.data()) return std::nullopt;
  cell.typing = false;
  return parse_typed_number(cell.text.data()).value_or(std::numeric_limits<double>::quiet_NaN());
}

}  // namespace losslab
