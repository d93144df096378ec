#pragma once
#include <cmath>
#include <limits>
#include <numbers>
#include <span>
#include <vector>

#include "losses/core/jet.h"
#include "losses/expression/expression.h"

namespace losslab {

// Value and derivatives of an expression, node by node, as the rules of differentiation have it: second-order forward
// differentiation for T = double, long double. What compiled formulas are compared with; it is not made for speed.
namespace plain {

template <class T>
Jet<T> chain(const Jet<T>& u, T value, T first, T second) {
  return {value, first * u.gradient, second * u.gradient * u.gradient + first * u.curvature};
}
template <class T>
Jet<T> product(const Jet<T>& u, const Jet<T>& v) {
  return {u.value * v.value, u.gradient * v.value + u.value * v.gradient,
          u.curvature * v.value + 2 * u.gradient * v.gradient + u.value * v.curvature};
}
template <class T>
bool is_constant(const Jet<T>& u) {
  return u.gradient == 0 && u.curvature == 0;
}

template <class T>
Jet<T> power(const Jet<T>& u, const Jet<T>& v) {
  if (is_constant(v)) {
    const T a = v.value, x = u.value;
    if (a == 0) return {1, 0, 0};
    if (a == 1) return u;
    return chain(u, std::pow(x, a), a * std::pow(x, a - 1), a == 2 ? T(2) : a * (a - 1) * std::pow(x, a - 2));
  }
  const T value = std::pow(u.value, v.value), log = std::log(u.value);
  if (is_constant(u)) return chain(v, value, log * value, log * log * value);
  const Jet<T> log_u = chain(u, log, 1 / u.value, -1 / (u.value * u.value));
  const Jet<T> exponent = product(v, log_u);
  return chain(exponent, value, value, value);
}

template <class T>
Jet<T> function(Operation operation, const Jet<T>& u) {
  const T x = u.value;
  switch (operation) {
    case Operation::negate:
      return {-x, -u.gradient, -u.curvature};
    case Operation::abs: {
      const T s = x > 0 ? T(1) : x < 0 ? T(-1) : x;
      return {std::fabs(x), s * u.gradient, s * u.curvature};
    }
    case Operation::sign:
      return {x > 0 ? T(1) : x < 0 ? T(-1) : x, 0, 0};
    case Operation::sqrt: {
      const T w = std::sqrt(x);
      return chain(u, w, 1 / (2 * w), -1 / (4 * w * x));
    }
    case Operation::exp:
      return chain(u, std::exp(x), std::exp(x), std::exp(x));
    case Operation::log:
      return chain(u, std::log(x), 1 / x, -1 / (x * x));
    case Operation::log1p:
      return chain(u, std::log1p(x), 1 / (1 + x), -1 / ((1 + x) * (1 + x)));
    case Operation::expm1:
      return chain(u, std::expm1(x), std::exp(x), std::exp(x));
    case Operation::sin:
      return chain(u, std::sin(x), std::cos(x), -std::sin(x));
    case Operation::cos:
      return chain(u, std::cos(x), -std::sin(x), -std::cos(x));
    case Operation::tan: {
      const T t = std::tan(x), slope = 1 + t * t;
      return chain(u, t, slope, 2 * t * slope);
    }
    case Operation::atan: {
      const T d = 1 / (1 + x * x);
      return chain(u, std::atan(x), d, -2 * x * d * d);
    }
    case Operation::sinh:
      return chain(u, std::sinh(x), std::cosh(x), std::sinh(x));
    case Operation::cosh:
      return chain(u, std::cosh(x), std::sinh(x), std::cosh(x));
    case Operation::tanh: {
      const T t = std::tanh(x), c = 1 / std::cosh(x);
      return chain(u, t, c * c, -2 * t * c * c);
    }
    case Operation::sigmoid: {
      const T e = std::exp(-std::fabs(x)), large = 1 / (1 + e), small = e * large;
      const T p = x >= 0 ? large : small, q = x >= 0 ? small : large;
      return chain(u, p, p * q, p * q * (q - p));
    }
    case Operation::softplus: {
      const T e = std::exp(-std::fabs(x)), large = 1 / (1 + e), small = e * large;
      return chain(u, std::fmax(x, T(0)) + std::log1p(e), x >= 0 ? large : small, large * small);
    }
    case Operation::erf: {
      const T slope = 2 * std::exp(-x * x) / std::sqrt(std::numbers::pi_v<T>);
      return chain(u, std::erf(x), slope, -2 * x * slope);
    }
    default:
      return {std::numeric_limits<T>::quiet_NaN(), 0, 0};
  }
}

template <class T>
Jet<T> larger(const Jet<T>& a, const Jet<T>& b) {
  if (std::isnan(a.value)) return a;
  return a.value > b.value ? a : b;
}
template <class T>
Jet<T> smaller(const Jet<T>& a, const Jet<T>& b) {
  if (std::isnan(a.value)) return a;
  return a.value < b.value ? a : b;
}

template <class T>
Jet<T> of_several(Operation operation, const Jet<T>& a, const Jet<T>& b, const Jet<T>& c) {
  const auto condition = [](bool holds) { return Jet<T>{holds ? T(1) : T(0), 0, 0}; };
  switch (operation) {
    case Operation::add:
      return {a.value + b.value, a.gradient + b.gradient, a.curvature + b.curvature};
    case Operation::subtract:
      return {a.value - b.value, a.gradient - b.gradient, a.curvature - b.curvature};
    case Operation::multiply:
      return product(a, b);
    case Operation::divide: {
      const T w = a.value / b.value, first = (a.gradient - w * b.gradient) / b.value;
      return {w, first, (a.curvature - 2 * first * b.gradient - w * b.curvature) / b.value};
    }
    case Operation::power:
      return power(a, b);
    case Operation::min:
      return smaller(a, b);
    case Operation::max:
      return larger(a, b);
    case Operation::clip:
      return larger(b, smaller(c, a));
    case Operation::less:
      return condition(a.value < b.value);
    case Operation::less_equal:
      return condition(a.value <= b.value);
    case Operation::greater:
      return condition(a.value > b.value);
    case Operation::greater_equal:
      return condition(a.value >= b.value);
    case Operation::equal:
      return condition(a.value == b.value);
    case Operation::both:
      return condition(a.value != 0 && b.value != 0);
    default:
      return a.value != 0 ? b : c;
  }
}

}  // namespace plain

// `values` has one for each parameter. Of kinks nothing is said: one of the sides is taken.
template <class T>
Jet<T> plain_jet(const Expression& expression, std::span<const double> values, T x) {
  std::vector<Jet<T>> jets;
  jets.reserve(expression.nodes.size());
  for (const ExpressionNode& node : expression.nodes) {
    const auto argument = [&](std::size_t i) {
      return node.arguments[i] < 0 ? Jet<T>{} : jets[static_cast<std::size_t>(node.arguments[i])];
    };
    if (node.operation == Operation::number) {
      jets.push_back({static_cast<T>(node.number), 0, 0});
    } else if (node.operation == Operation::variable) {
      jets.push_back({x, 1, 0});
    } else if (node.operation == Operation::parameter) {
      jets.push_back({static_cast<T>(values[static_cast<std::size_t>(node.parameter)]), 0, 0});
    } else if (node.arguments[1] < 0) {
      jets.push_back(plain::function(node.operation, argument(0)));
    } else {
      jets.push_back(plain::of_several(node.operation, argument(0), argument(1), argument(2)));
    }
  }
  return jets.back();
}

}  // namespace losslab
