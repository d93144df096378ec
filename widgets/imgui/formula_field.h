#pragma once
#include <optional>
#include <string>

#include "widgets/imgui/style.h"

namespace losslab {

// A part of a line of a text, in bytes; an empty one stands between two letters.
struct FieldMark {
  std::size_t line = 0, from = 0, to = 0;
  friend bool operator==(const FieldMark&, const FieldMark&) = default;
};

// A field of several lines, as tall as what it holds, in which a place can be underlined as wrong.
struct FormulaField {
  const char* id;
  std::optional<FieldMark> wrong{};
  bool take_keyboard = false;  // with all of the text selected; until `begun` says that it has
};
struct FormulaFieldEvents {
  bool changed = false;  // the text is another than in the last frame
  bool begun = false;    // the keyboard has just come to it
};
FormulaFieldEvents formula_field(const FormulaField& field, std::string& text, Ui& ui);

}  // namespace losslab
