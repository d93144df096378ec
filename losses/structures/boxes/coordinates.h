// Losses of the four coordinates of a box one by one: of its corners, or of its centre and the logarithm of its size.
#if defined(LOSSLAB_BOX_COORDINATES_H) == defined(HWY_TARGET_TOGGLE)
#ifdef LOSSLAB_BOX_COORDINATES_H
#undef LOSSLAB_BOX_COORDINATES_H
#else
#define LOSSLAB_BOX_COORDINATES_H
#endif

#include "losses/core/target.h"
#include "losses/structures/boxes/overlap.h"
#include "losses/structures/core/catalogue_parts.h"

LOSSLAB_BEGIN_TARGET

// Σ ℓ(x_k − t_k) over the corners.
template <class L, class T>
T of_corners(const L& loss, const StructuredCase<T>& at, T* gradient) {
  T sum = T(0.0);
  for (std::size_t k = 0; k < 4; ++k) {
    const Jet<T> jet = loss(at.x[k] - at.t[k]);
    sum = sum + jet.value;
    if (gradient) gradient[k] = jet.gradient;
  }
  return sum;
}

// Σ ℓ over the centre's distance from the true one in units of the true size, and log(w/w_t), log(h/h_t): what
// detectors regress (Girshick et al. 2014), with the target as the anchor. The gradient is in the corners.
template <class L, class T>
T of_deltas(const L& loss, const StructuredCase<T>& at, T* gradient) {
  T sum = T(0.0);
  for (std::size_t low = 0; low < 2; ++low) {
    const std::size_t high = low + 2;
    const double true_size = at.t[high] - at.t[low];
    const T low_off = at.x[low] - at.t[low], high_off = at.x[high] - at.t[high], size = at.x[high] - at.x[low];
    const Jet<T> place = loss((low_off + high_off) / (2 * true_size));
    const Jet<T> growth = loss(log_ratio(size, T(true_size), high_off - low_off));
    sum = sum + place.value + growth.value;
    if (gradient) {
      const T by_place = place.gradient / (2 * true_size), by_size = growth.gradient / size;
      gradient[low] = by_place - by_size;
      gradient[high] = by_place + by_size;
    }
  }
  return sum;
}

LOSSLAB_END_TARGET;

#endif  // LOSSLAB_BOX_COORDINATES_H
