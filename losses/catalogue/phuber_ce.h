#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(m) = −log p for p > 1/τ, log τ + 1 − τp below, with p = σ(m): the slope in p is clipped at τ.
// ℓ(−∞) = log τ + 1; ψ is continuous at p = 1/τ, its slope is not; τ → ∞: cross-entropy.
// Menon et al. 2020.
struct PHuberCe {
  static constexpr LossInfo info{
      .id = "phuber_ce",
      .english = "Partially Huberised cross-entropy",
      .chinese = "部分 Huber 化交叉熵",
      .also =
          "PHuber; PHuber-CE; PHuberCrossEntropy; partially Huberised; partially Huberised softmax; clipped "
          "cross-entropy; loss-based gradient clipping; ~gradient clipping; 部分 Huber 化; ~梯度裁剪",
      .used_for = "label noise; noisy labels; wrong labels; gradient clipping; 标签噪声; 噪声标签; 梯度裁剪",
      .family = Family::probability,
      .formula =
          R"(\ell(m) = \begin{cases} -\log p & p > \frac{1}{\tau} \\ \log \tau + 1 - \tau p & p \le \frac{1}{\tau} \end{cases}, p = \sigma(m))",
      .expression =
          "if(m > -log(tau - 1), softplus(-m), log1p(tau - 1) + (q - (tau - 1)*p))\n"
          "p = sigmoid(m)\n"
          "q = sigmoid(-m)",
      .gradient_expression = "if(m > -log(tau - 1), -q, -tau*p*q)",
      .curvature_expression = "if(m > -log(tau - 1), p*q, tau*p*q*tanh(m/2))",
      .estimates = "log-odds, within ± log(τ − 1)",
      .noise = "",
      .remark =
          "Cross-entropy whose slope in p is clipped at τ, as gradients are clipped, but as a loss: points that are "
          "very wrong cost at most log τ + 1 and lose their pull.",
      .source = "Menon et al. 2020"};
  static constexpr std::array parameters{slope_clip};
  double tau = parameters[0].initial;
  double turn = -log(tau - 1);  // where p = 1/τ

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T m) const {
    const auto [p, q, s, t] = logistic_parts(m);
    const auto far = m <= turn;
    // 1 − τp is taken from 1 − p, as little is left of it for τ near 1.
    return {select(far, log1p(tau - 1) + (q - (tau - 1) * p), s), -q * select(far, tau * p, T(1.0)),
            p * q * select(far, tau * tanh(0.5 * m), T(1.0))};
  }

  Properties properties() const {
    // Below the turn |ℓ″| = τpq|q − p|, most of all at p = ½ − 1/√12 or at the turn; above it is pq.
    const double p = 1 / tau, q = (tau - 1) / tau;
    const double below = p >= 0.21132486540518711775 ? tau / 10.392304845413263761 : q * (q - p);
    return {.bounded = true,
            .bounded_gradient = true,
            .redescending = true,
            .calibrated = Fact::yes,
            .proper = Fact::no,
            .lipschitz = max(below, tau >= 2 ? 0.25 : p * q)};
  }
  Kinks kinks() const { return {turn}; }
};

LOSSLAB_END_TARGET;
