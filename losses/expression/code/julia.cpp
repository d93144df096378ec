// Julia: functions of a number, broadcast with a dot.
#include <fmt/format.h>

#include "losses/expression/code/languages.h"
#include "losses/expression/code/writer.h"

namespace losslab {
namespace {

std::optional<CodeText> special(const CodeWriter& writer, int node) {
  const ExpressionGraph& graph = writer.graph();
  if (!graph.is(node, Operation::sigmoid)) return std::nullopt;
  const int x = graph.argument(node, 0);
  return CodeText{fmt::format("1 / (1 + exp({}))", writer.negated(x)), Binding::product};
}

CodeSyntax syntax() {
  CodeSyntax syntax;
  syntax.infix = usual_operators();
  syntax.infix[Operation::both] = "{0} && {1}";
  syntax.infix[Operation::choose] = "{0} ? {1} : {2}";
  syntax.calls = usual_functions();
  syntax.calls[Operation::erf] = "erf({0})";
  syntax.calls[Operation::softplus] = "softplus({0})";
  syntax.calls[Operation::min] = "min({0}, {1})";
  syntax.calls[Operation::max] = "max({0}, {1})";
  syntax.calls[Operation::clip] = "clamp({0}, {1}, {2})";
  syntax.pi = "pi";
  syntax.infinity = "Inf";
  syntax.special = special;
  syntax.real_defaults = true;
  syntax.reserved = {"baremodule", "begin",  "break",  "catch", "const",   "continue", "do",       "else",
                     "elseif",     "end",    "export", "false", "finally", "for",      "function", "global",
                     "if",         "import", "let",    "local", "macro",   "module",   "quote",    "return",
                     "struct",     "true",   "try",    "using", "while",   "pi",       "softplus"};
  return syntax;
}

std::string function_text(CodeWriter& writer, const std::string& name, int root) {
  const CodeBody body = writer.body({root});
  const std::string parameters = writer.defaults(" = ");
  std::string text =
      fmt::format("function {}({}{}{})\n", name, writer.variable(), parameters.empty() ? "" : "; ", parameters);
  for (const CodeLine& line : body.lines) text += fmt::format("    {} = {}\n", line.name, line.text);
  return text + fmt::format("    return {}\nend\n", body.results[0]);
}

}  // namespace

std::string write_julia(const LossCode& code) {
  const CodeSyntax form = syntax();
  CodeWriter writer(code, form);
  const std::string functions = function_text(writer, writer.function(), code.value) + "\n" +
                                function_text(writer, writer.function() + "_gradient", code.gradient);
  std::string text = commented(code, "#");
  text += fmt::format("# Of an array: {}.({})\n\n", writer.function(), writer.variable());
  if (functions.find(" erf(") != std::string::npos || functions.find("(erf(") != std::string::npos)
    text += "using SpecialFunctions: erf\n\n";
  if (functions.find("softplus(") != std::string::npos) text += "softplus(x) = max(x, 0) + log1p(exp(-abs(x)))\n\n";
  return text + functions;
}

}  // namespace losslab
