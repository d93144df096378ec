#include "losses/expression/derivative/derivative.h"

#include <numbers>

namespace losslab {
namespace {

// Each node's derivative, once.
class Rules {
 public:
  explicit Rules(ExpressionGraph& graph) : g_(graph) {}

  int of(int node) {
    if (!g_.has_variable(node)) return g_.number(0);
    if (const auto found = known_.find(node); found != known_.end()) return found->second;
    const int result = by_rule(node);
    known_.emplace(node, result);
    return result;
  }

 private:
  int call(Operation operation, int x) { return g_.apply(operation, x); }
  int square(int x) { return g_.power(x, g_.number(2)); }
  int one_plus(int x) { return g_.add(g_.number(1), x); }

  int by_rule(int node) {
    const ExpressionNode n = g_[node];
    const int a = n.arguments[0], b = n.arguments[1];
    switch (n.operation) {
      case Operation::variable:
        return g_.number(1);
      case Operation::negate:
        return g_.negate(of(a));
      case Operation::add:
        return g_.add(of(a), of(b));
      case Operation::subtract:
        return g_.subtract(of(a), of(b));
      case Operation::multiply:
        if (a == b) return g_.multiply(g_.multiply(g_.number(2), a), of(a));
        return g_.add(g_.multiply(of(a), b), g_.multiply(a, of(b)));
      case Operation::divide:
        return quotient(node, a, b);
      case Operation::power:
        return power(node, a, b);
      case Operation::min:
      case Operation::max:
        return extreme(n.operation, a, b);
      case Operation::clip:
        return clipped(a, b, n.arguments[2]);
      case Operation::choose:
        return g_.choose(a, of(b), of(n.arguments[2]));
      default:
        return g_.multiply(slope(node, n.operation, a), of(a));
    }
  }

  // Of a function of x.
  int slope(int node, Operation operation, int x) {
    switch (operation) {
      case Operation::abs:
        return call(Operation::sign, x);
      case Operation::sqrt:
        return g_.divide(g_.number(1), g_.multiply(g_.number(2), node));
      case Operation::exp:
        return node;
      case Operation::log:
        return g_.divide(g_.number(1), x);
      case Operation::log1p:
        return g_.divide(g_.number(1), one_plus(x));
      case Operation::expm1:
        return call(Operation::exp, x);
      case Operation::sin:
        return call(Operation::cos, x);
      case Operation::cos:
        return g_.negate(call(Operation::sin, x));
      case Operation::tan:
        return one_plus(square(node));
      case Operation::atan:
        return g_.divide(g_.number(1), one_plus(square(x)));
      case Operation::sinh:
        return call(Operation::cosh, x);
      case Operation::cosh:
        return call(Operation::sinh, x);
      case Operation::tanh:  // 1 − tanh² would lose its digits far out
        return g_.divide(g_.number(1), square(call(Operation::cosh, x)));
      case Operation::sigmoid:
        return g_.multiply(node, call(Operation::sigmoid, g_.negate(x)));
      case Operation::softplus:
        return call(Operation::sigmoid, x);
      case Operation::erf:
        return g_.multiply(g_.number(std::numbers::inv_sqrtpi * 2), call(Operation::exp, g_.negate(square(x))));
      default:  // sign
        return g_.number(0);
    }
  }

  // (a/b)′ = (a′ − (a/b)·b′)/b.
  int quotient(int node, int a, int b) {
    const int top = of(a), bottom = of(b);
    if (g_.is_number(bottom, 0)) return g_.divide(top, b);
    if (g_.is_number(top, 0)) return g_.negate(g_.divide(g_.multiply(a, bottom), square(b)));
    return g_.divide(g_.subtract(top, g_.multiply(node, bottom)), b);
  }

  int power(int node, int a, int b) {
    if (!g_.has_variable(b)) {
      const int less = g_.power(a, g_.subtract(b, g_.number(1)));
      return g_.multiply(g_.multiply(b, less), of(a));
    }
    const int from_exponent = g_.multiply(of(b), call(Operation::log, a));
    if (!g_.has_variable(a)) return g_.multiply(node, from_exponent);
    return g_.multiply(node, g_.add(from_exponent, g_.divide(g_.multiply(b, of(a)), a)));
  }

  // Of the larger, or the smaller, of both; where they are the same, whatever lies between is a subgradient.
  int extreme(Operation operation, int a, int b) {
    const Operation wins = operation == Operation::max ? Operation::greater : Operation::less;
    const Operation loses = operation == Operation::max ? Operation::less : Operation::greater;
    const int of_a = of(a), of_b = of(b);
    if (of_a == of_b) return of_a;
    // A branch that is level has a slope of 0, and none is nearer to 0.
    if (g_.is_number(of_b, 0)) return g_.choose(g_.apply(wins, a, b), of_a, of_b);
    if (g_.is_number(of_a, 0)) return g_.choose(g_.apply(loses, a, b), of_b, of_a);
    const int tie = g_.apply(Operation::clip, g_.number(0), g_.apply(Operation::min, of_a, of_b),
                             g_.apply(Operation::max, of_a, of_b));
    return g_.choose(g_.apply(wins, a, b), of_a, g_.choose(g_.apply(loses, a, b), of_b, tie));
  }

  int clipped(int x, int low, int high) {
    const int inside = g_.apply(Operation::both, g_.apply(Operation::less, low, x), g_.apply(Operation::less, x, high));
    if (!g_.has_variable(low) && !g_.has_variable(high)) return g_.choose(inside, of(x), g_.number(0));
    return g_.choose(inside, of(x), g_.choose(g_.apply(Operation::less_equal, x, low), of(low), of(high)));
  }

  ExpressionGraph& g_;
  std::map<int, int> known_;
};

}  // namespace

namespace {

// The same with conditions as people write them: m < 1 for 1 - m > 0.
class Conditions {
 public:
  explicit Conditions(ExpressionGraph& graph) : g_(graph) {}

  int of(int node) {
    if (const auto found = known_.find(node); found != known_.end()) return found->second;
    ExpressionNode n = g_[node];
    bool same = true;
    for (int& argument : n.arguments) {
      if (argument < 0) continue;
      const int plain = of(argument);
      same = same && plain == argument;
      argument = plain;
    }
    const int result = is_sign(n) ? compared(n)
                       : same     ? node
                                  : g_.apply(n.operation, n.arguments[0], n.arguments[1], n.arguments[2]);
    known_.emplace(node, result);
    return result;
  }

 private:
  bool is_sign(const ExpressionNode& n) const {
    return (n.operation == Operation::greater || n.operation == Operation::less) && g_.is_number(n.arguments[1], 0);
  }
  int compared(const ExpressionNode& n) {
    const int x = n.arguments[0];
    const Operation turned = n.operation == Operation::greater ? Operation::less : Operation::greater;
    if (g_.is(x, Operation::negate)) return g_.apply(turned, g_.argument(x, 0), n.arguments[1]);
    if (!g_.is(x, Operation::subtract)) return g_.apply(n.operation, x, n.arguments[1]);
    const int a = g_.argument(x, 0), b = g_.argument(x, 1);
    return g_.has_variable(a) ? g_.apply(n.operation, a, b) : g_.apply(turned, b, a);
  }

  ExpressionGraph& g_;
  std::map<int, int> known_;
};

}  // namespace

int derivative(ExpressionGraph& graph, int node) { return Conditions(graph).of(Rules(graph).of(node)); }

}  // namespace losslab
