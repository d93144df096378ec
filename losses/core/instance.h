// What every header of the catalogue includes, and how a loss is made from a row of parameter values.
#if defined(LOSSLAB_INSTANCE_H) == defined(HWY_TARGET_TOGGLE)
#ifdef LOSSLAB_INSTANCE_H
#undef LOSSLAB_INSTANCE_H
#else
#define LOSSLAB_INSTANCE_H
#endif

#include <array>
#include <cstddef>

#include "losses/core/info.h"
#include "losses/core/jet.h"
#include "losses/core/kinks.h"
#include "losses/core/math.h"
#include "losses/core/target.h"
#include "losses/core/type_list.h"

LOSSLAB_BEGIN_TARGET

// A loss L with `values[i]` in its i-th parameter. Losses without parameters declare neither `parameters` nor
// `members`.
template <class L>
L with_values(const double* values) {
  L loss;
  if constexpr (requires { L::members; }) {
    for (std::size_t i = 0; i < L::members.size(); ++i) loss.*L::members[i] = values[i];
  }
  return loss;
}

// sup |ℓ″| of a smooth loss over [from, to], for a Lipschitz constant that has no closed form: the largest point of a
// grid, then thirds around it. Good to about 1e-12.
template <class L>
double largest_curvature(const L& loss, double from, double to) {
  const auto size = [&](double x) { return abs(loss(x).curvature); };
  constexpr int points = 512;
  const double step = (to - from) / points;
  double best = from, best_size = size(from);
  for (int i = 1; i <= points; ++i) {
    const double x = from + i * step, here = size(x);
    if (here > best_size) {
      best = x;
      best_size = here;
    }
  }
  double low = best - step, high = best + step;
  for (int i = 0; i < 60; ++i) {
    const double third = (high - low) / 3;
    if (size(low + third) < size(high - third)) {
      low += third;
    } else {
      high -= third;
    }
  }
  return max(best_size, size(0.5 * (low + high)));
}

LOSSLAB_END_TARGET;

#endif  // LOSSLAB_INSTANCE_H
