#include "widgets/imgui/field.h"

#include <string>

#include "widgets/imgui/inner.h"
#include "widgets/imgui/stops.h"

namespace losslab {

void begin_field(const char* id, Ui& ui) {
  if (ui.stops != nullptr && ui.stops->enters(ImGui::GetID(id))) ImGui::SetKeyboardFocusHere();
}

bool end_field(Ui& ui, const FieldKeys& keys) {
  if (ui.stops == nullptr) return false;
  Stop stop;
  stop.id = inner::last_item();
  const bool more = keys.high.x > keys.low.x;
  stop.low = more ? keys.low : ImGui::GetItemRectMin();
  stop.high = more ? keys.high : ImGui::GetItemRectMax();
  stop.text = true;
  stop.initial = keys.initial;
  if (keys.tab) stop.keys |= stop_keys({StopKey::tab});
  const bool active = ImGui::IsItemActive();
  const bool leaves = active && ui.stops->leaves(stop.id);
  if (leaves) inner::give_up_keyboard();
  if (active) ui.stops->typed_into(stop.id);
  // After Enter or Escape the keyboard is still with the field, and goes into it again.
  if (ui.stops->add(stop).acted && !active) ui.stops->enter(stop.id);
  return leaves;
}

int resize_text(ImGuiInputTextCallbackData* data) {
  if (data->EventFlag != ImGuiInputTextFlags_CallbackResize) return 0;
  auto& text = *static_cast<std::string*>(data->UserData);
  text.resize(static_cast<std::size_t>(data->BufTextLen));
  data->Buf = text.data();
  return 0;
}

}  // namespace losslab
