#pragma once
#include <string>
#include <utility>
#include <vector>

namespace losslab {

// A node of an expression. Operators are calls of their own sign: "+", "<", "and"; "-1" is the sign.
struct MeasureNode {
  enum class Kind : unsigned char { number, text, list, name, member, call } kind = Kind::number;
  double number = 0;
  std::string text;                // of a text, a name, a member or an operator
  std::vector<MeasureNode> of;     // member: what it is of; call: what is called, then the arguments; list: items
  std::vector<std::string> named;  // call: the names of the last arguments, as many as have one
  bool is_operator = false;        // call: `text` is the operator, and `of` are its operands alone
};

// Deepest nesting: what is written by people is far from it.
inline constexpr int deepest_measure = 60;

}  // namespace losslab
