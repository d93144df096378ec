#pragma once
#include <string_view>

namespace losslab {

// How much space an atom of a formula wants around it.
enum class AtomClass : unsigned char { ordinary, function, binary, relation, opening, closing, punctuation };

struct FormulaSymbol {
  std::string_view name;  // without the backslash
  std::string_view text;  // UTF-8
  AtomClass kind;
  bool italic;
};

// The symbol of a command, or nullptr.
const FormulaSymbol* find_symbol(std::string_view name);
// The class of a character that stands for itself, such as "≤" or "+".
AtomClass class_of(std::string_view character);
// Small Greek letters are variables.
bool is_small_greek(std::string_view character);

}  // namespace losslab
