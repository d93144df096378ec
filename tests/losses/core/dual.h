#pragma once
#include <cmath>

#include "losses/core/instance.h"

namespace losslab::testing {

// A number with its derivative, for forward differentiation. Comparisons look at the value alone, and select drops the
// branch that it does not take, with its derivative.
struct Dual {
  double v = 0, d = 0;

  Dual() = default;
  Dual(double value) : v(value) {}  // NOLINT: a conversion by intent
  Dual(double value, double derivative) : v(value), d(derivative) {}

  friend Dual operator+(Dual a, Dual b) { return {a.v + b.v, a.d + b.d}; }
  friend Dual operator-(Dual a, Dual b) { return {a.v - b.v, a.d - b.d}; }
  friend Dual operator*(Dual a, Dual b) { return {a.v * b.v, a.d * b.v + a.v * b.d}; }
  friend Dual operator/(Dual a, Dual b) { return {a.v / b.v, (a.d - (a.v / b.v) * b.d) / b.v}; }
  friend Dual operator-(Dual a) { return {-a.v, -a.d}; }
  friend bool operator<(Dual a, Dual b) { return a.v < b.v; }
  friend bool operator<=(Dual a, Dual b) { return a.v <= b.v; }
  friend bool operator>(Dual a, Dual b) { return a.v > b.v; }
  friend bool operator>=(Dual a, Dual b) { return a.v >= b.v; }
  friend bool operator==(Dual a, Dual b) { return a.v == b.v; }
  friend bool operator!=(Dual a, Dual b) { return a.v != b.v; }

  friend Dual select(bool c, Dual yes, Dual no) { return c ? yes : no; }
  friend Dual min(Dual a, Dual b) { return a < b ? a : b; }
  friend Dual max(Dual a, Dual b) { return a > b ? a : b; }
  friend Dual abs(Dual x) { return std::signbit(x.v) ? -x : x; }
  friend Dual copy_sign(Dual magnitude, Dual sign) {
    return std::signbit(magnitude.v) == std::signbit(sign.v) ? magnitude : -magnitude;
  }
  // A constant has no slope, not even where the root has none.
  friend Dual sqrt(Dual x) { return {std::sqrt(x.v), x.d == 0 ? 0 : x.d / (2 * std::sqrt(x.v))}; }
  friend Dual exp(Dual x) { return {std::exp(x.v), std::exp(x.v) * x.d}; }
  friend Dual expm1(Dual x) { return {std::expm1(x.v), std::exp(x.v) * x.d}; }
  friend Dual log(Dual x) { return {std::log(x.v), x.d / x.v}; }
  friend Dual sin(Dual x) { return {std::sin(x.v), std::cos(x.v) * x.d}; }
  friend Dual cos(Dual x) { return {std::cos(x.v), -std::sin(x.v) * x.d}; }
  friend Dual atan(Dual x) { return {std::atan(x.v), x.d / (1 + x.v * x.v)}; }
  friend Dual log1p(Dual x) { return {std::log1p(x.v), x.d / (1 + x.v)}; }
};

// A loss of those parameters at x.
using DualFormula = Jet<Dual>(const double* parameters, Dual x);
template <class L>
Jet<Dual> dual_jet(const double* parameters, Dual x) {
  return scalar::with_values<L>(parameters)(x);
}

}  // namespace losslab::testing
