#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(m) = 1 − p/√(p² + q²), with p = σ(m).
// With P = σ(2m): ψ = −(1 − P)√P; ℓ(−∞) = 1.
// Good 1971; Gneiting & Raftery 2007.
struct Spherical {
  static constexpr LossInfo info{
      .id = "spherical",
      .english = "Spherical score",
      .chinese = "球形评分",
      .also = "spherical scoring rule; 球面评分; 球面分数",
      .used_for = "forecasts; probabilities; scoring rules; 概率预报; 评分规则",
      .family = Family::probability,
      .formula = R"(\ell(m) = 1 - \frac{p}{\sqrt{p^{2} + (1 - p)^{2}}}, p = \sigma(m))",
      .expression =
          "Q/(1 + sqrt(P))\n"
          "P = sigmoid(2*m)\n"
          "Q = sigmoid(-2*m)",
      .gradient_expression =
          "-Q*R\n"
          "R = exp(min(m, 0))/sqrt(1 + exp(-2*abs(m)))",
      .curvature_expression = "Q*R*(2*P - Q)",
      .estimates = "probability",
      .noise = "",
      .remark = "A bounded proper score: honest probabilities, and very wrong points lose their pull.",
      .source = "Good 1971; Gneiting & Raftery 2007",
      .link = "p = σ(f)"};
  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T m) const {
    // The parts of σ(2m), and the root of P from e^−|m| itself, as P leaves the range first.
    const T e = exp(-abs(m)), z = e * e, near_one = 1.0 / (1.0 + z), near_zero = z * near_one, h = sqrt(1.0 + z);
    const auto right = m >= 0.0;
    const T P = select(right, near_one, near_zero), Q = select(right, near_zero, near_one);
    const T root = select(right, T(1.0), e) / h;
    return {Q / (1.0 + root), -Q * root, Q * root * (2.0 * P - Q)};
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
