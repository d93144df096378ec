#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(r) = r², without the ½; its mean over the samples is the MSE.
// ℓ(0) = 0, ℓ″ = 2; +∞ beyond |r| = 1.34e154, as it is in doubles.
// Legendre 1805, Gauss 1809.
struct SquaredError {
  static constexpr LossInfo info{
      .id = "squared_error",
      .english = "Squared error",
      .chinese = "平方误差",
      .also =
          "MSE; mean squared error; MSELoss; L2 (r², not half of it); "
          "RMSE (its root is taken of the mean, and has the same minimum); "
          "root mean squared error (its root is taken of the mean, and has the same minimum); SSE; "
          "RSS; sum of squared errors; sum of squares; residual sum of squares; least squares; "
          "ordinary least squares; OLS; quadratic; regression_l2; "
          "reg:squarederror (XGBoost's is half of it); TrivialLoss; 均方误差; 平方误差; 平方损失; "
          "平方和; 最小二乘; 最小二乘法; 均方根误差; 二次损失; L2 损失",
      .used_for = "linear regression; ridge regression; means; Gaussian noise; 线性回归; 岭回归; 均值; 高斯噪声",
      .family = Family::residual,
      .formula = R"(\ell(r) = r^{2})",
      .expression = "r^2",
      .estimates = "mean",
      .noise = "Gaussian",
      .remark = "The pull of a point grows with its residual, so that one far outlier can outweigh all the others.",
      .source = "Legendre 1805, Gauss 1809"};
  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T r) const {
    return {r * r, 2.0 * r, T(2.0)};
  }

  Properties properties() const { return {.convex = true, .strongly_convex = true, .lipschitz = 2}; }
  Kinks kinks() const { return {}; }
};

LOSSLAB_END_TARGET;
