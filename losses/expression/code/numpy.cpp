// NumPy: functions of an array, or of a number.
#include <fmt/format.h>

#include "losses/expression/code/languages.h"
#include "losses/expression/code/python.h"

namespace losslab {
namespace {

// 1 / (1 + exp(-x)) without two signs in a row; it keeps its digits on both sides.
std::optional<CodeText> special(const CodeWriter& writer, int node) {
  const ExpressionGraph& graph = writer.graph();
  if (graph.is(node, Operation::choose)) {
    return CodeText{fmt::format("np.where({}, {}, {})", writer(graph.argument(node, 0)),
                                real_number(writer, graph.argument(node, 1)),
                                real_number(writer, graph.argument(node, 2)))};
  }
  if (!graph.is(node, Operation::sigmoid)) return std::nullopt;
  const int x = graph.argument(node, 0);
  return CodeText{fmt::format("1 / (1 + np.exp({}))", writer.negated(x)), Binding::product};
}

CodeSyntax syntax() {
  CodeSyntax syntax = python_syntax("np");
  syntax.calls[Operation::atan] = "np.arctan({0})";
  syntax.calls[Operation::softplus] = "np.logaddexp(0, {0})";
  syntax.calls[Operation::erf] = "np.vectorize(math.erf)({0})";
  syntax.pi = "np.pi";
  syntax.infinity = "np.inf";
  syntax.special = special;
  return syntax;
}

bool uses(const LossCode& code, Operation operation) {
  for (int node = 0; node < code.graph.size(); ++node) {
    if (code.graph.is(node, operation)) return true;
  }
  return false;
}

}  // namespace

std::string write_numpy(const LossCode& code) {
  const CodeSyntax form = syntax();
  CodeWriter writer(code, form);
  const std::string& x = writer.variable();
  std::string text = commented(code, "#");
  text += uses(code, Operation::erf) ? "import math\n\nimport numpy as np\n" : "import numpy as np\n";
  // NumPy calculates both branches of a choice, also where the one that is not taken overflows.
  const PythonFunction function{.name = writer.function(),
                                .first = {fmt::format("{0} = np.asarray({0}, dtype=float)", x)},
                                .wrapped = "with np.errstate(all=\"ignore\"):  # np.where evaluates both branches",
                                .constant_form = fmt::format("np.full_like({}, {{}})", x)};
  const auto named = [&](const char* ending) {
    PythonFunction other = function;
    other.name += ending;
    return other;
  };
  text += "\n\n" + python_function(writer, function, code.value);
  text += "\n\n" + python_function(writer, named("_gradient"), code.gradient);
  text += "\n\n" + python_function(writer, named("_curvature"), code.curvature);
  return text;
}

}  // namespace losslab
