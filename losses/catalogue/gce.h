#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(m) = (1 − p^q)/q with p = σ(m).
// ℓ → 1/q for m → −∞; q → 0: cross-entropy; q = 1: 1 − p.
// Zhang & Sabuncu 2018.
struct GeneralisedCrossEntropy {
  static constexpr LossInfo info{
      .id = "gce",
      .english = "Generalised cross-entropy",
      .chinese = "广义交叉熵",
      .also = "generalized cross-entropy; Lq; Lq loss; truncated Lq; Box-Cox; 广义交叉熵",
      .used_for = "label noise; noisy labels; wrong labels; mislabelled data; 标签噪声; 噪声标签; 错误标签",
      .family = Family::probability,
      .formula = R"(\ell(m) = \frac{1 - p^{q}}{q}, p = \sigma(m))",
      .expression =
          "-expm1(-q*s)/q\n"
          "s = softplus(-m)",
      .estimates = "a class, over-confident",
      .noise = "",
      .remark =
          "A point that is very wrong costs at most 1/q and hardly pulls: wrong labels are "
          "forgotten. q goes from cross-entropy (0) to absolute error (1).",
      .source = "Zhang & Sabuncu 2018"};
  static constexpr std::array parameters{robustness};
  double q = parameters[0].initial;

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T m) const {
    const auto [right, wrong, s, t] = logistic_parts(m);
    const T qs = q * s, w = q == 1 ? right : exp(-qs);
    // p − q·(1 − p), from tanh near its zero.
    const T slope = select(abs(m) < 1.0, tanh(0.5 * m) + (1 - q) * wrong, right - q * wrong);
    return {select(qs < 1e-17, s, -expm1(-qs) / q), -w * wrong, w * wrong * slope};
  }

  Properties properties() const {
    return {.bounded = true,
            .bounded_gradient = true,
            .redescending = true,
            .symmetric = q == 1,
            .calibrated = Fact::yes,
            .proper = Fact::no,
            .lipschitz = largest_curvature(*this, -60, 60)};
  }
  Kinks kinks() const { return {}; }
};

LOSSLAB_END_TARGET;
