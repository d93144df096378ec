// MATLAB and Octave: one function of an array that gives the value and the gradient.
#include <fmt/format.h>

#include "losses/expression/code/languages.h"
#include "losses/expression/code/writer.h"

namespace losslab {
namespace {

std::optional<CodeText> special(const CodeWriter& writer, int node) {
  const ExpressionGraph& graph = writer.graph();
  if (!graph.is(node, Operation::sigmoid)) return std::nullopt;
  const int x = graph.argument(node, 0);
  return CodeText{fmt::format("1 ./ (1 + exp({}))", writer.negated(x)), Binding::product};
}

CodeSyntax syntax() {
  CodeSyntax syntax;
  syntax.infix = usual_operators();
  syntax.infix[Operation::multiply] = "{0} .* {1}";
  syntax.infix[Operation::divide] = "{0} ./ {1}";
  syntax.infix[Operation::power] = "{0}.^{1}";
  syntax.calls = usual_functions();
  syntax.calls[Operation::erf] = "erf({0})";
  syntax.calls[Operation::softplus] = "softplus({0})";
  syntax.calls[Operation::min] = "min({0}, {1})";
  syntax.calls[Operation::max] = "max({0}, {1})";
  syntax.calls[Operation::clip] = "min(max({0}, {1}), {2})";
  syntax.calls[Operation::choose] = "choose({0}, {1}, {2})";
  syntax.pi = "pi";
  syntax.infinity = "Inf";
  syntax.special = special;
  syntax.reserved = {"break",    "case",   "catch", "continue",  "else",     "elseif",     "end",     "for",
                     "function", "global", "if",    "otherwise", "parfor",   "persistent", "return",  "switch",
                     "try",      "while",  "pi",    "choose",    "softplus", "value",      "gradient"};
  return syntax;
}

}  // namespace

std::string write_matlab(const LossCode& code) {
  const CodeSyntax form = syntax();
  CodeWriter writer(code, form);
  const std::string& x = writer.variable();
  const CodeBody body = writer.body({code.value, code.gradient});
  std::string text;
  std::string parameters;
  for (std::size_t i = 0; i < code.parameters.size(); ++i) parameters += ", " + writer.parameter(i);
  text += fmt::format("function [value, gradient] = {}({}{})\n", writer.function(), x, parameters);
  text += commented(code, "  %");
  for (std::size_t i = 0; i < code.parameters.size(); ++i) {
    text += fmt::format("  if nargin < {}, {} = {}; end\n", i + 2, writer.parameter(i),
                        writer.number(code.parameters[i].value));
  }
  std::string lines;
  for (const CodeLine& line : body.lines)
    lines += wrapped(fmt::format("  {} = {};", line.name, line.text), 100, "...") + "\n";
  const auto result = [&](const char* name, std::size_t which, int root) {
    const char* line = writer.graph().has_variable(root) ? "  {} = {};" : "  {} = ({}) .* ones(size({}));";
    lines += wrapped(fmt::format(fmt::runtime(line), name, body.results[which], x), 100, "...") + "\n";
  };
  result("value", 0, code.value);
  result("gradient", 1, code.gradient);
  text += lines + "end\n";
  if (lines.find("softplus(") != std::string::npos) {
    text += "\nfunction y = softplus(x)\n  y = max(x, 0) + log1p(exp(-abs(x)));\nend\n";
  }
  if (lines.find("choose(") != std::string::npos) {
    text +=
        "\nfunction y = choose(condition, yes, no)\n  y = yes + zeros(size(condition + yes + no));\n"
        "  other = no + zeros(size(y));\n  condition = condition & true(size(y));\n  y(~condition) = "
        "other(~condition);\nend\n";
  }
  return text;
}

}  // namespace losslab
