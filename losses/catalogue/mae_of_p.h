#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(p) = 1 − p.
// ℓ(p) + ℓ(1 − p) = 1, which makes it immune to symmetric label noise.
// Ghosh et al. 2017.
struct MaeOfP {
  static constexpr LossInfo info = described_in_p(
      {.id = "mae_of_p",
       .english = "Absolute error, of p",
       .chinese = "绝对误差（关于 p）",
       .also = "~MAE; absolute error of the probability; ~L1",
       .used_for = "label noise; noisy labels; 标签噪声; 噪声标签",
       .family = Family::of_probability,
       .formula = R"(\ell(p) = 1 - p)",
       .expression = "1 - p",
       .estimates = "a class",
       .noise = "",
       .remark = "A straight line: certainty is always the best report, so no honest probability comes out of it.",
       .source = "Ghosh et al. 2017"});

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T p) const {
    return {1.0 - p, T(-1.0), T(0.0)};
  }

  Properties properties() const {
    return {.convex = true,
            .bounded = true,
            .bounded_gradient = true,
            .symmetric = true,
            .calibrated = Fact::yes,
            .proper = Fact::no,
            .lipschitz = 0};
  }
  Kinks kinks() const { return {}; }
};

LOSSLAB_END_TARGET;
