#include "losses/catalogue/score.h"

LOSSLAB_BEGIN_TARGET

// ℓ(q) = (q − π)² + π(1 − π).
// Least at q = π, where it is the variance of the event.
// Brier 1950.
struct ExpectedBrier : Score {
  static constexpr LossInfo info = described(
      {.id = "expected_brier",
       .english = "Expected Brier",
       .chinese = "期望 Brier 评分",
       .also = "expected quadratic score; expected Brier score; ~Brier score; 期望 Brier",
       .used_for = "probabilities; scoring rules; forecasts; 概率; 评分规则",
       .family = Family::score,
       .formula = R"(\ell(q) = (q - \pi)^{2} + \pi (1 - \pi))",
       .expression = "(q - truth)^2 + truth*(1 - truth)",
       .estimates = "probability",
       .noise = "",
       .remark = "A parabola with its bottom at the truth: reporting q away from π costs the squared distance.",
       .source = "Brier 1950",
       .link = "q itself"});

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T q) const {
    const T off = q - pi;
    return {off * off + pi * (1 - pi), 2.0 * off, T(2.0)};
  }

  Properties properties() const {
    return {.convex = true,
            .strongly_convex = true,
            .bounded = true,
            .bounded_gradient = true,
            .calibrated = Fact::yes,
            .proper = Fact::yes,
            .lipschitz = 2};
  }
};

LOSSLAB_END_TARGET;
