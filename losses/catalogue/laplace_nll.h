#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(r) = |r|/b + log 2b.
// ℓ(0) may be negative (b < ½); ψ(0) = 0 out of [−1/b, 1/b].
// Laplace 1774.
struct LaplaceNll {
  static constexpr LossInfo info{
      .id = "laplace_nll",
      .english = "Laplace NLL",
      .chinese = "拉普拉斯负对数似然",
      .also =
          "Laplace likelihood; double exponential; Laplace negative log-likelihood; 拉普拉斯似然; "
          "双指数; 拉普拉斯负对数似然",
      .used_for = "maximum likelihood; medians; uncertainty; 极大似然; 中位数; 不确定性",
      .family = Family::residual,
      .formula = R"(\ell(r) = \frac{|r|}{b} + \log(2 b))",
      .expression = "abs(r)/b + log(2*b)",
      .estimates = "median",
      .noise = "Laplace",
      .remark = "Absolute error in units of b, with the price of a wide b: every point pulls with 1/b.",
      .source = "Laplace 1774"};
  static constexpr std::array parameters{residual_scale_parameter("b", "b", 1.0)};
  double b = parameters[0].initial;

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T r) const {
    return {abs(r) / b + log(2 * b), sign(r) / b, T(0.0)};
  }

  Properties properties() const { return {.convex = true, .bounded_gradient = true}; }
  Kinks kinks() const { return {0.0}; }
};

LOSSLAB_END_TARGET;
