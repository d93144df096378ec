// What the two Taylor cross-entropies have in common. Not a loss itself.
#if defined(LOSSLAB_TAYLOR_H) == defined(HWY_TARGET_TOGGLE)
#ifdef LOSSLAB_TAYLOR_H
#undef LOSSLAB_TAYLOR_H
#else
#define LOSSLAB_TAYLOR_H
#endif

#include "losses/core/jet.h"
#include "losses/core/math.h"
#include "losses/core/target.h"

LOSSLAB_BEGIN_TARGET

// The first terms of −log(1 − q) = q + q²/2 + q³/3 + …, and their derivatives by q. Of an order that is no whole number
// the fraction counts for the next term, so that the sum is continuous in the order.
template <class T>
LOSSLAB_INLINE Jet<T> taylor_sum(T q, double order) {
  const int whole = static_cast<int>(order);
  const double part = order - whole;
  T value = T(part / (whole + 1)), slope = T(part), bend = T(part * whole);
  for (int k = whole; k >= 1; --k) {
    value = 1.0 / k + q * value;
    slope = 1.0 + q * slope;
    if (k > 1) bend = (k - 1.0) + q * bend;
  }
  return {q * value, slope, bend};
}

LOSSLAB_END_TARGET;

#endif  // LOSSLAB_TAYLOR_H
