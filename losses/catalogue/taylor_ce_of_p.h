#include "losses/catalogue/taylor.h"
#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(p) = Σ (1 − p)^k/k for k = 1 … t; between whole orders the next term counts in part.
// ℓ(1) = 0, ℓ(0) = 1 + ½ + … + 1/t; t = 1: 1 − p; t → ∞: cross-entropy.
// Feng et al. 2020.
struct TaylorCeOfP {
  static constexpr LossInfo info = described_in_p(
      {.id = "taylor_ce_of_p",
       .english = "Taylor cross-entropy, of p",
       .chinese = "泰勒交叉熵（关于 p）",
       .also = "~Taylor-CE; ~泰勒交叉熵",
       .used_for = "label noise; noisy labels; 标签噪声; 噪声标签",
       .family = Family::of_probability,
       .formula = R"(\ell(p) = (1 - p) + \frac{(1 - p)^{2}}{2} + … + \frac{(1 - p)^{t}}{t})",
       .estimates = "a class, over-confident",
       .noise = "",
       .remark = "Cross-entropy, cut off after t terms of its series about p = 1: it stays finite at p = 0.",
       .source = "Feng et al. 2020"});
  static constexpr std::array parameters{series_order};
  double t = parameters[0].initial;

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T p) const {
    const Jet<T> sum = taylor_sum(1.0 - p, t);
    return {sum.value, -sum.gradient, sum.curvature};
  }

  Properties properties() const {
    return {.convex = true,
            .strongly_convex = t > 1,
            .bounded = true,
            .bounded_gradient = true,
            .symmetric = t == 1,
            .calibrated = Fact::yes,
            .proper = Fact::no,
            .lipschitz = taylor_sum(1.0, t).curvature};
  }
  Kinks kinks() const { return {}; }
};

LOSSLAB_END_TARGET;
