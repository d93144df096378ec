#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(r) = |r|; ψ = sign r.
// ψ(0) = 0 out of [−1, 1]; the weight 1/|r| is +∞ at 0.
// Boscovich 1757, Laplace 1789.
struct AbsoluteError {
  static constexpr LossInfo info{
      .id = "absolute_error",
      .english = "Absolute error",
      .chinese = "绝对误差",
      .also =
          "MAE; mean absolute error; L1 (|r|); L1Loss; LAD; least absolute deviations; LAE; "
          "least absolute errors; LAV; least absolute values; absolute deviation; "
          "mean absolute deviation; regression_l1; reg:absoluteerror; l1_loss; 平均绝对误差; 绝对误差; "
          "绝对损失; 最小一乘; 最小绝对偏差; L1 损失",
      .used_for =
          "medians; median regression; robust fitting; robust regression; outliers; 中位数; 稳健回归; "
          "稳健拟合; 离群值; 异常值",
      .family = Family::residual,
      .formula = R"(\ell(r) = |r|)",
      .expression = "abs(r)",
      .estimates = "median",
      .noise = "Laplace",
      .remark =
          "Every point pulls with the same strength, only its side counts: an outlier weighs no more than a neighbour.",
      .source = "Boscovich 1757, Laplace 1789"};
  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T r) const {
    return {abs(r), sign(r), T(0.0)};
  }

  Properties properties() const { return {.convex = true, .bounded_gradient = true}; }
  Kinks kinks() const { return {0.0}; }
};

LOSSLAB_END_TARGET;
