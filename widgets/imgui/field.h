#pragma once
#include "widgets/imgui/style.h"

namespace losslab {

// Around a field of Dear ImGui that is typed into: Tab and Enter go into it, Tab leaves it with what was typed.
void begin_field(const char* id, Ui& ui);
// Right after the field. True where Tab leaves it in this frame: what it holds now is what was typed.
struct FieldKeys {
  bool initial = false;  // where a dialog begins
  bool tab = false;      // it has a use for Tab itself, see Stops::presses() and pass_tab()
  ImVec2 low{}, high{};  // pixels: what it looks like, where that is more than the field
};
bool end_field(Ui& ui, const FieldKeys& keys = {});

// The callback of a field whose buffer is a std::string (its user data), with ImGuiInputTextFlags_CallbackResize: the
// field is given text.capacity() + 1 bytes, and asks for more through it.
int resize_text(ImGuiInputTextCallbackData* data);

}  // namespace losslab
