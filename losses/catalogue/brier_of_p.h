#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(p) = (1 − p)².
// ℓ(1) = 0, ℓ(0) = 1.
// Brier 1950.
struct BrierOfP {
  static constexpr LossInfo info = described_in_p(
      {.id = "brier_of_p",
       .english = "Brier, of p",
       .chinese = "Brier 评分（关于 p）",
       .also = "~Brier score; quadratic score of p; ~MSE; ~布里尔; ~Brier 分数",
       .used_for = "probabilities; scoring rules; forecasts; 概率; 评分规则",
       .family = Family::of_probability,
       .formula = R"(\ell(p) = (1 - p)^{2})",
       .expression = "(1 - p)^2",
       .estimates = "probability",
       .noise = "",
       .remark = "The squared distance to certainty: convex in p, although it is not in the score f behind it.",
       .source = "Brier 1950",
       .link = "p itself"});

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T p) const {
    const T v = 1.0 - p;
    return {v * v, -2.0 * v, T(2.0)};
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
  Kinks kinks() const { return {}; }
};

LOSSLAB_END_TARGET;
