#include "losses/catalogue/normalised.h"
#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(p) = log p/(log p + log(1 − p)).
// ℓ(0) = 1, ℓ(1) = 0, level at both ends; ℓ(p) + ℓ(1 − p) = 1.
// Ma et al. 2020.
struct NormalisedCeOfP {
  static constexpr LossInfo info = described_in_p(
      {.id = "normalised_ce_of_p",
       .english = "Normalised cross-entropy, of p",
       .chinese = "归一化交叉熵（关于 p）",
       .also = "~NCE; ~normalized cross-entropy; ~归一化交叉熵",
       .used_for = "label noise; noisy labels; 标签噪声; 噪声标签",
       .family = Family::of_probability,
       .formula = R"(\ell(p) = \frac{\log p}{\log p + \log(1 - p)})",
       .expression = "if(p < 0.5, 1 - t/(s + t), s/(s + t))\n"
                     "s = min(-log(p), 1e300)\n"
                     "t = min(-log1p(-p), 1e300)",
       .gradient_expression = "-h/(s + t)\n"
                              "q = 1 - p\n"
                              "j = if(p > 0, t/p, 1)\n"
                              "k = if(p < 1, s/q, 1)\n"
                              "h = j/(s + t) + k/(s + t)",
       .curvature_expression = "(j*q - k*p + 2*h*(p - q))/(s + t)/(p*q*(s + t))",
       .estimates = "a class",
       .noise = "",
       .remark = "The cost of both labels always adds up to 1: certainty is the best report, whatever the noise.",
       .source = "Ma et al. 2020"});

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T p) const {
    return normalised_share_of_p(p);
  }

  Properties properties() const {
    return {.bounded = true, .bounded_gradient = true, .symmetric = true, .calibrated = Fact::yes, .proper = Fact::no};
  }
  Kinks kinks() const { return {}; }
};

LOSSLAB_END_TARGET;
