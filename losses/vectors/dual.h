#pragma once
#include "losses/core/elementary.h"

namespace losslab::scalar {

// A number with its derivative in one direction. Comparisons look at the value alone, and select drops the branch that
// it does not take, with its derivative.
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
  friend Dual min(Dual a, Dual b) { return a.v < b.v ? a : b; }
  friend Dual max(Dual a, Dual b) { return a.v > b.v ? a : b; }
  friend Dual abs(Dual x) { return x.v < 0 ? -x : x; }
  // A constant has no slope, not even where the root has none.
  friend Dual sqrt(Dual x) {
    const double root = scalar::sqrt(x.v);
    return {root, x.d == 0 ? 0 : x.d / (2 * root)};
  }
  friend Dual exp(Dual x) {
    const double power = scalar::exp(x.v);
    return {power, power * x.d};
  }
  friend Dual expm1(Dual x) { return {scalar::expm1(x.v), scalar::exp(x.v) * x.d}; }
  friend Dual log(Dual x) { return {scalar::log(x.v), x.d / x.v}; }
  friend Dual log1p(Dual x) { return {scalar::log1p(x.v), x.d / (1 + x.v)}; }
};

}  // namespace losslab::scalar
