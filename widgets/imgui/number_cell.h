#pragma once
#include <array>
#include <optional>
#include <string>

#include "widgets/imgui/style.h"

namespace losslab {

// What a cell keeps from frame to frame: what is being typed.
struct NumberCell {
  std::array<char, 24> text{};
  bool typing = false;
};
// A number in a small field, as wide as `width` pixels, that is clicked or entered and typed over. Returns what was
// typed once it is left or Enter was pressed, where it is another text; no number: NaN.
std::optional<double> number_cell(const char* id, const std::string& shown, float width, NumberCell& cell, Ui& ui);

}  // namespace losslab
