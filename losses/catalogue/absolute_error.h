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
      .family = Family::residual,
      .formula = R"(\ell(r) = |r|)",
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
