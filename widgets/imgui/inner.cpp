#include "widgets/imgui/inner.h"

#include <imgui_internal.h>

namespace losslab::inner {

int open_popups() { return ImGui::GetCurrentContext()->OpenPopupStack.Size; }

ImGuiID popup_id(int level) { return ImGui::GetCurrentContext()->OpenPopupStack[level].PopupId; }

bool is_dialog(int level) {
  const ImGuiWindow* const window = ImGui::GetCurrentContext()->OpenPopupStack[level].Window;
  return window != nullptr && (window->Flags & ImGuiWindowFlags_Modal) != 0;
}

int popup_level() { return ImGui::GetCurrentContext()->BeginPopupStack.Size; }

void close_popups(int remaining) { ImGui::ClosePopupToLevel(remaining, true); }

bool disabled() { return (ImGui::GetCurrentContext()->CurrentItemFlags & ImGuiItemFlags_Disabled) != 0; }

ImGuiID last_item() { return ImGui::GetCurrentContext()->LastItemData.ID; }

ImGuiID this_window() { return ImGui::GetCurrentContext()->CurrentWindow->ID; }

void give_up_keyboard() { ImGui::ClearActiveID(); }

ImVec2 scroll_of_field(ImGuiID id) {
  ImVec2 scroll(0, 0);
  for (const ImGuiWindow* window : ImGui::GetCurrentContext()->Windows) {
    if (window->ChildId == id) scroll.y = window->Scroll.y;
  }
  // Sideways it is, as long as it is typed into.
  if (ImGui::GetActiveID() != id) return scroll;
#if IMGUI_VERSION_NUM >= 19120
  if (const ImGuiInputTextState* state = ImGui::GetInputTextState(id)) scroll.x = state->Scroll.x;
#else
  if (const ImGuiInputTextState* state = ImGui::GetInputTextState(id)) scroll.x = state->ScrollX;
#endif
  return scroll;
}

}  // namespace losslab::inner
