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
      .family = Family::probability,
      .formula = R"(\ell(m) = 1 - \frac{p}{\sqrt{p^{2} + (1 - p)^{2}}}, p = \sigma(m))",
      .estimates = "probability",
      .noise = "",
      .remark = "A bounded proper score: honest probabilities, and very wrong points lose their pull.",
      .source = "Good 1971; Gneiting & Raftery 2007"};
  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T m) const {
    const auto [P, Q, s, t] = logistic_parts(2.0 * m);
    const T root = sqrt(P);
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
