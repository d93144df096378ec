#pragma once
#include <algorithm>
#include <cmath>
#include <vector>

#include "losses/expression/derivative/graph.h"

namespace losslab::testing {

// A node of a graph at x, in doubles, by the standard library: as plainly as can be.
class Evaluation {
 public:
  Evaluation(const ExpressionGraph& graph, double x, const std::vector<double>& parameters) {
    for (int node = 0; node < graph.size(); ++node) {
      const ExpressionNode& n = graph[node];
      const auto value = [&](std::size_t i) { return n.arguments[i] < 0 ? 0 : (*this)(n.arguments[i]); };
      values_.push_back(n.operation == Operation::number      ? n.number
                        : n.operation == Operation::variable  ? x
                        : n.operation == Operation::parameter ? parameters[static_cast<std::size_t>(n.parameter)]
                                                              : of(n.operation, value(0), value(1), value(2)));
    }
  }
  double operator()(int node) const { return values_[static_cast<std::size_t>(node)]; }

 private:
  static double of(Operation operation, double a, double b, double c) {
    switch (operation) {
      case Operation::negate:
        return -a;
      case Operation::add:
        return a + b;
      case Operation::subtract:
        return a - b;
      case Operation::multiply:
        return a * b;
      case Operation::divide:
        return a / b;
      case Operation::power:
        return std::pow(a, b);
      case Operation::abs:
        return std::fabs(a);
      case Operation::sign:
        return (a > 0) - (a < 0);
      case Operation::sqrt:
        return std::sqrt(a);
      case Operation::exp:
        return std::exp(a);
      case Operation::log:
        return std::log(a);
      case Operation::log1p:
        return std::log1p(a);
      case Operation::expm1:
        return std::expm1(a);
      case Operation::sin:
        return std::sin(a);
      case Operation::cos:
        return std::cos(a);
      case Operation::tan:
        return std::tan(a);
      case Operation::atan:
        return std::atan(a);
      case Operation::sinh:
        return std::sinh(a);
      case Operation::cosh:
        return std::cosh(a);
      case Operation::tanh:
        return std::tanh(a);
      case Operation::sigmoid:
        return 1 / (1 + std::exp(-a));
      case Operation::softplus:
        return std::max(a, 0.0) + std::log1p(std::exp(-std::fabs(a)));
      case Operation::erf:
        return std::erf(a);
      case Operation::min:
        return std::min(a, b);
      case Operation::max:
        return std::max(a, b);
      case Operation::clip:
        return std::min(std::max(a, b), c);
      case Operation::less:
        return a < b;
      case Operation::less_equal:
        return a <= b;
      case Operation::greater:
        return a > b;
      case Operation::greater_equal:
        return a >= b;
      case Operation::equal:
        return a == b;
      case Operation::both:
        return a != 0 && b != 0;
      case Operation::choose:
        return a != 0 ? b : c;
      default:
        return 0;
    }
  }
  std::vector<double> values_;
};

}  // namespace losslab::testing
