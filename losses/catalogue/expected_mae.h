#include "losses/catalogue/score.h"

LOSSLAB_BEGIN_TARGET

// ℓ(q) = π(1 − q) + (1 − π)q.
// A straight line of slope 1 − 2π: least at 0 or 1, not at π.
// Gneiting & Raftery 2007.
struct ExpectedMae : Score {
  static constexpr LossInfo info = described(
      {.id = "expected_mae",
       .english = "Expected absolute error",
       .chinese = "期望绝对误差",
       .also = "expected MAE; ~MAE; 期望绝对误差",
       .used_for = "label noise; scoring rules; 评分规则",
       .family = Family::score,
       .formula = R"(\ell(q) = \pi (1 - q) + (1 - \pi) q)",
       .expression = "truth*(1 - q) + (1 - truth)*q",
       .gradient_expression = "1 - 2*truth",
       .curvature_expression = "0",
       .estimates = "a class",
       .noise = "",
       .remark = "It is cheapest to shout: the best report is 0 or 1, never the honest π. The score is not proper.",
       .source = "Gneiting & Raftery 2007"});

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T q) const {
    return {pi * (1.0 - q) + (1 - pi) * q, 0.0 * q + (1 - 2 * pi), T(0.0)};
  }

  Properties properties() const {
    return {.convex = true,
            .bounded = true,
            .bounded_gradient = true,
            .symmetric = true,
            .calibrated = Fact::yes,
            .proper = Fact::no,
            .lipschitz = 0};
  }
};

LOSSLAB_END_TARGET;
