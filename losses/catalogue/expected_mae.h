#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(q) = π(1 − q) + (1 − π)q.
// A straight line of slope 1 − 2π: least at 0 or 1, not at π.
// Gneiting & Raftery 2007.
struct ExpectedMae {
  static constexpr LossInfo info{
      .id = "expected_mae",
      .english = "Expected absolute error",
      .chinese = "期望绝对误差",
      .family = Family::score,
      .formula = R"(\ell(q) = \pi (1 - q) + (1 - \pi) q)",
      .estimates = "a class",
      .noise = "",
      .remark = "It is cheapest to shout: the best report is 0 or 1, never the honest π. The score is not proper.",
      .source = "Gneiting & Raftery 2007",
      .variable = "reported probability q",
      .from = 0,
      .to = 1};
  static constexpr std::array parameters{true_probability};
  double pi = parameters[0].initial;

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
  Kinks kinks() const { return {}; }
};

LOSSLAB_END_TARGET;
