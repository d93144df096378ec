#include "losses/expression/stable_form.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <map>
#include <tuple>

namespace losslab {
namespace {

class StableForm {
 public:
  explicit StableForm(const Expression& expression) : from_(expression) {}

  Expression result() {
    std::vector<int> place;
    for (const ExpressionNode& node : from_.nodes) {
      ExpressionNode moved = node;
      for (int& argument : moved.arguments) {
        if (argument >= 0) argument = place[static_cast<std::size_t>(argument)];
      }
      where_ = node.where;
      place.push_back(rewritten(moved));
    }
    return without_unused(place);
  }

 private:
  using Op = Operation;

  const ExpressionNode& node(int i) const { return nodes_[static_cast<std::size_t>(i)]; }
  bool is(int i, Op operation) const { return node(i).operation == operation; }
  bool is_number(int i, double value) const { return is(i, Op::number) && node(i).number == value; }
  int first(int i) const { return node(i).arguments[0]; }
  int second(int i) const { return node(i).arguments[1]; }

  int put(const ExpressionNode& node) {
    const Key key{node.operation, node.arguments, std::bit_cast<std::uint64_t>(node.number), node.parameter};
    const auto [found, is_new] = known_.try_emplace(key, static_cast<int>(nodes_.size()));
    if (is_new) nodes_.push_back(node);
    return found->second;
  }
  int make(Op operation, int a, int b = -1) {
    return put({.operation = operation, .arguments = {a, b, -1}, .where = where_});
  }
  int number(double value) { return put({.operation = Op::number, .number = value, .where = where_}); }
  int negative(int i) { return is(i, Op::negate) ? first(i) : make(Op::negate, i); }

  // The u of 1 + u or u + 1, or −1.
  int beside_one(int i) const {
    if (!is(i, Op::add)) return -1;
    if (is_number(first(i), 1)) return second(i);
    return is_number(second(i), 1) ? first(i) : -1;
  }
  // The w of 1 + exp(w), or −1.
  int exponent_beside_one(int i) const {
    const int u = beside_one(i);
    return u >= 0 && is(u, Op::exp) ? first(u) : -1;
  }

  int rewritten(const ExpressionNode& node) {
    int better = -1;
    if (node.operation == Op::exp) better = exponential(node.arguments[0]);
    if (node.operation == Op::power) better = power(node.arguments[0], node.arguments[1]);
    if (node.operation == Op::log) better = logarithm(node.arguments[0]);
    if (node.operation == Op::subtract) better = difference(node.arguments[0], node.arguments[1]);
    if (node.operation == Op::add) better = sum(node.arguments[0], node.arguments[1]);
    if (node.operation == Op::divide) better = quotient(node.arguments[0], node.arguments[1]);
    return better >= 0 ? better : put(node);
  }

  int exponential(int w) { return is(w, Op::log) ? first(w) : -1; }
  int power(int base, int exponent) {
    // e^u
    return is_number(base, 2.71828182845904523536) ? make(Op::exp, exponent) : -1;
  }

  int twice(int i) { return make(Op::multiply, number(2), i); }
  // A probability: p and q, where they are the variable, and σ.
  bool is_of_unit_interval(int i) const {
    return is(i, Op::sigmoid) || (is(i, Op::variable) && (from_.variable == "p" || from_.variable == "q"));
  }
  int logarithm_of(int a) {
    const int better = logarithm(a);
    return better >= 0 ? better : make(Op::log, a);
  }
  int logarithm(int a) {
    if (is(a, Op::exp)) return first(a);
    if (is(a, Op::sigmoid)) return make(Op::negate, make(Op::softplus, negative(first(a))));
    if (const int w = exponent_beside_one(a); w >= 0) return make(Op::softplus, w);
    if (const int u = beside_one(a); u >= 0) return make(Op::log1p, u);
    if (is(a, Op::subtract) && is_number(first(a), 1)) return make(Op::log1p, make(Op::negate, second(a)));
    return -1;
  }

