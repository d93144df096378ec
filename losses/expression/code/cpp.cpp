// C++17: inline functions of doubles.
#include <fmt/format.h>

#include "losses/expression/code/languages.h"
#include "losses/expression/code/writer.h"

namespace losslab {
namespace {

std::optional<CodeText> special(const CodeWriter& writer, int node) {
  const ExpressionGraph& graph = writer.graph();
  const int x = graph.argument(node, 0);
  if (graph.is(node, Operation::sigmoid)) {
    return CodeText{fmt::format("1.0 / (1.0 + std::exp({}))", writer.negated(x)), Binding::product};
  }
  if (graph.is(node, Operation::power) && graph.is_number(graph.argument(node, 1), 2)) {
    const std::string base = writer.operand(x, Binding::atom);
    if (base.find_first_of(" (") == std::string::npos) return CodeText{base + " * " + base, Binding::product};
  }
  return std::nullopt;
}

CodeSyntax syntax() {
  CodeSyntax syntax;
  syntax.infix = {{Operation::negate, "-{0}"},
                  {Operation::add, "{0} + {1}"},
                  {Operation::subtract, "{0} - {1}"},
                  {Operation::multiply, "{0} * {1}"},
                  {Operation::divide, "{0} / {1}"},
                  {Operation::less, "{0} < {1}"},
                  {Operation::less_equal, "{0} <= {1}"},
                  {Operation::greater, "{0} > {1}"},
                  {Operation::greater_equal, "{0} >= {1}"},
                  {Operation::equal, "{0} == {1}"},
                  {Operation::both, "{0} && {1}"},
                  {Operation::choose, "{0} ? {1} : {2}"}};
  syntax.calls = {{Operation::power, "std::pow({0}, {1})"}, {Operation::abs, "std::abs({0})"},
                  {Operation::sign, "sign({0})"},           {Operation::sqrt, "std::sqrt({0})"},
                  {Operation::exp, "std::exp({0})"},        {Operation::log, "std::log({0})"},
                  {Operation::log1p, "std::log1p({0})"},    {Operation::expm1, "std::expm1({0})"},
                  {Operation::sin, "std::sin({0})"},        {Operation::cos, "std::cos({0})"},
                  {Operation::tan, "std::tan({0})"},        {Operation::atan, "std::atan({0})"},
                  {Operation::sinh, "std::sinh({0})"},      {Operation::cosh, "std::cosh({0})"},
                  {Operation::tanh, "std::tanh({0})"},      {Operation::erf, "std::erf({0})"},
                  {Operation::softplus, "softplus({0})"},   {Operation::min, "std::min({0}, {1})"},
                  {Operation::max, "std::max({0}, {1})"},   {Operation::clip, "std::clamp({0}, {1}, {2})"}};
  syntax.infinity = "std::numeric_limits<double>::infinity()";
  syntax.special = special;
  syntax.points = true;
  syntax.reserved = {"alignas",   "auto",     "bool",     "break",  "case",      "catch",    "char",     "class",
                     "const",     "continue", "default",  "delete", "do",        "double",   "else",     "enum",
                     "explicit",  "export",   "extern",   "false",  "float",     "for",      "friend",   "goto",
                     "if",        "inline",   "int",      "long",   "namespace", "new",      "operator", "private",
                     "protected", "public",   "register", "return", "short",     "signed",   "sizeof",   "static",
                     "struct",    "switch",   "template", "this",   "throw",     "true",     "try",      "typedef",
                     "typename",  "union",    "unsigned", "using",  "virtual",   "void",     "volatile", "while",
                     "and",       "or",       "not",      "xor",    "sign",      "softplus", "std"};
  return syntax;
}

std::string function_text(CodeWriter& writer, const LossCode& code, const std::string& name, int root) {
  const CodeBody body = writer.body({root});
  const auto declared = [](const std::string& what, bool used) {
    return "double " + (used ? what : "/*" + what + "*/");
  };
  std::string text = fmt::format("inline double {}({}", name, declared(writer.variable(), body.uses_variable));
  for (std::size_t i = 0; i < code.parameters.size(); ++i) {
    text += fmt::format(", {} = {}", declared(writer.parameter(i), body.uses_parameter[i]),
                        writer.number(code.parameters[i].value));
  }
  text += ") {\n";
  for (const CodeLine& line : body.lines)
    text += wrapped(fmt::format("  const double {} = {};", line.name, line.text), 100) + "\n";
  return text + wrapped(fmt::format("  return {};", body.results[0]), 100) + "\n}\n";
}

}  // namespace

std::string write_cpp(const LossCode& code) {
  const CodeSyntax form = syntax();
  CodeWriter writer(code, form);
  const std::string functions = function_text(writer, code, writer.function(), code.value) + "\n" +
                                function_text(writer, code, writer.function() + "_gradient", code.gradient) + "\n" +
                                function_text(writer, code, writer.function() + "_curvature", code.curvature);
  const auto has = [&](const char* word) { return functions.find(word) != std::string::npos; };
  std::string text = commented(code, "//");
  if (has("std::min") || has("std::max") || has("std::clamp") || has("softplus(")) text += "#include <algorithm>\n";
  text += "#include <cmath>\n";
  if (has("std::numeric_limits")) text += "#include <limits>\n";
  text += "\n";
  if (has(" sign(") || has("(sign(")) text += "inline double sign(double x) { return (x > 0.0) - (x < 0.0); }\n\n";
  if (has("softplus(")) {
    text += "// log(1 + exp(x))\n";
    text += "inline double softplus(double x) { return std::max(x, 0.0) + std::log1p(std::exp(-std::abs(x))); }\n\n";
  }
  return text + functions;
}

}  // namespace losslab
