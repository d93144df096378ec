#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(r) = ½r², with ℓ″(0) = 1 like Huber and its kin: the one to compare them with.
// ℓ(0) = 0; −log N(r; 0, 1) up to a constant.
// Legendre 1805, Gauss 1809.
struct HalfSquaredError {
  static constexpr LossInfo info{
      .id = "half_squared_error",
      .english = "Half squared error",
      .chinese = "半平方误差",
      .also =
          "half MSE; half mean squared error; half SSE; half least squares; HalfSquaredError; "
          "half quadratic; 半平方误差; 半均方误差",
      .used_for = "linear regression; neural networks; Gaussian noise; 线性回归; 高斯噪声",
      .family = Family::residual,
      .formula = R"(\ell(r) = \frac{1}{2} r^{2})",
      .expression = "r^2/2",
      .estimates = "mean",
      .noise = "Gaussian",
      .remark =
          "Squared error in the scale in which robust losses start: curvature 1 at zero. It "
          "trusts an outlier as much as it is wrong.",
      .source = "Legendre 1805, Gauss 1809"};
  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T r) const {
    return {0.5 * r * r, r, T(1.0)};
  }

  Properties properties() const { return {.convex = true, .strongly_convex = true, .lipschitz = 1}; }
  Kinks kinks() const { return {}; }
};

LOSSLAB_END_TARGET;
