#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(p) = (1 − p^q)/q.
// ℓ(1) = 0, ℓ(0) = 1/q; q → 0: cross-entropy; q = 1: 1 − p.
// Zhang & Sabuncu 2018.
struct GceOfP {
  static constexpr LossInfo info =
      described_in_p({.id = "gce_of_p",
                      .english = "Generalised cross-entropy, of p",
                      .chinese = "广义交叉熵（关于 p）",
                      .also = "~Lq; ~广义交叉熵",
                      .used_for = "label noise; noisy labels; 标签噪声; 噪声标签",
                      .family = Family::of_probability,
                      .formula = R"(\ell(p) = \frac{1 - p^{q}}{q})",
                      .expression = "-expm1(q*log(p))/q",
                      .gradient_expression = "-p^(q - 1)",
                      .curvature_expression = "if(q < 1, (1 - q)*p^(q - 2), 0)",
                      .estimates = "a class, over-confident",
                      .noise = "",
                      .remark = "Between cross-entropy (q → 0) and absolute error (q = 1): at most 1/q, however "
                                "improbable what happened was.",
                      .source = "Zhang & Sabuncu 2018"});
  static constexpr std::array parameters{robustness};
  double q = parameters[0].initial;

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T p) const {
    if (q == 1) return {1.0 - p, T(-1.0), T(0.0)};
    const T s = 0.0 - log(p), qs = q * s, w = exp((1 - q) * s);
    return {select(qs < 1e-17, s, -expm1(-qs) / q), -w, ((1 - q) * w) / p};
  }

  Properties properties() const {
    return {.convex = true,
            .strongly_convex = q < 1,
            .bounded = true,
            .bounded_gradient = q == 1,
            .symmetric = q == 1,
            .calibrated = Fact::yes,
            .proper = Fact::no,
            .lipschitz = q == 1 ? 0 : infinity};
  }
  Kinks kinks() const { return {}; }
};

LOSSLAB_END_TARGET;
