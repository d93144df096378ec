// Losses of the overlap of two regions: 1 − (what they share)/(what either has), as Dice and Jaccard.
#if defined(LOSSLAB_MASK_REGION_H) == defined(HWY_TARGET_TOGGLE)
#ifdef LOSSLAB_MASK_REGION_H
#undef LOSSLAB_MASK_REGION_H
#else
#define LOSSLAB_MASK_REGION_H
#endif

#include "losses/core/target.h"
#include "losses/structures/masks/mask.h"

LOSSLAB_BEGIN_TARGET

inline constexpr Parameter mask_smoothing{.name = "smooth",
                                          .symbol = "s",
                                          .role = "smoothing",
                                          .initial = 1,
                                          .slider_min = 0,
                                          .slider_max = 10,
                                          .lower = 0,
                                          .also = "epsilon; eps; smooth_nr; smooth_dr"};
inline constexpr Parameter false_alarm_weight{.name = "alpha",
                                              .symbol = "α",
                                              .role = "weight of false positives",
                                              .initial = 0.3,
                                              .slider_min = 0,
                                              .slider_max = 1,
                                              .lower = 0};
inline constexpr Parameter missed_weight{.name = "beta",
                                         .symbol = "β",
                                         .role = "weight of false negatives",
                                         .initial = 0.7,
                                         .slider_min = 0,
                                         .slider_max = 1,
                                         .lower = 0};

// 1 − (TP + s)/(TP + α FP + β FN + s) of the soft counts TP = Σ p g, FP = Σ p(1 − g), FN = Σ (1 − p)g, as
// (α FP + β FN)/(…), which does not cancel. With s = 0 and an empty truth it is 1 for every prediction, and so it is 1
// with no gradient where the prediction is empty as well, although it is 0/0 there.
struct TverskyRatio {
  double alpha, beta, smooth;

  template <class T>
  T operator()(const MaskCase<T>& at, PixelSlope<T>* slopes) const {
    T hits = T(0.0), errors = T(0.0);
    for (std::size_t i = 0; i < at.size; ++i) {
      const double g = at.truth[i];
      hits = hits + g * at.pixels[i].p;
      errors = errors + (alpha * (1 - g)) * at.pixels[i].p + (beta * g) * at.pixels[i].q;
    }
    const T all = hits + errors + smooth;
    const auto defined = all > 0.0;
    const T whole = select(defined, all, T(1.0));
    if (slopes) {
      const T by_errors = select(defined, (hits + smooth) / whole / whole, T(0.0));
      const T by_hits = select(defined, errors / whole / whole, T(0.0));
      for (std::size_t i = 0; i < at.size; ++i) {
        const double g = at.truth[i];
        slopes[i].plain = (alpha * (1 - g) - beta * g) * by_errors - g * by_hits;
      }
    }
    return select(defined, errors / whole, T(1.0));
  }
};

LOSSLAB_END_TARGET;

#endif  // LOSSLAB_MASK_REGION_H
