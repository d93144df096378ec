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
       .expression = "v*(1 + v*s2)\n"
                     "v = 1 - p\n"
                     "w2 = clip(t - 1, 0, 1)\n"
                     "w3 = clip(t - 2, 0, 1)\n"
                     "w4 = clip(t - 3, 0, 1)\n"
                     "w5 = clip(t - 4, 0, 1)\n"
                     "w6 = clip(t - 5, 0, 1)\n"
                     "w7 = clip(t - 6, 0, 1)\n"
                     "w8 = clip(t - 7, 0, 1)\n"
                     "w9 = clip(t - 8, 0, 1)\n"
                     "w10 = clip(t - 9, 0, 1)\n"
                     "s10 = w10/10\n"
                     "s9 = w9/9 + v*s10\n"
                     "s8 = w8/8 + v*s9\n"
                     "s7 = w7/7 + v*s8\n"
                     "s6 = w6/6 + v*s7\n"
                     "s5 = w5/5 + v*s6\n"
                     "s4 = w4/4 + v*s5\n"
                     "s3 = w3/3 + v*s4\n"
                     "s2 = w2/2 + v*s3",
       .gradient_expression = "-(1 + v*g2)\n"
                              "g10 = w10\n"
                              "g9 = w9 + v*g10\n"
                              "g8 = w8 + v*g9\n"
                              "g7 = w7 + v*g8\n"
                              "g6 = w6 + v*g7\n"
                              "g5 = w5 + v*g6\n"
                              "g4 = w4 + v*g5\n"
                              "g3 = w3 + v*g4\n"
                              "g2 = w2 + v*g3",
       .curvature_expression = "c2\n"
                               "c10 = 9*w10\n"
                               "c9 = 8*w9 + v*c10\n"
                               "c8 = 7*w8 + v*c9\n"
                               "c7 = 6*w7 + v*c8\n"
                               "c6 = 5*w6 + v*c7\n"
                               "c5 = 4*w5 + v*c6\n"
                               "c4 = 3*w4 + v*c5\n"
                               "c3 = 2*w3 + v*c4\n"
                               "c2 = w2 + v*c3",
       .expression_up_to = 10,
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
