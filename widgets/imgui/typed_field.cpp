#include "widgets/imgui/typed_field.h"

#include <imgui.h>

#include <algorithm>

#include "widgets/imgui/field.h"

namespace losslab {

std::optional<std::string> typed_field(const char* field, const std::string& now, float width, TypedField& kept,
                                       Ui& ui) {
  if (!kept.active) {
    const std::size_t length = std::min(now.size(), kept.text.size() - 1);
    std::copy_n(now.begin(), length, kept.text.begin());
    kept.text[length] = '\0';
  }
  ImGui::PushItemWidth(width);
  begin_field(field, ui);
  const bool entered = ImGui::InputText(field, kept.text.data(), kept.text.size(),
                                        ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_AutoSelectAll);
  ui.note(field);
  const bool left = ImGui::IsItemDeactivatedAfterEdit();
  kept.active = ImGui::IsItemActive();
  const bool tab = end_field(ui);
  ImGui::PopItemWidth();
  std::string typed(kept.text.data());
  if (!(entered || left || tab) || typed == now) return std::nullopt;
  return typed;
}

}  // namespace losslab
