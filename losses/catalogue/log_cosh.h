#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(r) = log cosh r; ψ = tanh r.
// ℓ(0) = 0, ℓ″(0) = 1; ℓ → |r| − log 2.
// The negative log-likelihood of the hyperbolic secant law, not of the logistic one.
struct LogCosh {
  static constexpr LossInfo info{
      .id = "log_cosh",
      .english = "Log-cosh",
      .chinese = "对数双曲余弦损失",
      .also = "logcosh; log hyperbolic cosine; log of cosh; 对数双曲余弦; 双曲余弦对数",
      .used_for = "robust fitting; outliers; neural networks; 稳健拟合; 离群值",
      .family = Family::residual,
      .formula = R"(\ell(r) = \log \cosh r)",
      .expression = "if(abs(r) > 1, abs(r) + log1p(exp(-2*abs(r))) - log(2), -log1p(-tanh(clip(r, -1, 1))^2)/2)",
      .gradient_expression = "tanh(r)",
      .curvature_expression = "1/cosh(r)^2",
      .estimates = "between mean and median",
      .noise = "hyperbolic secant",
      .remark = "Squares near zero, a line far out, and smooth everywhere: an outlier pulls with strength 1 at most.",
      .source = "folklore; hyperbolic secant law: Talacko 1956"};
  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T r) const {
    const T a = abs(r), e = exp(-2.0 * a), t = tanh(r);
    const auto far = a > 1.0;
    const T bend = log1p(select(far, e, -t * t));
    return {select(far, a + (bend - log_2), -0.5 * bend), t, 4.0 * e / square(1.0 + e)};
  }

  Properties properties() const { return {.convex = true, .bounded_gradient = true, .lipschitz = 1}; }
  Kinks kinks() const { return {}; }
};

LOSSLAB_END_TARGET;
