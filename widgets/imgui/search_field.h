#pragma once
#include <string>

#include "widgets/imgui/style.h"

namespace losslab {

// A field to search in a list, as wide as what is left: a magnifier before the text, a cross behind it that empties it,
// as Escape does. `take_focus` puts the keyboard into it with all of its text selected. True where the text changed.
bool search_field(const char* id, std::string& text, const char* placeholder, bool take_focus, Ui& ui);

}  // namespace losslab
