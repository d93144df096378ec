// What the two bi-tempered losses have in common. Not a loss itself.
//
// With log_t x = (x^(1−t) − 1)/(1 − t) and exp_t its inverse, both of which are the usual ones at t = 1.
#if defined(LOSSLAB_TEMPERED_H) == defined(HWY_TARGET_TOGGLE)
#ifdef LOSSLAB_TEMPERED_H
#undef LOSSLAB_TEMPERED_H
#else
#define LOSSLAB_TEMPERED_H
#endif

#include "losses/core/math.h"
#include "losses/core/target.h"

LOSSLAB_BEGIN_TARGET

// log(1 + c·x)/c for c > 0, x ≥ 0. For large c the product may leave the range.
template <class T>
LOSSLAB_INLINE T log1p_over(T x, double c) {
  return c > 1 ? (log(1 / c + x) + log(c)) / c : log1p(c * x) / c;
}

// The tempered softmax of the activations m and 0 at the temperature 1 + c: p = exp_t(m − λ) and q = exp_t(−λ) with
// the λ that makes p + q = 1; s = −log p, t = −log q. At c = 0 it is p = σ(m).
template <class T>
LOSSLAB_INLINE Logistic<T> tempered_parts(T m, double c) {
  if (c == 0) return logistic_parts(m);
  // The smaller of both is w = exp(u) with w^−c = c|m| + (1 − w)^−c, by Newton's method on the logarithm of that
  // equation, from w = ½ on its right side. The slope of it stays between 1 and 2 and changes little: after four steps
  // the error is below 1e-18 whatever c and m are. Each step is written as the mean of u and of the right side, so that
  // the steps leave far points alone.
  const T a = abs(m);
  T u = -log1p_over(a + expm1(c * log_2) / c, c);
  for (int step = 0; step < 4; ++step) {
    const T w = exp(u), rise = expm1(-c * log1p(-w)), x = a + rise / c;
    const T weight = ((1.0 + rise) / (1.0 + c * x)) * (w / (1.0 - w));
    // Where u is below −800, its weight is 0; u itself may be −∞.
    u = (weight * max(T(-800.0), u) - log1p_over(x, c)) / (1.0 + weight);
  }
  const T w = exp(u), rest = 1.0 - w, log_rest = log1p(-w);
  const auto right = m >= 0.0;
  return {select(right, rest, w), select(right, w, rest), select(right, -log_rest, -u), select(right, -u, -log_rest)};
}

// −log_t p − (1 − p^(2−t) − q^(2−t))/(2 − t) for p + q = 1 and t = 1 − d, as q^(1+d)/(1 + d) and the integral of
// x^(d−1)(1 − x) from p to 1: both are positive, while the terms above cancel where q is small.
template <class T>
LOSSLAB_INLINE T tempered_cost(const Logistic<T>& at, double d) {
  const T s = at.s, more = (1 + d) * s;
  // The integral of e^(−dx)(1 − e^(−x)) from 0 to s: the terms of first order, which cancel, are left out where s is
  // small.
  const T small = expm1_less(-more) / (1 + d) - (d == 0 ? T(0.0) : expm1_less(-d * s) / d);
  const T large = (d == 0 ? s : -expm1(-d * s) / d) + expm1(-more) / (1 + d);
  return power(at.q, -at.t, 1 + d) / (1 + d) + select(s < 1.0, small, large);
}

LOSSLAB_END_TARGET;

#endif  // LOSSLAB_TEMPERED_H
