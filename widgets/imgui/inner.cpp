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

}  // namespace losslab::inner
