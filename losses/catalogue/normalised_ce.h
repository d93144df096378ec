#include "losses/catalogue/normalised.h"
#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(m) = log p/(log p + log(1 − p)) with p = σ(m): cross-entropy over its sum for both labels.
// ℓ(0) = ½, ℓ(−∞) = 1, ℓ(m) + ℓ(−m) = 1; ℓ ≈ e^(−m)/m for m → ∞.
// Ma et al. 2020.
struct NormalisedCe {
  static constexpr LossInfo info{
      .id = "normalised_ce",
      .english = "Normalised cross-entropy",
      .chinese = "归一化交叉熵",
      .also = "normalized cross-entropy; ~NCE; ~NCELoss; NormalizedCrossEntropy; 归一化交叉熵; 规范化交叉熵",
      .used_for = "label noise; noisy labels; wrong labels; 标签噪声; 噪声标签; 错误标签",
      .family = Family::probability,
      .formula = R"(\ell(m) = \frac{\log p}{\log p + \log(1 - p)}, p = \sigma(m))",
      .expression =
          "s/(s + t)\n"
          "s = softplus(-m)\n"
          "t = softplus(m)",
      .gradient_expression =
          "-h/(s + t)\n"
          "h = (q*t + p*s)/(s + t)\n"
          "p = sigmoid(m)\n"
          "q = sigmoid(-m)",
      .curvature_expression = "((t - s)*p*q + 2*h*(p - q))/(s + t)/(s + t)",
      .estimates = "a class",
      .noise = "",
      .remark =
          "Cross-entropy divided by its sum over all labels: symmetric label noise does not move its minimum, but it "
          "pulls little and fits slowly by itself.",
      .source = "Ma et al. 2020"};

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T m) const {
    return normalised_share(m);
  }

  Properties properties() const {
    return {.bounded = true,
            .bounded_gradient = true,
            .redescending = true,
            .symmetric = true,
            .calibrated = Fact::yes,
            .proper = Fact::no,
            .lipschitz = largest_curvature(*this, -30, 30)};
  }
  Kinks kinks() const { return {}; }
};

LOSSLAB_END_TARGET;
