#include "losses/expression/code/python.h"

#include <fmt/format.h>

namespace losslab {
namespace {

constexpr std::size_t width = 100;

}  // namespace

CodeSyntax python_syntax(std::string_view module) {
  CodeSyntax syntax;
  syntax.infix = {{Operation::negate, "-{0}"},        {Operation::add, "{0} + {1}"},
                  {Operation::subtract, "{0} - {1}"}, {Operation::multiply, "{0} * {1}"},
                  {Operation::divide, "{0} / {1}"},   {Operation::power, "{0}**{1}"},
                  {Operation::less, "{0} < {1}"},     {Operation::less_equal, "{0} <= {1}"},
                  {Operation::greater, "{0} > {1}"},  {Operation::greater_equal, "{0} >= {1}"},
                  {Operation::equal, "{0} == {1}"}};
  const std::string m(module);
  syntax.calls = {{Operation::abs, m + ".abs({0})"},
                  {Operation::sign, m + ".sign({0})"},
                  {Operation::sqrt, m + ".sqrt({0})"},
                  {Operation::exp, m + ".exp({0})"},
                  {Operation::log, m + ".log({0})"},
                  {Operation::log1p, m + ".log1p({0})"},
                  {Operation::expm1, m + ".expm1({0})"},
                  {Operation::sin, m + ".sin({0})"},
                  {Operation::cos, m + ".cos({0})"},
                  {Operation::tan, m + ".tan({0})"},
                  {Operation::sinh, m + ".sinh({0})"},
                  {Operation::cosh, m + ".cosh({0})"},
                  {Operation::tanh, m + ".tanh({0})"},
                  {Operation::min, m + ".minimum({0}, {1})"},
                  {Operation::max, m + ".maximum({0}, {1})"},
                  {Operation::clip, m + ".clip({0}, {1}, {2})"},
                  {Operation::choose, m + ".where({0}, {1}, {2})"},
                  // & binds more strongly than comparisons do.
                  {Operation::both, "({0}) & ({1})"}};
  syntax.real_defaults = true;
  syntax.reserved = {"and",    "as",    "assert", "async",  "await",    "break", "class", "continue", "def",
                     "del",    "elif",  "else",   "except", "finally",  "for",   "from",  "global",   "if",
                     "import", "in",    "is",     "lambda", "nonlocal", "not",   "or",    "pass",     "raise",
                     "return", "try",   "while",  "with",   "yield",    "None",  "True",  "False",    "math",
                     "np",     "torch", "jnp",    "jax",    "F"};
  return syntax;
}

// As a real number, so that the result of a choice is not a whole one.
std::string real_number(const CodeWriter& writer, int node) {
  const std::string text = writer(node);
  const bool whole = writer.graph().is_number(node) && text.find_first_not_of("-0123456789") == std::string::npos;
  return whole ? text + ".0" : text;
}

std::string python_function(CodeWriter& writer, const PythonFunction& function, int root) {
  const CodeBody body = writer.body({root});
  const std::string parameters = writer.defaults("=");
  std::string text =
      fmt::format("def {}({}{}{}):\n", function.name, writer.variable(), parameters.empty() ? "" : ", ", parameters);
  for (const std::string& line : function.first) text += "    " + line + "\n";
  const bool wrap = body.chooses && !function.wrapped.empty();
  if (wrap) text += "    " + function.wrapped + "\n";
  const std::string indent(wrap ? 8 : 4, ' ');
  for (const CodeLine& line : body.lines) {
    text += wrapped(fmt::format("{}{} = {}", indent, line.name, line.text), width) + "\n";
  }
  std::string result = body.results[0];
  if (!writer.graph().has_variable(root)) {
    result = function.constant_form;
    result.replace(result.find("{}"), 2, body.results[0]);
  }
  return text + wrapped(fmt::format("{}return {}", indent, result), width) + "\n";
}

}  // namespace losslab
