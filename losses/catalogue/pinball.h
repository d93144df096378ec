#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(r) = max(τr, (τ − 1)r) with r = y − ŷ: predicting too low costs τ a unit.
// ψ(0) = 0 out of [τ − 1, τ]; τ = ½ gives |r|/2.
// Koenker & Bassett 1978.
struct Pinball {
  static constexpr LossInfo info{
      .id = "pinball",
      .english = "Pinball",
      .chinese = "分位数损失",
      .also =
          "quantile; QuantileLoss; quantile regression; check; check function; tick; tilted absolute; "
          "mean_pinball_loss (τ is 0.5 in scikit-learn); reg:quantileerror; rq (τ is 0.5 in quantreg); "
          "QuantReg (q is 0.5 in statsmodels); 分位数; 分位数损失; 弹球; 检验函数",
      .used_for =
          "quantiles; quantile regression; prediction intervals; newsvendor; inventory; 分位数回归; "
          "预测区间; 报童问题; 库存",
      .family = Family::residual,
      .formula = R"(\ell(r) = \max(\tau r, (\tau - 1) r))",
      .expression = "max(tau*r, (tau - 1)*r)",
      .gradient_expression = "if(r > 0, tau, if(r < 0, tau - 1, 0))",
      .curvature_expression = "0",
      .estimates = "τ-quantile",
      .noise = "asymmetric Laplace",
      .remark =
          "Too low costs τ, too high costs 1 − τ for each unit, so the fit leaves a share τ "
          "of the points below it. Distance does not matter.",
      .source = "Koenker & Bassett 1978"};
  static constexpr std::array parameters{quantile_level};
  double tau = parameters[0].initial;

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T r) const {
    const auto under = r > 0.0;
    return {select(under, tau * r, (tau - 1.0) * r), select(under, T(tau), select(r < 0.0, T(tau - 1.0), r)), T(0.0)};
  }

  Properties properties() const { return {.convex = true, .bounded_gradient = true}; }
  Kinks kinks() const { return {0.0}; }
};

LOSSLAB_END_TARGET;
