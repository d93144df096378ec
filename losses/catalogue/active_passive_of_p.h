#include "losses/catalogue/normalised.h"
#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(p) = α·log p/(log p + log(1 − p)) − βA(1 − p): normalised and reverse cross-entropy, log 0 := A < 0.
// ℓ(1) = 0, ℓ(0) = α − βA.
// Ma et al. 2020 (A = −4).
struct ActivePassiveOfP {
  static constexpr LossInfo info = described_in_p(
      {.id = "active_passive_of_p",
       .english = "Active-passive, of p",
       .chinese = "主动-被动损失（关于 p）",
       .also = "~APL; ~NCE+RCE; ~主动被动",
       .used_for = "label noise; noisy labels; 标签噪声; 噪声标签",
       .family = Family::of_probability,
       .formula = R"(\ell(p) = \alpha \frac{\log p}{\log p + \log(1 - p)} - \beta A (1 - p))",
       .expression = "alpha*if(p < 0.5, 1 - t/(s + t), s/(s + t)) - beta*A*q\n"
                     "q = 1 - p\n"
                     "s = min(-log(p), 1e300)\n"
                     "t = min(-log1p(-p), 1e300)",
       .gradient_expression = "-alpha*h/(s + t) + beta*A\n"
                              "j = if(p > 0, t/p, 1)\n"
                              "k = if(p < 1, s/q, 1)\n"
                              "h = j/(s + t) + k/(s + t)",
       .curvature_expression = "if(alpha > 0, alpha*(j*q - k*p + 2*h*(p - q))/(s + t)/(p*q*(s + t)), 0)",
       .estimates = "a class",
       .noise = "",
       .remark = "A straight line and a step with round corners, both the same for p and 1 − p but for their sign.",
       .source = "Ma et al. 2020"});
  static constexpr std::array parameters{active_weight, passive_weight, log_of_zero};
  double alpha = parameters[0].initial;
  double beta = parameters[1].initial;
  double A = parameters[2].initial;

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T p) const {
    const double k = -beta * A;
    if (alpha == 0) return {k * (1.0 - p), T(-k), T(0.0)};
    const Jet<T> active = normalised_share_of_p(p);
    return {alpha * active.value + k * (1.0 - p), alpha * active.gradient - k, alpha * active.curvature};
  }

  Properties properties() const {
    return {.convex = alpha == 0,
            .bounded = true,
            .bounded_gradient = true,
            .symmetric = true,
            .calibrated = alpha > 0 || beta > 0 ? Fact::yes : Fact::no,
            .proper = Fact::no,
            .lipschitz = alpha == 0 ? 0 : infinity};
  }
  Kinks kinks() const { return {}; }
};

LOSSLAB_END_TARGET;
