#include "losses/expression/code/loss_code.h"

#include <fmt/format.h>

#include <array>

#include "losses/expression/catalogue_expression.h"
#include "losses/expression/code/languages.h"
#include "losses/expression/derivative/derivative.h"

namespace losslab {
namespace {

std::string argument_of(const LossInfo& info) {
  if (*info.variable != '\0') return info.variable;
  if (info.family == Family::residual) return "residual r = y - y_hat";
  return "margin m = y * f, y = -1 or 1";
}

constexpr std::array languages{latex_language, numpy_language, pytorch_language, jax_language,
                               cpp_language,   r_language,     matlab_language,  julia_language};

}  // namespace

std::span<const CodeLanguage> code_languages() { return languages; }

LossCode code_of(const Loss& loss) {
  const LossInfo& info = loss.info();
  if (!loss.parameters().empty() && loss.parameter(std::size_t{0}) > info.expression_up_to) {
    throw InputError(fmt::format("{} is written as code up to {} = {}, got {}: it has no closed form.", info.id,
                                 loss.parameters()[0].name, info.expression_up_to, loss.parameter(std::size_t{0})));
  }
  LossCode code{.name = info.id,
                .title = info.english,
                .argument = argument_of(info),
                .source = info.source,
                .tex = loss.own_text() == nullptr ? info.formula : "",
                .parameters = {},
                .graph = ExpressionGraph(variable_of(info)),
                .value = -1,
                .gradient = -1,
                .curvature = -1};
  ExpressionGraph& graph = code.graph;
  const auto node_of = [&](int order, int below) {
    const std::string text = expression_text(info, order);
    return text.empty() ? derivative(graph, below) : graph.import(parse_expression(text, graph.variable()));
  };
  code.value = node_of(0, -1);
  code.gradient = node_of(1, code.value);
  code.curvature = node_of(2, code.gradient);
  // In the catalogue's order, by the formula's names.
  for (std::size_t i = 0; i < loss.parameters().size(); ++i) {
    for (const std::string& name : graph.parameters()) {
      if (loss.parameter_index(name) == i)
        code.parameters.push_back({name, loss.parameter(i), loss.parameters()[i].role, loss.parameters()[i].name});
    }
  }
  return code;
}

}  // namespace losslab
