// LaTeX: the value as it is typeset, the gradient and what both name, for amsmath.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "losses/expression/code/languages.h"
#include "losses/expression/code/writer.h"

namespace losslab {
namespace {

constexpr std::array<std::string_view, 23> greek{
    "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta",     "theta", "iota", "kappa", "lambda", "mu",
    "nu",    "xi",   "pi",    "rho",   "sigma",   "tau",  "upsilon", "phi",   "chi",  "psi",   "omega"};

// "gamma_pos" as \gamma_{pos}, "t1" as t_{1}, "margin" as \mathit{margin}.
std::string in_tex(const std::string& name) {
  std::size_t stem = name.find('_');
  std::string low = stem == std::string::npos ? std::string() : name.substr(stem + 1);
  if (stem == std::string::npos) {
    stem = name.size();
    while (stem > 1 && name[stem - 1] >= '0' && name[stem - 1] <= '9') --stem;
    low = name.substr(stem);
  }
  std::string letters = name.substr(0, stem);
  for (const std::string_view letter : greek) {
    if (letters == letter) letters = "\\" + letters;
  }
  if (letters.size() > 1 && letters[0] != '\\') letters = "\\mathit{" + letters + "}";
  if (low.empty()) return letters;
  const bool digits = low.find_first_not_of("0123456789") == std::string::npos;
  return letters + (digits ? "_{" + low + "}" : "_{\\mathrm{" + low + "}}");
}

// 1e8 as 10^{8}.
std::string number_in_tex(const std::string& text) {
  const std::size_t e = text.find('e');
  if (e == std::string::npos) return text;
  std::string power = text.substr(e + 1);
  if (power[0] == '+') power.erase(0, 1);
  while (power.size() > 1 && (power[0] == '0' || (power[0] == '-' && power[1] == '0')))
    power.erase(power[0] == '-' ? 1 : 0, 1);
  const std::string front = text.substr(0, e);
  return (front == "1" ? "" : front + " \\cdot ") + "10^{" + power + "}";
}

std::optional<CodeText> special(const CodeWriter& writer, int node) {
  const ExpressionGraph& graph = writer.graph();
  if (graph.is_number(node)) return CodeText{number_in_tex(writer.number(graph[node].number))};
  if (graph.is(node, Operation::power)) {
    return CodeText{
        writer.operand(graph.argument(node, 0), Binding::atom) + "^{" + writer(graph.argument(node, 1)) + "}",
        Binding::power};
  }
  if (graph.is(node, Operation::log1p) && graph.is(graph.argument(node, 0), Operation::negate)) {
    const int x = graph.argument(graph.argument(node, 0), 0);
    return CodeText{"\\log\\left(1 - " + writer.operand(x, Binding::product) + "\\right)"};
  }
  if (graph.is(node, Operation::multiply)) {
    const int right = graph.argument(node, 1);
    const bool digit = graph.is_number(right);
    return CodeText{writer.operand(graph.argument(node, 0), Binding::sign) + (digit ? " \\cdot " : " ") +
                        writer.operand(right, Binding::factor),
                    Binding::product};
  }
  return std::nullopt;
}

CodeSyntax syntax() {
  CodeSyntax syntax;
  syntax.infix = {{Operation::negate, "-{0}"},
                  {Operation::add, "{0} + {1}"},
                  {Operation::subtract, "{0} - {1}"},
                  {Operation::less, "{0} < {1}"},
                  {Operation::less_equal, "{0} \\le {1}"},
                  {Operation::greater, "{0} > {1}"},
                  {Operation::greater_equal, "{0} \\ge {1}"},
                  {Operation::equal, "{0} = {1}"},
                  {Operation::both, "{0},\\ {1}"}};
  syntax.calls = {{Operation::divide, "\\frac{{0}}{{1}}"},
                  {Operation::abs, "\\left|{0}\\right|"},
                  {Operation::sign, "\\operatorname{sign}\\left({0}\\right)"},
                  {Operation::sqrt, "\\sqrt{{0}}"},
                  {Operation::exp, "e^{{0}}"},
                  {Operation::log, "\\log\\left({0}\\right)"},
                  {Operation::log1p, "\\log\\left(1 + {0}\\right)"},
                  {Operation::expm1, "\\left(e^{{0}} - 1\\right)"},
                  {Operation::sin, "\\sin\\left({0}\\right)"},
                  {Operation::cos, "\\cos\\left({0}\\right)"},
                  {Operation::tan, "\\tan\\left({0}\\right)"},
                  {Operation::atan, "\\arctan\\left({0}\\right)"},
                  {Operation::sinh, "\\sinh\\left({0}\\right)"},
                  {Operation::cosh, "\\cosh\\left({0}\\right)"},
                  {Operation::tanh, "\\tanh\\left({0}\\right)"},
                  {Operation::sigmoid, "\\sigma\\left({0}\\right)"},
                  {Operation::softplus, "\\log\\left(1 + e^{{0}}\\right)"},
                  {Operation::erf, "\\operatorname{erf}\\left({0}\\right)"},
                  {Operation::min, "\\min\\left({0}, {1}\\right)"},
                  {Operation::max, "\\max\\left({0}, {1}\\right)"},
                  {Operation::clip, "\\min\\left(\\max\\left({0}, {1}\\right), {2}\\right)"},
                  {Operation::choose, "\\begin{cases} {1} & {0} \\\\ {2} & \\text{otherwise} \\end{cases}"}};
  syntax.pi = "\\pi";
  syntax.infinity = "\\infty";
  syntax.special = special;
  return syntax;
}

}  // namespace

std::string write_latex(const LossCode& code) {
  LossCode set = code;
  const auto name_in_tex = [&](const std::string& name) {
    const auto found = std::ranges::find(code.parameters, name, &CodeParameter::name);
    return in_tex(found == code.parameters.end() ? name : found->shown);
  };
  for (CodeParameter& parameter : set.parameters) parameter.name = name_in_tex(parameter.name);
  set.graph = code.graph.renamed(name_in_tex);
  const CodeSyntax form = syntax();
  CodeWriter writer(set, form);
  const std::string& x = set.graph.variable();
  std::string text = commented(code, "%");
  const std::string parameters = writer.defaults(" = ", ",\\ ");
  if (!parameters.empty()) text += fmt::format("% With ${}$.\n", parameters);
  text += "\\begin{align*}\n";
  if (!code.tex.empty()) {
    const std::string_view formula = code.tex;
    const std::size_t sign = formula.find(" = ");
    const std::size_t before = sign == std::string_view::npos ? 0 : sign + 1;
    text += fmt::format("  {}{}{} \\\\\n", formula.substr(0, before), before == 0 ? "" : "&", formula.substr(before));
  } else {
    const CodeBody body = writer.body({code.value});
    text += fmt::format("  \\ell({}) &= {} \\\\\n", x, body.results[0]);
    for (const CodeLine& line : body.lines) text += fmt::format("  {} &= {} \\\\\n", line.name, line.text);
  }
  const CodeBody body = writer.body({code.gradient});
  text += fmt::format("  \\ell'({}) &= {}", x, body.results[0]);
  for (const CodeLine& line : body.lines) text += fmt::format(" \\\\\n  {} &= {}", line.name, line.text);
  return text + "\n\\end{align*}\n";
}

}  // namespace losslab
