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
      .family = Family::residual,
      .formula = R"(\ell(r) = r^{2})",
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
