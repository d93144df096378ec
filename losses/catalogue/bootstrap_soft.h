#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(m) = β·(−log p) + (1 − β)H(p), with the gradient through H too.
// β = 1: cross-entropy.
// Reed et al. 2015.
struct BootstrapSoft {
  static constexpr LossInfo info{
      .id = "bootstrap_soft",
      .english = "Soft bootstrapping",
      .chinese = "软自助交叉熵",
      .also = "soft bootstrap; soft bootstrapping; 软自举; 软引导",
      .used_for = "label noise; noisy labels; wrong labels; 标签噪声; 噪声标签; 错误标签",
      .family = Family::probability,
      .formula = R"(\ell(m) = -\beta \log p + (1 - \beta) H(p), p = \sigma(m))",
      .expression =
          "beta*s + (1 - beta)*(p*s + q*softplus(m))\n"
          "p = sigmoid(m)\n"
          "q = sigmoid(-m)\n"
          "s = softplus(-m)",
      .gradient_expression = "-q*(beta + (1 - beta)*m*p)",
      .curvature_expression = "p*q*(2*beta - 1 + (1 - beta)*m*tanh(m/2))",
      .estimates = "a class, over-confident",
      .noise = "",
      .remark =
          "Part of the label is the model’s own belief: a sure model is pulled less by a label that contradicts it.",
      .source = "Reed et al. 2015",
      .link = "p = σ(f)"};
  static constexpr std::array parameters{label_trust};
  double beta = parameters[0].initial;

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T m) const {
    const auto [p, q, s, t] = logistic_parts(m);
    const double own = 1 - beta;
    const T bounded = clip(m, -largest, largest), ps = p * min(s, T(largest)), qt = q * min(t, T(largest));
    const T label = beta == 0 ? T(0.0) : beta * s;
    return {label + own * (ps + qt), -q * (beta + own * (bounded * p)),
            p * q * ((2 * beta - 1) + own * (bounded * tanh(0.5 * m)))};
  }

  Properties properties() const {
    return {.convex = beta >= 0.5,
            .bounded = beta == 0,
            .bounded_gradient = true,
            .redescending = beta == 0,
            .calibrated = beta > 0 ? Fact::yes : Fact::no,
            .proper = beta == 1 ? Fact::yes : Fact::no,
            .lipschitz = largest_curvature(*this, -30, 30)};
  }
  Kinks kinks() const { return {}; }
};

LOSSLAB_END_TARGET;
