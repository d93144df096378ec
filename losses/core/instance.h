// What every header of the catalogue includes, and how a loss is made from a row of parameter values.
#if defined(LOSSLAB_INSTANCE_H) == defined(HWY_TARGET_TOGGLE)
#ifdef LOSSLAB_INSTANCE_H
#undef LOSSLAB_INSTANCE_H
#else
#define LOSSLAB_INSTANCE_H
#endif

#include <array>
#include <cstddef>
#include <utility>

#include "losses/core/info.h"
#include "losses/core/jet.h"
#include "losses/core/kinks.h"
#include "losses/core/math.h"
#include "losses/core/target.h"
#include "losses/core/type_list.h"

LOSSLAB_BEGIN_TARGET

// A loss L with `values[i]` in its i-th parameter. Its first members are its parameters, in the order in which they are
// declared; what it derives from them once for a whole batch follows as members with initialisers.
template <class L>
LOSSLAB_INLINE L with_values(const double* values) {
  if constexpr (requires { L::parameters; }) {
    return [values]<std::size_t... i>(std::index_sequence<i...>) { return L{values[i]...}; }
    (std::make_index_sequence<L::parameters.size()>{});
  } else {
    return L{};
  }
}

// Fills in what each loss written in p says of itself.
constexpr LossInfo described_in_p(LossInfo info) {
  info.variable = "probability p";
  info.from = 0;
  info.to = 1;
  return info;
}

// The loss at x: NaN outside of where it is defined.
template <class L, class T>
LOSSLAB_INLINE Jet<T> jet_of(const L& loss, T x) {
  constexpr double from = L::info.from, to = L::info.to;
  if constexpr (from == -infinity && to == infinity) {
    return loss(x);
  } else {
    const Jet<T> jet = loss(x);
    const auto inside = (x >= from) && (x <= to);
    const T none = T(not_a_number);
    return {select(inside, jet.value, none), select(inside, jet.gradient, none), select(inside, jet.curvature, none)};
  }
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
