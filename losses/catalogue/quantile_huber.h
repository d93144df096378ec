#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(r) = |τ − 1[r < 0]|·h(r) with h = Huber(δ)/δ.
// ℓ(0) = 0, ψ(0) = 0; δ → 0: the pinball loss.
// Dabney et al. 2018 (quantile regression in reinforcement learning).
struct QuantileHuber {
  static constexpr LossInfo info{
      .id = "quantile_huber",
      .english = "Quantile Huber",
      .chinese = "分位数 Huber 损失",
      .also =
          "Huber quantile; QR-DQN; Huberised quantile; Huberised pinball; smoothed pinball; "
          "smooth quantile; 分位数 Huber; 平滑分位数",
      .used_for = "quantiles; distributional reinforcement learning; 分位数; 分布式强化学习; 强化学习",
      .family = Family::residual,
      .formula = R"(\ell(r) = \begin{cases} \tau h(r) & r \ge 0 \\ (1 - \tau) h(r) & r < 0 \end{cases})",
      .expression =
          "w*if(abs(r) <= delta, r^2/(2*delta), abs(r) - delta/2)\n"
          "w = if(r < 0, 1 - tau, tau)",
      .estimates = "near the τ-quantile",
      .noise = "",
      .remark =
          "A pinball loss with a round bottom: smooth enough for descent, and an outlier still pulls with τ or 1 − τ "
          "only.",
      .source = "Dabney et al. 2018"};
  static constexpr std::array parameters{quantile_level, delta_threshold};
  double tau = parameters[0].initial;
  double delta = parameters[1].initial;

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T r) const {
    const T a = abs(r), w = select(r < 0.0, T(1.0 - tau), T(tau));
    const auto far = a > delta;
    return {w * select(far, a - 0.5 * delta, 0.5 * r * (r / delta)), w * clip(r / delta, -1, 1),
            w * select(far, T(0.0), T(1.0 / delta))};
  }

  Properties properties() const {
    return {.convex = true, .bounded_gradient = true, .lipschitz = max(tau, 1 - tau) / delta};
  }
  Kinks kinks() const { return tau == 0.5 ? Kinks{-delta, delta} : Kinks{-delta, 0.0, delta}; }
};

LOSSLAB_END_TARGET;
