#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(m) = 1/(1 + e^(2m))² = brier_binary(2m).
// ℓ(0) = ¼, ℓ(−∞) = 1; the steepest slope is −16/27 at m = −½ log 2.
// Masnadi-Shirazi & Vasconcelos 2008.
struct Savage {
  static constexpr LossInfo info{
      .id = "savage",
      .english = "Savage",
      .chinese = "Savage 损失",
      .also = "SavageBoost; Savage 损失; 萨维奇",
      .used_for = "boosting; label noise; noisy labels; outliers; 提升; 标签噪声; 噪声标签; 离群值",
      .family = Family::margin,
      .formula = R"(\ell(m) = \frac{1}{(1 + \exp(2 m))^{2}})",
      .expression =
          "q^2\n"
          "q = sigmoid(-2*m)",
      .curvature_expression =
          "8*p*q^2*(2*p - q)\n"
          "p = sigmoid(2*m)",
      .estimates = "half the log-odds",
      .noise = "",
      .remark =
          "The Brier score of σ(2m): it is bounded, and very wrong points are forgotten, "
          "yet probabilities can be read off.",
      .source = "Masnadi-Shirazi & Vasconcelos 2008",
      .link = "p = σ(2f)"};
  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T m) const {
    const Jet<T> brier = BrierBinary{}(2.0 * m);
    return {brier.value, 2.0 * brier.gradient, 4.0 * brier.curvature};
  }

  Properties properties() const {
    return {.bounded = true,
            .bounded_gradient = true,
            .redescending = true,
            .calibrated = Fact::yes,
            .proper = Fact::yes,
            .lipschitz = largest_curvature(*this, -10, 10)};
  }
  Kinks kinks() const { return {}; }
};

LOSSLAB_END_TARGET;
