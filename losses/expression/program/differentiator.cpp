#include "losses/expression/program/differentiator.h"

#include <cmath>
#include <limits>

namespace losslab {

using Row = RowOperation;

RowJet Differentiator::chain(const RowJet& u, int value, int first, int second) {
  if (u.gradient < 0) return {value, -1, -1};
  return {value, times(first, u.gradient), plus(times(second, square(u.gradient)), times(first, u.curvature))};
}

RowJet Differentiator::sum(const RowJet& u, const RowJet& v) {
  return {graph_.sum(u.value, v.value), plus(u.gradient, v.gradient), plus(u.curvature, v.curvature)};
}
RowJet Differentiator::difference(const RowJet& u, const RowJet& v) {
  return {graph_.difference(u.value, v.value), minus(u.gradient, v.gradient), minus(u.curvature, v.curvature)};
}

RowJet Differentiator::product(const RowJet& u, const RowJet& v) {
  if (u.value == v.value) return constant_power(u, 2);
  const int across = times(u.gradient, v.gradient);
  return {graph_.product(u.value, v.value), plus(times(u.gradient, v.value), times(u.value, v.gradient)),
          plus(plus(times(u.curvature, v.value), times(u.value, v.curvature)), times(number(2), across))};
}

RowJet Differentiator::quotient(const RowJet& u, const RowJet& v) {
  const int value = graph_.quotient(u.value, v.value);
  if (v.gradient < 0) {
    const int share = graph_.reciprocal(v.value);
    return {value, times(u.gradient, share), times(u.curvature, share)};
  }
  const int share = graph_.reciprocal(v.value);
  const int slope = times(minus(u.gradient, times(value, v.gradient)), share);
  const int bend = minus(minus(u.curvature, times(number(2), times(slope, v.gradient))), times(value, v.curvature));
  return {value, slope, times(bend, share)};
}

RowJet Differentiator::power(const RowJet& u, const RowJet& v) {
  if (is_constant(v)) return constant_power(u, graph_.number_of(v.value));
  if (is_constant(u)) return power_of_constant(graph_.number_of(u.value), v);
  const int value = row(Row::power, u.value, v.value);
  const RowJet exponent = product(v, of_one(Operation::log, u));
  return chain({exponent.value, exponent.gradient, exponent.curvature}, value, value, value);
}

RowJet Differentiator::constant_power(const RowJet& u, double a) {
  if (a == 0) return {number(1), -1, -1};
  if (a == 1) return u;
  const int value = graph_.constant_power(u.value, a);
  if (u.gradient < 0) return {value, -1, -1};
  const bool is_simple = std::fabs(a) <= 32 && 2 * a == std::floor(2 * a);
  if (is_simple) {
    return chain(u, value, times(number(a), graph_.constant_power(u.value, a - 1)),
                 a == 2 ? number(2) : times(number(a * (a - 1)), graph_.constant_power(u.value, a - 2)));
  }
  // u^(a − 1) = u^a/u, but for its limit at 0.
  const double limit = std::numeric_limits<double>::infinity();
  const int share = graph_.reciprocal(u.value), zero = number(0);
  const int once =
      graph_.apply(Row::choose_equal, u.value, zero, number(a > 1 ? 0 : limit), graph_.product(value, share));
  const int twice =
      graph_.apply(Row::choose_equal, u.value, zero, number(a > 2 ? 0 : limit), graph_.product(once, share));
  return chain(u, value, times(number(a), once), times(number(a * (a - 1)), twice));
}

RowJet Differentiator::power_of_constant(double base, const RowJet& v) {
  const int value = row(Row::power, number(base), v.value);
  if (v.gradient < 0) return {value, -1, -1};
  const int slope = times(value, number(std::log(base)));
  return chain(v, value, slope, times(slope, number(std::log(base))));
}

RowJet Differentiator::chosen(RowOperation operation, int a, int b, const RowJet& u, const RowJet& v) {
  if (graph_.is_number(a) && graph_.is_number(b)) {
    return apply_to_numbers(operation, graph_.number_of(a), graph_.number_of(b), 1, 0) != 0 ? u : v;
  }
  const auto select = [&](int yes, int no) {
    if (yes == no) return yes;
    return graph_.apply(operation, a, b, or_zero(yes), or_zero(no));
  };
  return {select(u.value, v.value), select(u.gradient, v.gradient), select(u.curvature, v.curvature)};
}
RowJet Differentiator::chosen(int condition, const RowJet& u, const RowJet& v) {
  if (graph_.is_number(condition)) return graph_.number_of(condition) != 0 ? u : v;
  const auto select = [&](int yes, int no) {
    if (yes == no) return yes;
    return graph_.apply(Row::choose, condition, or_zero(yes), or_zero(no));
  };
  return {select(u.value, v.value), select(u.gradient, v.gradient), select(u.curvature, v.curvature)};
}

RowJet Differentiator::larger(const RowJet& u, const RowJet& v) {
  RowJet jet = chosen(Row::choose_less, u.value, v.value, v, u);
  jet.value = row(Row::max, u.value, v.value);
  return jet;
}
RowJet Differentiator::smaller(const RowJet& u, const RowJet& v) {
  RowJet jet = chosen(Row::choose_less, u.value, v.value, u, v);
  jet.value = row(Row::min, u.value, v.value);
  return jet;
}

RowJet Differentiator::expm1_less(const RowJet& u) {
  return chain(u, row(Row::expm1_less, u.value), row(Row::expm1, u.value), row(Row::exp, u.value));
}
RowJet Differentiator::less_log1p(const RowJet& u) {
  const int share = graph_.reciprocal(graph_.sum(number(1), u.value));
  return chain(u, row(Row::less_log1p, u.value), graph_.product(u.value, share), graph_.square(share));
}
RowJet Differentiator::log_cosh(const RowJet& u) {
  const RowJet slope = of_one(Operation::tanh, {u.value, number(1), -1});
  return chain(u, row(Row::log_cosh, u.value), slope.value, slope.gradient);
}
RowJet Differentiator::root_less(const RowJet& under, const RowJet& u, double w) {
  RowJet jet = of_one(Operation::sqrt, under);
  jet.value = graph_.quotient(u.value, graph_.sum(number(w), jet.value));
  return jet;
}

// σ(u), or log(1 + e^u), from the one exponential e = e^−|u|, which does not overflow.
RowJet Differentiator::logistic(Operation operation, const RowJet& u) {
  const int e = row(Row::exp, graph_.negative(row(Row::abs, u.value)));
  const int large = graph_.reciprocal(graph_.sum(number(1), e)), small = graph_.product(e, large);
  const int p = graph_.apply(Row::choose_less, u.value, number(0), small, large);
  const int slope = graph_.product(small, large);
  if (operation == Operation::softplus) {
    return chain(u, graph_.sum(row(Row::max, number(0), u.value), row(Row::log1p, e)), p, slope);
  }
  // 1 − 2p = tanh(−u/2)
  const int size = graph_.product(graph_.negative(row(Row::expm1, graph_.negative(row(Row::abs, u.value)))), large);
  const int less = graph_.apply(Row::choose_less, u.value, number(0), size, graph_.negative(size));
  return chain(u, p, slope, graph_.product(slope, less));
}

RowJet Differentiator::of_one(Operation operation, const RowJet& u) {
  const int x = u.value;
  switch (operation) {
    case Operation::negate:
      return {graph_.negative(x), minus(-1, u.gradient), minus(-1, u.curvature)};
    case Operation::abs: {
      RowJet jet = chosen(Row::choose_less, x, number(0), of_one(Operation::negate, u), u);
      jet.value = row(Row::abs, x);
      return jet;
    }
    case Operation::sign:
      return {row(Row::sign, x), -1, -1};
    case Operation::sqrt: {
      const int root = row(Row::sqrt, x), first = graph_.product(number(0.5), graph_.reciprocal(root));
      if (u.gradient < 0) return {root, -1, -1};
      const int slope = times(first, u.gradient);
      // (√u)″ = (u″/2 − (√u)′²)/√u
      const int bend = minus(times(number(0.5), u.curvature), square(slope));
      return {root, slope, times(bend, graph_.reciprocal(root))};
    }
    case Operation::exp: {
      const int e = row(Row::exp, x);
      return chain(u, e, e, e);
    }
    case Operation::log: {
      const int share = graph_.reciprocal(x);
      return chain(u, row(Row::log, x), share, graph_.negative(graph_.square(share)));
    }
    case Operation::log1p: {
      const int share = graph_.reciprocal(graph_.sum(number(1), x));
      return chain(u, row(Row::log1p, x), share, graph_.negative(graph_.square(share)));
    }
    case Operation::expm1: {
      const int e = row(Row::exp, x);
      return chain(u, row(Row::expm1, x), e, e);
    }
    case Operation::sin: {
      const int s = row(Row::sin, x);
      return chain(u, s, row(Row::cos, x), graph_.negative(s));
    }
    case Operation::cos: {
      const int c = row(Row::cos, x);
      return chain(u, c, graph_.negative(row(Row::sin, x)), graph_.negative(c));
    }
    case Operation::tan: {
      const int t = row(Row::tan, x), slope = graph_.sum(number(1), graph_.square(t));
      return chain(u, t, slope, graph_.product(graph_.product(number(2), t), slope));
    }
    case Operation::atan: {
      const int slope = graph_.reciprocal(graph_.sum(number(1), graph_.square(x)));
      return chain(u, row(Row::atan, x), slope, graph_.product(graph_.product(number(-2), x), graph_.square(slope)));
    }
    case Operation::sinh: {
      const int s = row(Row::sinh, x);
      return chain(u, s, row(Row::cosh, x), s);
    }
    case Operation::cosh: {
      const int c = row(Row::cosh, x);
      return chain(u, c, row(Row::sinh, x), c);
    }
    case Operation::tanh: {
      // 1 − tanh² = 4e/(1 + e)² with e = e^−2|u| keeps its digits far out.
      const int e = row(Row::exp, graph_.product(number(-2), row(Row::abs, x)));
      const int t = row(Row::tanh, x), share = graph_.reciprocal(graph_.sum(number(1), e));
      const int slope = graph_.product(graph_.product(number(4), e), graph_.square(share));
      return chain(u, t, slope, graph_.product(graph_.product(number(-2), t), slope));
    }
    case Operation::sigmoid:
    case Operation::softplus:
      return logistic(operation, u);
    case Operation::erf: {
      constexpr double height = 1.12837916709551257390;  // 2/√π
      const int slope = graph_.product(number(height), row(Row::exp, graph_.negative(graph_.square(x))));
      return chain(u, row(Row::erf, x), slope, graph_.product(graph_.product(number(-2), x), slope));
    }
    default:
      return {number(std::numeric_limits<double>::quiet_NaN()), -1, -1};
  }
}

}  // namespace losslab
