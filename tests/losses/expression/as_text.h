#pragma once
#include <fmt/format.h>

#include <array>
#include <string>
#include <vector>

#include "losses/expression/expression.h"

namespace losslab::testing {

// An expression as it was understood, every operation in brackets: "(/ (^ r 2) 2)".
inline std::string as_text(const Expression& expression) {
  static constexpr std::array names{
      "number",   "variable", "parameter", "neg",   "+",    "-",   "*",   "/",    "^",    "abs",  "sign", "sqrt",
      "exp",      "log",      "log1p",     "expm1", "sin",  "cos", "tan", "atan", "sinh", "cosh", "tanh", "sigmoid",
      "softplus", "erf",      "min",       "max",   "clip", "<",   "<=",  ">",    ">=",   "==",   "and",  "if"};
  std::vector<std::string> texts;
  for (const ExpressionNode& node : expression.nodes) {
    if (node.operation == Operation::number) {
      texts.push_back(fmt::format("{}", node.number));
    } else if (node.operation == Operation::variable) {
      texts.push_back(expression.variable);
    } else if (node.operation == Operation::parameter) {
      texts.push_back(expression.parameters[static_cast<std::size_t>(node.parameter)]);
    } else {
      std::string text = fmt::format("({}", names[static_cast<std::size_t>(node.operation)]);
      for (const int argument : node.arguments) {
        if (argument >= 0) text += " " + texts[static_cast<std::size_t>(argument)];
      }
      texts.push_back(text + ")");
    }
  }
  return texts.back();
}
inline std::string understood(std::string_view text, std::string_view variable = "r") {
  return as_text(parse_expression(text, variable));
}

}  // namespace losslab::testing
