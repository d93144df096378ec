#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(m) = β·(−log p) + (1 − β)·(−log max(p, 1 − p)).
// A concave corner at 0, where the smaller of the one-sided slopes −½ and ½ − β is given; β = 1: cross-entropy.
// Reed et al. 2015.
struct BootstrapHard {
  static constexpr LossInfo info{
      .id = "bootstrap_hard",
      .english = "Hard bootstrapping",
      .chinese = "硬自助交叉熵",
      .also = "hard bootstrap; hard bootstrapping; 硬自举; 硬引导",
      .used_for = "label noise; noisy labels; wrong labels; 标签噪声; 噪声标签; 错误标签",
      .family = Family::probability,
      .formula = R"(\ell(m) = -\beta \log p - (1 - \beta) \log \max(p, 1 - p), p = \sigma(m))",
      .expression = "beta*softplus(-m) + (1 - beta)*softplus(-abs(m))",
      .gradient_expression =
          "if(m > 0, -q, if(m < 0, p - beta, min(0.5 - beta, 0)))\n"
          "p = sigmoid(m)\n"
          "q = sigmoid(-m)",
      .curvature_expression = "p*q",
      .estimates = "a class, over-confident",
      .noise = "",
      .remark =
          "Part of the label is the class that the model would choose: points it is sure about are pulled towards its "
          "own opinion.",
      .source = "Reed et al. 2015",
      .link = "p = σ(f)"};
  static constexpr std::array parameters{starting_at(label_trust, 0.8)};
  double beta = parameters[0].initial;

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T m) const {
    const auto [p, q, s, t] = logistic_parts(m);
    const T left = select(m < 0.0, beta == 0.5 ? 0.5 * tanh(0.5 * m) : p - beta, T(min(0.0, 0.5 - beta)));
    const T right_slope = beta == 1 ? -q : select(m > 0.0, -q, left);
    return {(beta == 0 ? T(0.0) : beta * s) + (beta == 1 ? T(0.0) : (1 - beta) * min(s, t)), right_slope, p * q};
  }

  Properties properties() const {
    return {.convex = beta == 1,
            .bounded = beta == 0,
            .bounded_gradient = true,
            .redescending = beta == 0,
            .calibrated = beta > 0 ? Fact::yes : Fact::no,
            .proper = beta == 1 ? Fact::yes : Fact::no,
            .lipschitz = beta == 1 ? 0.25 : infinity};
  }
  Kinks kinks() const { return beta == 1 ? Kinks{} : Kinks{0.0}; }
};

LOSSLAB_END_TARGET;
