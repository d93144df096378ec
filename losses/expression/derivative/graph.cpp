#include "losses/expression/derivative/graph.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace losslab {

int ExpressionGraph::put(const ExpressionNode& node) {
  const Key key{node.operation, node.arguments, std::bit_cast<std::uint64_t>(node.number), node.parameter};
  const auto [found, is_new] = known_.try_emplace(key, size());
  if (is_new) {
    unsigned char kind = node.operation == Operation::variable ? 1 : node.operation == Operation::parameter ? 2 : 0;
    for (const int argument : node.arguments) {
      if (argument >= 0) kind |= kinds_[static_cast<std::size_t>(argument)];
    }
    nodes_.push_back(node);
    kinds_.push_back(kind);
  }
  return found->second;
}

// A sign stands before a product, not within it, and belongs to a number: otherwise the same value would be two nodes.
int ExpressionGraph::with_sign_in_front(const ExpressionNode& node) {
  const int a = node.arguments[0];
  if (node.operation == Operation::negate && is_number(a)) return number(-(*this)[a].number);
  const bool product = node.operation == Operation::multiply || node.operation == Operation::divide;
  if (!product || !is(a, Operation::negate)) return put(node);
  ExpressionNode positive = node;
  positive.arguments[0] = argument(a, 0);
  return put({.operation = Operation::negate, .arguments = {put(positive), -1, -1}, .where = {}});
}

int ExpressionGraph::import(const Expression& expression) {
  std::vector<int> place;
  place.reserve(expression.nodes.size());
  const auto is_named = [&](int node) {
    return std::ranges::find(expression.names, node, &NamedValue::node) != expression.names.end();
  };
  for (const ExpressionNode& read : expression.nodes) {
    if (read.operation == Operation::parameter) {
      place.push_back(parameter(expression.parameters[static_cast<std::size_t>(read.parameter)]));
      continue;
    }
    ExpressionNode node{.operation = read.operation, .number = read.number, .where = {}};
    for (std::size_t i = 0; i < 3; ++i) {
      if (read.arguments[i] >= 0) node.arguments[i] = place[static_cast<std::size_t>(read.arguments[i])];
    }
    place.push_back(is_named(read.arguments[0]) ? put(node) : with_sign_in_front(node));
  }
  for (const NamedValue& named : expression.names) {
    const int node = place[static_cast<std::size_t>(named.node)];
    if (std::ranges::find(names_, node, &NamedValue::node) == names_.end()) names_.push_back({named.name, node});
  }
  return place.back();
}

ExpressionGraph ExpressionGraph::renamed(const std::function<std::string(const std::string&)>& name) const {
  ExpressionGraph other = *this;
  other.variable_ = name(variable_);
  for (std::string& parameter : other.parameters_) parameter = name(parameter);
  for (NamedValue& named : other.names_) named.name = name(named.name);
  return other;
}

int ExpressionGraph::parameter(const std::string& name) {
  auto found = std::ranges::find(parameters_, name);
  if (found == parameters_.end()) found = parameters_.insert(found, name);
  return put(
      {.operation = Operation::parameter, .parameter = static_cast<int>(found - parameters_.begin()), .where = {}});
}

int ExpressionGraph::number(double value) {
  return put({.operation = Operation::number, .number = value == 0 ? 0.0 : value, .where = {}});
}

int ExpressionGraph::apply(Operation operation, int a, int b, int c) {
  return put({.operation = operation, .arguments = {a, b, c}, .where = {}});
}

// Of two numbers the number, or −1.
int ExpressionGraph::numbers(Operation operation, int a, int b) {
  if (!is_number(a) || !is_number(b)) return -1;
  const double x = (*this)[a].number, y = (*this)[b].number;
  if (operation == Operation::add) return number(x + y);
  if (operation == Operation::subtract) return number(x - y);
  if (operation == Operation::multiply) return number(x * y);
  // Thirds stay thirds.
  return y != 0 && std::floor(x / y) == x / y ? number(x / y) : -1;
}

// Whether it is an if() that gives nothing on one side, or ±1: then a factor is best taken into it.
bool ExpressionGraph::has_empty_branch(int node) const {
  if (!is(node, Operation::choose)) return false;
  const int yes = argument(node, 1), no = argument(node, 2);
  return is_number(yes, 0) || is_number(no, 0) || (is_number(yes) && is_number(no));
}

// Whether the product is 0 where max(larger, 0) is.
bool ExpressionGraph::ends_with(int product, int larger) const {
  if (is(product, Operation::multiply))
    return ends_with(argument(product, 0), larger) || ends_with(argument(product, 1), larger);
  if (is(product, Operation::negate)) return ends_with(argument(product, 0), larger);
  if (!is(product, Operation::max)) return false;
  return (argument(product, 0) == larger && is_number(argument(product, 1), 0)) ||
         (argument(product, 1) == larger && is_number(argument(product, 0), 0));
}

int ExpressionGraph::spread(int choice, int factor) {
  const int condition = argument(choice, 0), yes = argument(choice, 1), no = argument(choice, 2);
  // max(x, 0)·if(x > 0, a, 0) is max(x, 0)·a.
  if (is_number(no, 0) && is(condition, Operation::greater) && is_number(argument(condition, 1), 0) &&
      ends_with(factor, argument(condition, 0))) {
    return multiply(factor, yes);
  }
  return choose(condition, multiply(yes, factor), multiply(no, factor));
}

// The product divided by one of its factors, or −1 where it has no such factor.
int ExpressionGraph::without_factor(int product, int factor) {
  if (product == factor) return number(1);
  if (!is(product, Operation::multiply)) return -1;
  const int left = argument(product, 0), right = argument(product, 1);
  if (right == factor) return left;
  const int rest = without_factor(left, factor);
  return rest < 0 ? -1 : multiply(rest, right);
}

