#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(m) = 1 − m, negative for m > 1.
// ℓ(0) = 1; ℓ(m) + ℓ(−m) = 2; unbounded below.
// van Rooyen et al. 2015.
struct Unhinged {
  static constexpr LossInfo info{.id = "unhinged",
                                 .english = "Unhinged",
                                 .chinese = "无合页损失",
                                 .also = "linear in the margin; negative margin; 去铰链; 无铰链",
                                 .used_for = "label noise; noisy labels; wrong labels; 标签噪声; 噪声标签",
                                 .family = Family::margin,
                                 .formula = R"(\ell(m) = 1 - m)",
                                 .expression = "1 - m",
                                 .estimates = "sign only, with a bound on f",
                                 .noise = "",
                                 .remark =
                                     "A straight line: every point pulls alike, right or wrong, so symmetric label "
                                     "noise cancels. It needs a bound on the weights.",
                                 .source = "van Rooyen et al. 2015"};
  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T m) const {
    return {1.0 - m, T(-1.0), T(0.0)};
  }

  Properties properties() const {
    return {.convex = true,
            .bounded_gradient = true,
            .symmetric = true,
            .calibrated = Fact::yes,
            .proper = Fact::no,
            .lipschitz = 0};
  }
  Kinks kinks() const { return {}; }
};

LOSSLAB_END_TARGET;
