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
      .family = Family::probability,
      .formula = R"(\ell(m) = -\beta \log p + (1 - \beta) H(p), p = \sigma(m))",
      .estimates = "a class, over-confident",
      .noise = "",
      .remark =
          "Part of the label is the model’s own belief: a sure model is pulled less by a label that contradicts it.",
      .source = "Reed et al. 2015"};
  static constexpr std::array parameters{Parameter{.name = "beta",
                                                   .symbol = "β",
                                                   .role = "trust in the label",
                                                   .initial = 0.95,
                                                   .slider_min = 0,
                                                   .slider_max = 1,
                                                   .lower = 0,
                                                   .upper = 1}};
  double beta = parameters[0].initial;
  static constexpr std::array members{&BootstrapSoft::beta};

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T m) const {
    const auto [p, q, s, t] = logistic_parts(m);
    const double own = 1 - beta;
    return {beta * s + own * (p * s + q * t), -q * (beta + own * (m * p)),
            p * q * ((2 * beta - 1) + own * (m * tanh(0.5 * m)))};
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