int ExpressionGraph::negate(int a) {
  if (is_number(a)) return number(-(*this)[a].number);
  if (is(a, Operation::negate)) return argument(a, 0);
  if (is(a, Operation::subtract)) return subtract(argument(a, 1), argument(a, 0));
  if (has_empty_branch(a)) return spread(a, number(-1));
  if ((is(a, Operation::multiply) || is(a, Operation::divide)) && is_number_but(argument(a, 0), 1)) {
    const int left = negate(argument(a, 0));
    return is(a, Operation::multiply) ? multiply(left, argument(a, 1)) : divide(left, argument(a, 1));
  }
  return apply(Operation::negate, a);
}

int ExpressionGraph::add(int a, int b) {
  if (const int n = numbers(Operation::add, a, b); n >= 0) return n;
  if (is_number(a, 0)) return b;
  if (is_number(b, 0)) return a;
  if (a == b) return multiply(number(2), a);
  if (is(b, Operation::negate)) return subtract(a, argument(b, 0));
  if (is(a, Operation::negate)) return subtract(b, argument(a, 0));
  return apply(Operation::add, a, b);
}

int ExpressionGraph::subtract(int a, int b) {
  if (const int n = numbers(Operation::subtract, a, b); n >= 0) return n;
  if (a == b) return number(0);
  if (is_number(a, 0)) return negate(b);
  if (is_number(b, 0)) return a;
  if (is(b, Operation::negate)) return add(a, argument(b, 0));
  if (is_number(b) && is(a, Operation::subtract) && is_number(argument(a, 1)))
    return subtract(argument(a, 0), add(argument(a, 1), b));
  return apply(Operation::subtract, a, b);
}

int ExpressionGraph::multiply(int a, int b) {
  if (const int n = numbers(Operation::multiply, a, b); n >= 0) return n;
  if (is_number(a, 0) || is_number(b, 0)) return number(0);
  if (is_number(b) || (has_empty_branch(a) && !has_empty_branch(b))) std::swap(a, b);
  if (is_number(a, 1)) return b;
  if (is_number(a, -1)) return negate(b);
  if (is(a, Operation::negate)) return negate(multiply(argument(a, 0), b));
  if (is(b, Operation::negate)) return negate(multiply(a, argument(b, 0)));
  if (has_empty_branch(b)) return spread(b, a);
  if (is_number(a)) {
    if (is(b, Operation::multiply) && is_number(argument(b, 0)))
      return multiply(multiply(a, argument(b, 0)), argument(b, 1));
    if (is(b, Operation::divide)) return divide(multiply(a, argument(b, 0)), argument(b, 1));
  }
  // a·(1/b) is a/b, and a/b·b is a.
  if (is(b, Operation::divide) && is_number(argument(b, 0), 1)) return divide(a, argument(b, 1));
  if (is(a, Operation::divide) && is_number(argument(a, 0), 1)) return divide(b, argument(a, 1));
  if (is(a, Operation::divide) && argument(a, 1) == b) return argument(a, 0);
  if (is(b, Operation::divide) && argument(b, 1) == a) return argument(b, 0);
  if (is(b, Operation::multiply)) return multiply(multiply(a, argument(b, 0)), argument(b, 1));
  if (a == b) return power(a, number(2));
  if (is(a, Operation::multiply) && argument(a, 1) == b) return multiply(argument(a, 0), power(b, number(2)));
  return apply(Operation::multiply, a, b);
}

int ExpressionGraph::divide(int a, int b) {
  if (const int n = numbers(Operation::divide, a, b); n >= 0) return n;
  if (is_number(a, 0)) return a;
  if (is_number(b, 1)) return a;
  if (a == b) return number(1);
  if (is(a, Operation::negate)) return negate(divide(argument(a, 0), b));
  if (is(b, Operation::negate)) return negate(divide(a, argument(b, 0)));
  if (is_number(b) && is(a, Operation::multiply) && is_number(argument(a, 0))) {
    const double k = (*this)[argument(a, 0)].number, n = (*this)[b].number;
    if (std::floor(k / n) == k / n) return multiply(number(k / n), argument(a, 1));
    if (std::floor(n / k) == n / k) return divide(argument(a, 1), number(n / k));
  }
  // 2x/(2y) is x/y.
  if (is(a, Operation::multiply) && is(b, Operation::multiply) && is_number(argument(a, 0)) &&
      argument(a, 0) == argument(b, 0)) {
    return divide(argument(a, 1), argument(b, 1));
  }
  if (is(b, Operation::multiply) && is_number(a) && argument(b, 0) == a) return divide(number(1), argument(b, 1));
  if (const int rest = without_factor(a, b); rest >= 0) return rest;
  if (has_empty_branch(a)) {
    return choose(argument(a, 0), divide(argument(a, 1), b), divide(argument(a, 2), b));
  }
  return apply(Operation::divide, a, b);
}

int ExpressionGraph::power(int a, int b) {
  if (is_number(b, 0)) return number(1);
  if (is_number(b, 1)) return a;
  if (is_number(a, 1)) return a;
  return apply(Operation::power, a, b);
}

int ExpressionGraph::choose(int condition, int yes, int no) {
  // Within a branch the same condition is decided.
  if (is(yes, Operation::choose) && argument(yes, 0) == condition) yes = argument(yes, 1);
  if (is(no, Operation::choose) && argument(no, 0) == condition) no = argument(no, 2);
  return yes == no ? yes : apply(Operation::choose, condition, yes, no);
}

}  // namespace losslab
