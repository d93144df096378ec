// What the losses that are made of normalised cross-entropy have in common. Not a loss itself.
#if defined(LOSSLAB_NORMALISED_H) == defined(HWY_TARGET_TOGGLE)
#ifdef LOSSLAB_NORMALISED_H
#undef LOSSLAB_NORMALISED_H
#else
#define LOSSLAB_NORMALISED_H
#endif

#include "losses/core/jet.h"
#include "losses/core/math.h"
#include "losses/core/target.h"

LOSSLAB_BEGIN_TARGET

// log p/(log p + log(1 − p)) with p = σ(m), by m. Its slope is the entropy of p over the square of that sum.
template <class T>
LOSSLAB_INLINE Jet<T> normalised_share(T m) {
  const auto [p, q, cost, other_cost] = logistic_parts(m);
  const T s = min(T(largest), cost), t = min(T(largest), other_cost), sum = s + t;
  const T entropy = q * t + p * s, share = entropy / sum;
  return {s / sum, -share / sum, (((t - s) * (p * q) + 2.0 * share * (p - q)) / sum) / sum};
}

// The same by p.
template <class T>
LOSSLAB_INLINE Jet<T> normalised_share_of_p(T p) {
  const T q = 1.0 - p, s = min(T(largest), 0.0 - log(p)), t = min(T(largest), 0.0 - log1p(-p)), sum = s + t;
  // −log(1 − p)/p and −log p/(1 − p), which are 1 where both terms are 0.
  const T low = select(p == 0.0, T(1.0), t / p), high = select(q == 0.0, T(1.0), s / q);
  const T share = low / sum + high / sum;
  const T bend = (low * q - high * p) + 2.0 * share * (p - q);
  return {select(p < 0.5, 1.0 - t / sum, s / sum), -share / sum, (bend / sum) / (p * q * sum)};
}

LOSSLAB_END_TARGET;

#endif  // LOSSLAB_NORMALISED_H
