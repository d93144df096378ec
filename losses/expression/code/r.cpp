// R: functions of a vector.
#include <fmt/format.h>

#include "losses/expression/code/languages.h"
#include "losses/expression/code/writer.h"

namespace losslab {
namespace {

std::optional<CodeText> special(const CodeWriter& writer, int node) {
  const ExpressionGraph& graph = writer.graph();
  if (graph.is(node, Operation::choose) && !graph.has_variable(graph.argument(node, 0))) {
    // ifelse() gives as many numbers as its condition has.
    return CodeText{fmt::format("if ({}) {} else {}", writer(graph.argument(node, 0)),
                                writer.operand(graph.argument(node, 1), Binding::choice),
                                writer.operand(graph.argument(node, 2), Binding::choice)),
                    Binding::loosest};
  }
  if (!graph.is(node, Operation::softplus)) return std::nullopt;
  const int x = graph.argument(node, 0);
  return CodeText{fmt::format("-plogis({}, log.p = TRUE)", writer.negated(x)), Binding::sign};
}

CodeSyntax syntax() {
  CodeSyntax syntax;
  syntax.infix = usual_operators();
  syntax.calls = usual_functions();
  syntax.calls[Operation::sigmoid] = "plogis({0})";
  syntax.calls[Operation::erf] = "(2 * pnorm(({0}) * sqrt(2)) - 1)";
  syntax.calls[Operation::min] = "pmin({0}, {1})";
  syntax.calls[Operation::max] = "pmax({0}, {1})";
  syntax.calls[Operation::clip] = "pmin(pmax({0}, {1}), {2})";
  syntax.calls[Operation::choose] = "ifelse({0}, {1}, {2})";
  syntax.pi = "pi";
  syntax.infinity = "Inf";
  syntax.special = special;
  syntax.reserved = {"if", "else", "repeat", "while", "function", "for", "next", "break",
                     "in", "pi",   "TRUE",   "FALSE", "NULL",     "Inf", "NaN",  "NA"};
  return syntax;
}

std::string function_text(CodeWriter& writer, const std::string& name, int root) {
  const CodeBody body = writer.body({root});
  const std::string parameters = writer.defaults(" = ");
  std::string text =
      fmt::format("{} <- function({}{}{}) {{\n", name, writer.variable(), parameters.empty() ? "" : ", ", parameters);
  for (const CodeLine& line : body.lines) text += wrapped(fmt::format("  {} <- {}", line.name, line.text), 100) + "\n";
  if (!writer.graph().has_variable(root))
    return text + fmt::format("  rep({}, length({}))\n}}\n", body.results[0], writer.variable());
  return text + wrapped("  " + body.results[0], 100) + "\n}\n";
}

}  // namespace

std::string write_r(const LossCode& code) {
  const CodeSyntax form = syntax();
  CodeWriter writer(code, form);
  return commented(code, "#") + "\n" + function_text(writer, writer.function(), code.value) + "\n" +
         function_text(writer, writer.function() + "_gradient", code.gradient);
}

}  // namespace losslab
