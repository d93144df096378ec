#pragma once
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace losslab {

// What a node of an expression does with its arguments.
enum class Operation : unsigned char {
  number,
  variable,
  parameter,
  negate,
  add,
  subtract,
  multiply,
  divide,
  power,
  abs,
  sign,
  sqrt,
  exp,
  log,
  log1p,
  expm1,
  sin,
  cos,
  tan,
  atan,
  sinh,
  cosh,
  tanh,
  sigmoid,
  softplus,
  erf,
  min,
  max,   // of two
  clip,  // x, low, high
  less,
  less_equal,
  greater,
  greater_equal,
  equal,  // conditions: only the first argument of `choose`, or parts of `both`
  both,   // two conditions that both hold: a chain of comparisons
  choose  // if(condition, a, b)
};

// Whether the operation gives a condition, not a number.
constexpr bool is_condition(Operation operation) {
  return operation >= Operation::less && operation <= Operation::both;
}

// The part of the text that a node was read from: columns from 0, in bytes, the end excluded; on a line, from 0.
struct TextRange {
  std::size_t line = 0, from = 0, to = 0;
  friend bool operator==(const TextRange&, const TextRange&) = default;
};

struct ExpressionNode {
  Operation operation;
  std::array<int, 3> arguments{-1, -1, -1};  // indices of nodes before this one
  double number = 0;                         // of Operation::number
  int parameter = -1;                        // of Operation::parameter: its index
  TextRange where;
};

// An intermediate value that a line names: "z = r/c".
struct NamedValue {
  std::string name;
  int node;
};

// A formula that has been read: nodes in an order in which each follows its arguments; the last one is the value.
// Equal subexpressions are one node. Nothing is simplified: what was written is what is there.
struct Expression {
  std::string variable;                 // "r", "m", "p", "q", as typed
  std::vector<std::string> parameters;  // names in the order in which they first occur, Greek letters by name ("delta")
  std::vector<ExpressionNode> nodes;
  std::vector<NamedValue> names;  // of the lines below that are used, in their order; a name that only renames is none
};

// What a formula may have at most.
inline constexpr std::size_t longest_formula = 2000;  // bytes, all lines together
inline constexpr std::size_t most_formula_lines = 40;
inline constexpr std::size_t deepest_formula = 60;  // parentheses, functions, signs and powers within each other
inline constexpr std::size_t most_formula_nodes = 600;
inline constexpr std::size_t most_formula_parameters = 8;

// Reads lines such as "c^2/2*log(1+z^2)" and, below it or behind a semicolon, "z = r/c". `variable` is the name of the
// axis. Throws ExpressionError with one sentence and the place.
Expression parse_expression(std::string_view text, std::string_view variable);

}  // namespace losslab
