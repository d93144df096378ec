// JAX: functions that jit, vmap and grad take.
#include <fmt/format.h>

#include "losses/expression/code/languages.h"
#include "losses/expression/code/python.h"

namespace losslab {

namespace {

std::optional<CodeText> special(const CodeWriter& writer, int node) {
  const ExpressionGraph& graph = writer.graph();
  if (!graph.is(node, Operation::choose)) return std::nullopt;
  return CodeText{fmt::format("jnp.where({}, {}, {})", writer(graph.argument(node, 0)),
                              real_number(writer, graph.argument(node, 1)),
                              real_number(writer, graph.argument(node, 2)))};
}

}  // namespace

std::string write_jax(const LossCode& code) {
  CodeSyntax form = python_syntax("jnp");
  form.calls[Operation::atan] = "jnp.arctan({0})";
  form.calls[Operation::sigmoid] = "jax.nn.sigmoid({0})";
  form.calls[Operation::softplus] = "jax.nn.softplus({0})";
  form.calls[Operation::erf] = "jax.scipy.special.erf({0})";
  form.pi = "jnp.pi";
  form.special = special;
  form.infinity = "jnp.inf";
  CodeWriter writer(code, form);
  const std::string& x = writer.variable();
  PythonFunction function{.name = writer.function(),
                          .first = {fmt::format("{0} = jnp.asarray({0}, dtype=float)", x)},
                          .wrapped = {},
                          .constant_form = fmt::format("jnp.full_like({}, {{}})", x)};
  std::string text = commented(code, "#");
  text += "# In doubles only after jax.config.update(\"jax_enable_x64\", True).\n";
  text += "import jax\nimport jax.numpy as jnp\n\n\n";
  text += python_function(writer, function, code.value);
  function.name += "_gradient";
  return text + "\n\n" + python_function(writer, function, code.gradient);
}

}  // namespace losslab
