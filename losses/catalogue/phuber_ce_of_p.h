#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(p) = −log p for p > 1/τ, log τ + 1 − τp below.
// ℓ(1) = 0, ℓ(0) = log τ + 1; ψ is continuous at 1/τ, its slope is not; τ → ∞: cross-entropy.
// Menon et al. 2020.
struct PHuberCeOfP {
  static constexpr LossInfo info = described_in_p(
      {.id = "phuber_ce_of_p",
       .english = "Partially Huberised cross-entropy, of p",
       .chinese = "部分 Huber 化交叉熵（关于 p）",
       .also = "~PHuber; ~PHuber-CE; ~gradient clipping; ~部分 Huber 化",
       .used_for = "label noise; noisy labels; gradient clipping; 标签噪声; 噪声标签; 梯度裁剪",
       .family = Family::of_probability,
       .formula =
           R"(\ell(p) = \begin{cases} -\log p & p > \frac{1}{\tau} \\ \log \tau + 1 - \tau p & p \le \frac{1}{\tau} \end{cases})",
       .expression = "if(p > 1/tau, -log(p), log1p(tau - 1) + (1 - p - (tau - 1)*p))",
       .gradient_expression = "if(p > 1/tau, -1/p, -tau)",
       .curvature_expression = "if(p > 1/tau, 1/p^2, 0)",
       .estimates = "probability, within 1/τ and 1 − 1/τ",
       .noise = "",
       .remark = "Cross-entropy that goes on as a straight line below 1/τ, as Huber's loss does beyond δ.",
       .source = "Menon et al. 2020"});
  static constexpr std::array parameters{slope_clip};
  double tau = parameters[0].initial;
  double turn = 1 / tau;

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T p) const {
    const auto far = p <= turn;
    const T q = 1.0 - p, odds = 1.0 / p;
    return {select(far, log1p(tau - 1) + (q - (tau - 1) * p), 0.0 - log(p)), -select(far, T(tau), odds),
            select(far, T(0.0), odds * odds)};
  }

  Properties properties() const {
    return {.convex = true,
            .bounded = true,
            .bounded_gradient = true,
            .calibrated = Fact::yes,
            .proper = Fact::no,
            .lipschitz = tau * tau};
  }
  Kinks kinks() const { return {turn}; }
};

LOSSLAB_END_TARGET;
