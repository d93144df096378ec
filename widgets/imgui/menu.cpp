#include "widgets/imgui/menu.h"

#include "widgets/imgui/inner.h"

namespace losslab {
namespace {

// The item drawn last as a place for the keyboard; true where it was pressed there.
bool add_last(Ui& ui, const ItemKeys& keys) {
  if (ui.stops == nullptr) return false;
  Stop stop;
  stop.id = inner::last_item();
  stop.low = ImGui::GetItemRectMin();
  stop.high = ImGui::GetItemRectMax();
  stop.group = keys.group;
  stop.keys = keys.keys;
  stop.initial = keys.initial;
  return ui.stops->add(stop).acted;
}

}  // namespace

bool menu_item(const std::string& label, Ui& ui, const std::string& shortcut, bool ticked, bool enabled) {
  const bool clicked = ImGui::MenuItem(label.c_str(), shortcut.empty() ? nullptr : shortcut.c_str(), ticked, enabled);
  if (clicked || !enabled || !add_last(ui, {})) return clicked;
  ImGui::CloseCurrentPopup();
  return true;
}

ListRowEvents list_row(const char* label, const ListRow& row, Ui& ui) {
  ImGuiSelectableFlags flags = row.stays ? ImGuiSelectableFlags_DontClosePopups : 0;
  if (row.double_clicks) flags |= ImGuiSelectableFlags_AllowDoubleClick;
  const bool clicked = ImGui::Selectable(label, row.selected, flags, ImVec2(row.width, row.height));
  // The rows of a window are one list.
  const bool by_keyboard = add_last(ui, {inner::this_window(), acting_keys, row.initial});
  if (by_keyboard && !row.stays) ImGui::CloseCurrentPopup();
  return {clicked || by_keyboard, by_keyboard};
}

}  // namespace losslab
