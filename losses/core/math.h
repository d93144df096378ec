// The mathematics of the losses for any number type T: double, SIMD pack, or a test's dual number. Built on abs, sqrt,
// min, max, select, exp, expm1, log and log1p of T, which for double and packs are in elementary.h.
//
// The names are those of LOSSES: p = σ(m), q = 1 − p = σ(−m), s = −log p. Each form keeps its relative accuracy over
// the whole range of doubles.
#if defined(LOSSLAB_MATH_H) == defined(HWY_TARGET_TOGGLE)
#ifdef LOSSLAB_MATH_H
#undef LOSSLAB_MATH_H
#else
#define LOSSLAB_MATH_H
#endif

#include "losses/core/elementary.h"
#include "losses/core/target.h"

LOSSLAB_BEGIN_TARGET

template <class T>
LOSSLAB_INLINE T square(T x) {
  return x * x;
}

// −1, 0 or +1; NaN stays NaN.
template <class T>
LOSSLAB_INLINE T sign(T x) {
  return select(x > 0.0, T(1.0), select(x < 0.0, T(-1.0), x));
}

// `yes` where the condition holds, else 0.
template <class M, class T>
LOSSLAB_INLINE T where(M condition, T yes) {
  return select(condition, yes, T(0.0));
}

// For numbers that are not the machine's own, as those that carry derivatives; the others are in elementary.h.
template <class T>
requires(!Real<T>) LOSSLAB_INLINE T tanh(T x) {
  const T e = expm1(-2.0 * abs(x));
  const T magnitude = -e / (2.0 + e);
  return select(x < 0.0, -magnitude, magnitude);
}
template <class T>
requires(!Real<T>) LOSSLAB_INLINE DecayParts<T> decay_parts(T a) {
  const T e = exp(-a), large = 1.0 / (1.0 + e);
  return {large, e * large, log1p(e)};
}

// α for the class +1 and 1 − α for −1.
LOSSLAB_INLINE double weight_of_class(double y, double alpha) { return y > 0 ? alpha : 1 - alpha; }

// x held between low and high; NaN stays NaN.
template <class T>
LOSSLAB_INLINE T clip(T x, double low, double high) {
  return max(T(low), min(T(high), x));
}

// x/scale, but finite for finite x.
template <class T>
LOSSLAB_INLINE T ratio(T x, double scale) {
  return clip(x / scale, -largest, largest);
}

// p = σ(m), q = σ(−m), s = −log p, t = −log q from a single exponential; what is not used costs nothing.
template <class T>
struct Logistic {
  T p, q, s, t;
};
template <class T>
LOSSLAB_INLINE Logistic<T> logistic_parts(T m) {
  const auto [large, small, bend] = decay_parts(abs(m));
  const auto right = m >= 0.0;
  return {select(right, large, small), select(right, small, large), max(T(0.0), -m) + bend, max(T(0.0), m) + bend};
}

// log(1 + e^x) and 1/(1 + e^−x).
template <class T>
LOSSLAB_INLINE T softplus(T x) {
  return logistic_parts(-x).s;
}
template <class T>
LOSSLAB_INLINE T sigmoid(T x) {
  return logistic_parts(x).p;
}

// x^n for x = exp(log_x) in (0, 1], with the common exponents exact.
template <class T>
LOSSLAB_INLINE T power(T x, T log_x, double n) {
  if (n == 0) return T(1.0);
  if (n == 1) return x;
  if (n == 2) return x * x;
  return exp(n * log_x);
}

// 1/(1+u²), u/(1+u²) and u²/(1+u²), where u² may overflow.
template <class T>
struct Lorentz {
  T zeroth, first, second;
};
template <class T>
LOSSLAB_INLINE Lorentz<T> lorentz(T u) {
  const auto far = abs(u) > 1.0;
  const T b = select(far, 1.0 / u, u);
  const T near_one = 1.0 / (1.0 + b * b), near_zero = b * b * near_one;
  return {select(far, near_zero, near_one), b * near_one, select(far, near_one, near_zero)};
}

// The same for u = r/c, where u itself may leave the range.
template <class T>
LOSSLAB_INLINE Lorentz<T> lorentz(T r, double c) {
  const auto far = abs(r) > c;
  const T b = select(far, T(c), r) / select(far, r, T(c));
  const T near_one = 1.0 / (1.0 + b * b), near_zero = b * b * near_one;
  return {select(far, near_zero, near_one), b * near_one, select(far, near_one, near_zero)};
}

// log(1 + u²), where u² may overflow: beyond 1e8 it is 2 log|u| to the last bit.
template <class T>
LOSSLAB_INLINE T log1p_square(T u) {
  const T a = abs(u);
  const auto far = a > 1e8;
  return select(far, T(2.0), T(1.0)) * log1p(select(far, a - 1.0, a * a));
}

// The same for u = r/c, where u itself may leave the range.
template <class T>
LOSSLAB_INLINE T log1p_square(T r, double c) {
  const T a = abs(r);
  const auto far = a > 1e8 * c;
  return select(far, 2.0 * (log(a) - log(c)), log1p(square(select(far, T(0.0), a) / c)));
}

// a − log(1 + a) for a ≥ −1: by 2·artanh where the two terms cancel.
template <class T>
LOSSLAB_INLINE T less_log1p(T a) {
  const T t = a / (2.0 + a), z = t * t;
  T series = T(2.0 / 25);
  for (int odd = 23; odd >= 3; odd -= 2) series = 2.0 / odd + z * series;
  return select((a < 0.5) && (a > -0.3), t * (a - z * series), a - log1p(a));
}

// log(x/y) for x, y ≥ 0, with off = x − y at hand as it was before any rounding.
template <class T>
LOSSLAB_INLINE T log_ratio(T x, T y, T off) {
  return select(abs(off) > 0.3 * y, log(x) - log(y), log1p(clip(off / y, -0.5, 0.5)));
}

// x log(x/y) + y − x for x, y ≥ 0 with off = y − x: what one outcome of probability x adds to its Kullback-Leibler
// divergence from y. It is never negative, so that no two such terms cancel.
template <class T>
LOSSLAB_INLINE T divergence_term(T x, T y, T off) {
  const T near = x * less_log1p(clip(off / x, -0.5, 0.5)), far = off - x * (log(y) - log(x));
  return select(x == 0.0, y, select(abs(off) > 0.3 * x, far, near));
}

// Slope and curvature of −π log q − (1 − π) log(1 − q), where an outcome that cannot happen says nothing.
template <class T>
struct BernoulliTerms {
  T slope, bend;
};
template <class T>
LOSSLAB_INLINE BernoulliTerms<T> bernoulli_terms(T q, double truth) {
  const T other = 1.0 - q, here = 1.0 / q, there = 1.0 / other;
  if (truth == 0) return {there, there * there};
  if (truth == 1) return {-here, here * here};
  return {((q - truth) / q) / other, truth * here * here + (1 - truth) * there * there};
}

// e^x − 1 − x.
template <class T>
LOSSLAB_INLINE T expm1_less(T x) {
  return select(abs(x) < 0.3, x * x * detail::exp_tail(x), expm1(x) - min(x, T(1e3)));
}

LOSSLAB_END_TARGET;

#endif  // LOSSLAB_MATH_H
