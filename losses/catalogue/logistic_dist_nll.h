#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(r) = 2 log cosh(r/2s) + log 4s.
// ℓ(0) = log 4s, ℓ″(0) = 1/(2s²).
// The negative log-likelihood of the logistic law.
struct LogisticDistNll {
  static constexpr LossInfo info{
      .id = "logistic_dist_nll",
      .english = "Logistic-law NLL",
      .chinese = "逻辑分布负对数似然",
      .also =
          "logistic distribution; logistic law; logistic noise; logistic likelihood; sech-squared; "
          "逻辑斯谛分布; 逻辑分布",
      .used_for = "maximum likelihood; survival times; 极大似然",
      .family = Family::residual,
      .formula = R"(\ell(r) = 2 \log \cosh \frac{r}{2 s} + \log(4 s))",
      .expression =
          "abs(u) + 2*log1p(exp(-abs(u))) + log(s)\n"
          "u = r/s",
      .gradient_expression = "tanh(u/2)/s",
      .curvature_expression = "1/(2*s^2*cosh(u/2)^2)",
      .estimates = "between mean and median",
      .noise = "logistic",
      .remark =
          "Squares near zero, a line far out: the tails of the logistic law are those of "
          "Laplace, so no point pulls harder than 1/s.",
      .source = "Verhulst 1845; Berkson 1944"};
  static constexpr std::array parameters{residual_scale_parameter("s", "s", 1.0)};
  double s = parameters[0].initial;

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T r) const {
    const Jet<T> base = LogCosh{}(r / (2 * s));
    return {2.0 * base.value + log(4 * s), base.gradient / s, ((0.5 * base.curvature) / s) / s};
  }

  Properties properties() const { return {.convex = true, .bounded_gradient = true, .lipschitz = 1 / (2 * s * s)}; }
  Kinks kinks() const { return {}; }
};

LOSSLAB_END_TARGET;
