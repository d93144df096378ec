// The focal loss of p, by the margin and by p, and its form with a shifted probability, for the losses that are made of
// them. Not a loss itself.
#if defined(LOSSLAB_FOCUSING_H) == defined(HWY_TARGET_TOGGLE)
#ifdef LOSSLAB_FOCUSING_H
#undef LOSSLAB_FOCUSING_H
#else
#define LOSSLAB_FOCUSING_H
#endif

#include "losses/core/jet.h"
#include "losses/core/math.h"
#include "losses/core/target.h"

LOSSLAB_BEGIN_TARGET

// −(1 − p)^γ log p with p = σ(m), by m.
template <class T>
LOSSLAB_INLINE Jet<T> focal_of_margin(T m, double gamma) {
  const auto [p, q, s, t] = logistic_parts(m);
  const T w = power(q, -t, gamma), ps = p * min(s, T(largest));
  return {w * s, -w * (gamma * ps + q), w * (p * q * (1 + 2 * gamma) + gamma * ps * (gamma * p - q))};
}

// The same by p.
template <class T>
LOSSLAB_INLINE Jet<T> focal_of_probability(T p, double gamma) {
  const T v = 1.0 - p, s = 0.0 - log(p), odds = 1.0 / p;
  if (gamma == 0) return {s, -odds, odds * odds};
  // −log p over 1 − p, which is 1 at p = 1.
  const T log_v = log(v), steep = select(v == 0.0, T(1.0), s / v), w = power(v, log_v, gamma);
  const T bend = gamma * (gamma - 1) * min(steep, T(largest)) + (2 * gamma + v * odds) * odds;
  return {select(v == 0.0, T(0.0), w * s), -w * (gamma * steep + odds), power(v, log_v, gamma - 1) * bend};
}

// Of −P^γ log(1 − P) for P = q − δ > 0, with p + q = 1: −log(1 − P), that over P, P^γ and γP^(γ−1).
template <class T>
struct ShiftedFocus {
  T cost, steep, weight, slope;
};
template <class T>
LOSSLAB_INLINE ShiftedFocus<T> shifted_focus(T P, T p, double shift, double gamma) {
  const T cost = select(P > 0.5, 0.0 - log(p + shift), 0.0 - log1p(-min(P, T(0.5)))), log_P = log(P);
  return {cost, select(P == 0.0, T(1.0), cost / P), power(P, log_P, gamma),
          gamma == 0 ? T(0.0) : gamma * power(P, log_P, gamma - 1)};
}

LOSSLAB_END_TARGET;

#endif  // LOSSLAB_FOCUSING_H
