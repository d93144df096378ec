#include "losses/catalogue/taylor.h"
#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(m) = Σ (1 − p)^k/k for k = 1 … t, with p = σ(m); between whole orders the next term counts in part.
// ℓ(−∞) = 1 + ½ + … + 1/t; t = 1: absolute error of p; t → ∞: cross-entropy.
// Feng et al. 2020.
struct TaylorCe {
  static constexpr LossInfo info{
      .id = "taylor_ce",
      .english = "Taylor cross-entropy",
      .chinese = "泰勒交叉熵",
      .also = "Taylor-CE; TaylorCrossEntropy; ~TCE; 泰勒损失",
      .used_for = "label noise; noisy labels; wrong labels; 标签噪声; 噪声标签; 错误标签",
      .family = Family::probability,
      .formula = R"(\ell(m) = (1 - p) + \frac{(1 - p)^{2}}{2} + … + \frac{(1 - p)^{t}}{t}, p = \sigma(m))",
      .estimates = "a class, over-confident",
      .noise = "",
      .remark =
          "The first t terms of cross-entropy: a very wrong point costs a bounded amount, "
          "the less the fewer terms. t goes from the absolute error of p (1) to "
          "cross-entropy (∞).",
      .source = "Feng et al. 2020"};
  static constexpr std::array parameters{series_order};
  double t = parameters[0].initial;

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T m) const {
    const auto [p, q, s, rest] = logistic_parts(m);
    const Jet<T> sum = taylor_sum(q, t);
    const T pq = p * q;
    return {sum.value, -pq * sum.gradient, pq * (tanh(0.5 * m) * sum.gradient + pq * sum.curvature)};
  }

  Properties properties() const {
    return {.bounded = true,
            .bounded_gradient = true,
            .redescending = true,
            .symmetric = t == 1,
            .calibrated = Fact::yes,
            .proper = Fact::no,
            .lipschitz = largest_curvature(*this, -30, 30)};
  }
  Kinks kinks() const { return {}; }
};

LOSSLAB_END_TARGET;
