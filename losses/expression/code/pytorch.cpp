// PyTorch: tensor in, tensor out; autograd goes through the value, to the parameters too, and the gradient is there as
// a function of its own.
#include <fmt/format.h>

#include "losses/expression/code/languages.h"
#include "losses/expression/code/python.h"

namespace losslab {
namespace {

// Without a tensor in it.
bool is_plain(const ExpressionGraph& graph, int node) {
  return !graph.has_variable(node) && !graph.has_parameter(node);
}

// Functions of tensors do not take numbers, those of numbers no tensors.
std::optional<CodeText> of_numbers(const CodeWriter& writer, int node) {
  const ExpressionGraph& graph = writer.graph();
  const auto call = [&](const char* name) {
    return CodeText{fmt::format("math.{}({})", name, writer(graph.argument(node, 0)))};
  };
  switch (graph[node].operation) {
    case Operation::sqrt:
      return call("sqrt");
    case Operation::exp:
      return call("exp");
    case Operation::log:
      return call("log");
    case Operation::log1p:
      return call("log1p");
    case Operation::expm1:
      return call("expm1");
    case Operation::sin:
      return call("sin");
    case Operation::cos:
      return call("cos");
    case Operation::tan:
      return call("tan");
    case Operation::atan:
      return call("atan");
    case Operation::sinh:
      return call("sinh");
    case Operation::cosh:
      return call("cosh");
    case Operation::tanh:
      return call("tanh");
    case Operation::erf:
      return call("erf");
    case Operation::abs:
      return CodeText{fmt::format("abs({})", writer(graph.argument(node, 0)))};
    default:
      return std::nullopt;
  }
}

std::string tensor(const CodeWriter& writer, int node) {
  const std::string text = real_number(writer, node);
  return is_plain(writer.graph(), node) ? fmt::format("{}.new_tensor({})", writer.variable(), text) : text;
}

std::optional<CodeText> special(const CodeWriter& writer, int node) {
  const ExpressionGraph& graph = writer.graph();
  const auto argument = [&](std::size_t which) { return graph.argument(node, which); };
  const Operation operation = graph[node].operation;
  if (operation == Operation::softplus) {  // F.softplus itself is a straight line from 20 on
    const int x = argument(0);
    return CodeText{fmt::format("-F.logsigmoid({})", writer.negated(x)), Binding::sign};
  }
  if (operation == Operation::choose) {
    const bool numbers = is_plain(graph, argument(1)) && is_plain(graph, argument(2));
    return CodeText{fmt::format("torch.where({}, {}, {})", writer(argument(0)),
                                numbers ? tensor(writer, argument(1)) : real_number(writer, argument(1)),
                                numbers ? tensor(writer, argument(2)) : real_number(writer, argument(2)))};
  }
  if (operation == Operation::min || operation == Operation::max) {
    const char* bound = operation == Operation::max ? "min" : "max";
    for (const std::size_t which : {std::size_t{0}, std::size_t{1}}) {
      if (!is_plain(graph, argument(which))) continue;
      const int other = argument(1 - which);
      return CodeText{fmt::format("torch.clamp({}, {}={})", tensor(writer, other), bound, writer(argument(which)))};
    }
  }
  if (operation == Operation::clip && is_plain(graph, argument(1)) != is_plain(graph, argument(2))) {
    return CodeText{fmt::format("torch.clamp({}, {}, {})", tensor(writer, argument(0)), tensor(writer, argument(1)),
                                tensor(writer, argument(2)))};
  }
  return is_plain(graph, node) ? of_numbers(writer, node) : std::nullopt;
}

CodeSyntax syntax() {
  CodeSyntax syntax = python_syntax("torch");
  syntax.calls[Operation::atan] = "torch.atan({0})";
  syntax.calls[Operation::sigmoid] = "torch.sigmoid({0})";
  syntax.calls[Operation::erf] = "torch.erf({0})";
  syntax.calls[Operation::clip] = "torch.clamp({0}, {1}, {2})";
  syntax.pi = "math.pi";
  syntax.infinity = "math.inf";
  syntax.special = special;
  return syntax;
}

// What a function of the parameters that occur in it begins with.
std::string function_text(CodeWriter& writer, const LossCode& code, const std::string& name, int root) {
  const CodeBody body = CodeWriter(writer).body({root});
  PythonFunction function{.name = name, .first = {}, .wrapped = {}, .constant_form = {}};
  for (std::size_t i = 0; i < code.parameters.size(); ++i) {
    if (!body.uses_parameter[i]) continue;
    function.first.push_back(fmt::format("{0} = torch.as_tensor({0}, dtype={1}.dtype, device={1}.device)",
                                         writer.parameter(i), writer.variable()));
  }
  function.constant_form = fmt::format("torch.zeros_like({}) + ({{}})", writer.variable());
  if (writer.graph().is_number(root))
    function.constant_form = fmt::format("torch.full_like({}, {{}})", writer.variable());
  return python_function(writer, function, root);
}

}  // namespace

std::string write_pytorch(const LossCode& code) {
  const CodeSyntax form = syntax();
  CodeWriter writer(code, form);
  const std::string functions = function_text(writer, code, writer.function(), code.value) + "\n\n" +
                                function_text(writer, code, writer.function() + "_gradient", code.gradient);
  std::string text = commented(code, "#");
  if (functions.find("math.") != std::string::npos) text += "import math\n\n";
  text += "import torch\n";
  if (functions.find("F.") != std::string::npos) text += "import torch.nn.functional as F\n";
  return text + "\n\n" + functions;
}

}  // namespace losslab