  int difference(int a, int b) {
    if (is_number(b, 1)) {
      if (is(a, Op::exp)) return make(Op::expm1, first(a));
      // exp(u) − u − 1
      if (is(a, Op::subtract) && is(first(a), Op::exp))
        return make(Op::subtract, make(Op::expm1, first(first(a))), second(a));
      if (is(a, Op::sqrt)) {
        if (const int u = beside_one(first(a)); u >= 0) return make(Op::divide, u, make(Op::add, number(1), a));
      }
    }
    if (is_number(a, 1)) {
      if (is(b, Op::exp)) return make(Op::negate, make(Op::expm1, first(b)));
      if (is(b, Op::sigmoid)) return make(Op::sigmoid, negative(first(b)));
      if (is(b, Op::tanh)) return twice(make(Op::sigmoid, negative(twice(first(b)))));
      if (is(b, Op::power) && is_of_unit_interval(first(b)) && !is(second(b), Op::number)) {
        return make(Op::negate, make(Op::expm1, make(Op::multiply, second(b), logarithm_of(first(b)))));
      }
      if (is(b, Op::cos)) {
        const int sine = make(Op::sin, make(Op::divide, first(b), number(2)));
        return make(Op::multiply, number(2), make(Op::power, sine, number(2)));
      }
    }
    return -1;
  }

  int sum(int a, int b) {
    if (is(b, Op::exp) && is_number(a, -1)) return make(Op::expm1, first(b));
    if (is(a, Op::negate) && is(b, Op::exp) && is_number(first(a), 1)) return make(Op::expm1, first(b));  // −1 + exp(u)
    return -1;
  }

  int quotient(int a, int b) {
    if (const int w = exponent_beside_one(b); w >= 0) {
      if (is(a, Op::exp) && first(a) == w) return make(Op::sigmoid, w);
      const int s = make(Op::sigmoid, negative(w));
      return is_number(a, 1) ? s : make(Op::multiply, a, s);
    }
    if (is(b, Op::power)) {
      if (const int w = exponent_beside_one(first(b)); w >= 0) {
        const int s = make(Op::power, make(Op::sigmoid, negative(w)), second(b));
        return is_number(a, 1) ? s : make(Op::multiply, a, s);
      }
    }
    return -1;
  }

  Expression without_unused(const std::vector<int>& place) const {
    const std::size_t count = nodes_.size();
    std::vector<bool> used(count);
    used[static_cast<std::size_t>(place.back())] = true;
    for (std::size_t i = count; i-- > 0;) {
      if (!used[i]) continue;
      for (const int argument : nodes_[i].arguments) {
        if (argument >= 0) used[static_cast<std::size_t>(argument)] = true;
      }
    }
    Expression result{.variable = from_.variable, .parameters = from_.parameters, .nodes = {}, .names = {}};
    std::vector<int> moved(count, -1);
    for (std::size_t i = 0; i <= static_cast<std::size_t>(place.back()); ++i) {
      if (!used[i]) continue;
      ExpressionNode node = nodes_[i];
      for (int& argument : node.arguments) {
        if (argument >= 0) argument = moved[static_cast<std::size_t>(argument)];
      }
      moved[i] = static_cast<int>(result.nodes.size());
      result.nodes.push_back(node);
    }
    for (const NamedValue& named : from_.names) {
      const int there = moved[static_cast<std::size_t>(place[static_cast<std::size_t>(named.node)])];
      if (there >= 0) result.names.push_back({named.name, there});
    }
    return result;
  }

  using Key = std::tuple<Operation, std::array<int, 3>, std::uint64_t, int>;
  const Expression& from_;
  TextRange where_;
  std::vector<ExpressionNode> nodes_;
  std::map<Key, int> known_;
};

}  // namespace

Expression stable_form(const Expression& expression) { return StableForm(expression).result(); }

}  // namespace losslab
