#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(m) = (1 − p)² with p = σ(m); the two-class Brier score is twice this.
// ℓ(0) = ¼, ℓ(−∞) = 1; the slope vanishes for m → −∞.
// Brier 1950.
struct BrierBinary {
  static constexpr LossInfo info{
      .id = "brier_binary",
      .english = "Brier",
      .chinese = "Brier 评分",
      .also =
          "Brier score; brier_score_loss; MSE of p; squared error of p; quadratic score; Brier 分数; "
          "布里尔; 布莱尔; ~MSE",
      .used_for = "calibration; forecasts; probabilities; 校准; 概率预报",
      .family = Family::probability,
      .formula = R"(\ell(m) = (1 - p)^{2}, p = \sigma(m))",
      .expression =
          "q^2\n"
          "q = sigmoid(-m)",
      .curvature_expression =
          "2*p*q^2*(2*p - q)\n"
          "p = sigmoid(m)",
      .estimates = "probability",
      .noise = "",
      .remark =
          "Squared error of the probability: bounded by 1, so one wrong label cannot "
          "dominate, and still an honest probability.",
      .source = "Brier 1950",
      .link = "p = σ(f)"};
  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T m) const {
    const auto [p, q, s, t] = logistic_parts(m);
    return {q * q, -2.0 * p * (q * q), 2.0 * p * (q * q) * (2.0 * p - q)};
  }

  Properties properties() const {
    return {.bounded = true,
            .bounded_gradient = true,
            .redescending = true,
            .calibrated = Fact::yes,
            .proper = Fact::yes,
            .lipschitz = largest_curvature(*this, -20, 20)};
  }
  Kinks kinks() const { return {}; }
};

LOSSLAB_END_TARGET;
