#include "losses/expression/expression_builder.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <numeric>

#include "losses/expression/expression_error.h"

namespace losslab {

int ExpressionBuilder::put(const ExpressionNode& node) {
  const Key key{node.operation, node.arguments, std::bit_cast<std::uint64_t>(node.number), node.parameter};
  const auto [found, is_new] = known_.try_emplace(key, static_cast<int>(nodes_.size()));
  if (is_new) {
    if (nodes_.size() >= most_formula_nodes) {
      throw ExpressionError(text_, node.where,
                            fmt::format("a formula has at most {} operations and numbers.", most_formula_nodes));
    }
    nodes_.push_back(node);
  }
  return found->second;
}

int ExpressionBuilder::number(double value, const TextRange& where) {
  return put({.operation = Operation::number, .number = value, .where = where});
}

int ExpressionBuilder::variable(const TextRange& where) {
  return put({.operation = Operation::variable, .where = where});
}

int ExpressionBuilder::parameter(const std::string& name, const TextRange& where) {
  auto found = std::ranges::find(parameters_, name, &Named::name);
  if (found == parameters_.end()) {
    if (parameters_.size() >= most_formula_parameters) {
      throw ExpressionError(text_, where,
                            fmt::format(
                                "'{}' would be one parameter too many: a formula has at most {}, here {} and {}.", name,
                                most_formula_parameters,
                                [&] {
                                  std::string list;
                                  for (std::size_t i = 0; i + 1 < parameters_.size(); ++i)
                                    list += (i ? ", " : "") + parameters_[i].name;
                                  return list;
                                }(),
                                parameters_.back().name));
    }
    found = parameters_.insert(parameters_.end(), {name, where});
  } else if (std::pair(where.line, where.from) < std::pair(found->where.line, found->where.from)) {
    found->where = where;
  }
  return put(
      {.operation = Operation::parameter, .parameter = static_cast<int>(found - parameters_.begin()), .where = where});
}

int ExpressionBuilder::apply(Operation operation, const TextRange& where, int a, int b, int c) {
  return put({.operation = operation, .arguments = {a, b, c}, .where = where});
}

Expression ExpressionBuilder::finished(int root, std::string_view variable,
                                       const std::vector<NamedValue>& names) const {
  const auto index = [](int i) { return static_cast<std::size_t>(i); };
  std::vector<bool> used(nodes_.size());
  used[index(root)] = true;
  for (int i = root; i >= 0; --i) {
    if (!used[index(i)]) continue;
    for (const int argument : nodes_[index(i)].arguments) {
      if (argument >= 0) used[index(argument)] = true;
    }
  }
  std::vector<int> order;  // of the parameters that are used, as they occur
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    if (used[i] && nodes_[i].operation == Operation::parameter) order.push_back(nodes_[i].parameter);
  }
  std::ranges::sort(order, {}, [&](int p) {
    const TextRange& where = parameters_[index(p)].where;
    return std::pair(where.line, where.from);
  });
  Expression expression{.variable = std::string(variable), .parameters = {}, .nodes = {}, .names = {}};
  std::vector<int> parameter_place(parameters_.size(), -1);
  for (const int p : order) {
    parameter_place[index(p)] = static_cast<int>(expression.parameters.size());
    expression.parameters.push_back(parameters_[index(p)].name);
  }
  std::vector<int> place(nodes_.size(), -1);
  for (std::size_t i = 0; i <= index(root); ++i) {
    if (!used[i]) continue;
    ExpressionNode node = nodes_[i];
    for (int& argument : node.arguments) {
      if (argument >= 0) argument = place[index(argument)];
    }
    if (node.parameter >= 0) node.parameter = parameter_place[index(node.parameter)];
    place[i] = static_cast<int>(expression.nodes.size());
    expression.nodes.push_back(node);
  }
  for (const NamedValue& named : names) {
    if (place[index(named.node)] >= 0) expression.names.push_back({named.name, place[index(named.node)]});
  }
  return expression;
}

}  // namespace losslab
