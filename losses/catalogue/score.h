// What the scores of a forecast have in common. Not a loss itself.
#if defined(LOSSLAB_SCORE_H) == defined(HWY_TARGET_TOGGLE)
#ifdef LOSSLAB_SCORE_H
#undef LOSSLAB_SCORE_H
#else
#define LOSSLAB_SCORE_H
#endif

#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// A function of the reported probability q of an event that truly has the probability π; smooth within [0, 1].
struct Score {
  static constexpr std::array parameters{true_probability};
  double pi = parameters[0].initial;

  // Fills in what each of them says of itself.
  static constexpr LossInfo described(LossInfo info) {
    info.variable = "reported probability q";
    info.from = 0;
    info.to = 1;
    return info;
  }
  Kinks kinks() const { return {}; }
};

LOSSLAB_END_TARGET;

#endif  // LOSSLAB_SCORE_H
