#pragma once
#include <array>
#include <optional>
#include <string>

#include "widgets/imgui/style.h"

namespace losslab {

// What a field keeps from frame to frame: what is being typed.
struct TypedField {
  std::array<char, 400> text{};
  bool active = false;
};
// A small field that shows `now` until it is typed into, as wide as `width` pixels (−1: all that is left). Returns what
// was typed once it is left or Enter was pressed, where it is another text.
std::optional<std::string> typed_field(const char* field, const std::string& now, float width, TypedField& kept,
                                       Ui& ui);

}  // namespace losslab
