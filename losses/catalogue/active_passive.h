#include "losses/catalogue/normalised.h"
#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(m) = α·log p/(log p + log(1 − p)) − βA(1 − p) with p = σ(m): normalised and reverse cross-entropy, log 0 := A < 0.
// ℓ(−∞) = α − βA, ℓ(m) + ℓ(−m) is that for all m.
// Ma et al. 2020 (A = −4).
struct ActivePassive {
  static constexpr LossInfo info{
      .id = "active_passive",
      .english = "Active-passive (NCE + RCE)",
      .chinese = "主动-被动损失",
      .also =
          "APL; active passive loss; NCE+RCE; NCEandRCE; normalised and reverse cross-entropy; ~RCE; ~reverse "
          "cross-entropy; 主动被动; ~反向交叉熵",
      .used_for = "label noise; noisy labels; wrong labels; 标签噪声; 噪声标签; 错误标签",
      .family = Family::probability,
      .formula = R"(\ell(m) = \alpha \frac{\log p}{\log p + \log(1 - p)} - \beta A (1 - p), p = \sigma(m))",
      .expression =
          "alpha*s/(s + t) - beta*A*q\n"
          "s = softplus(-m)\n"
          "t = softplus(m)\n"
          "q = sigmoid(-m)",
      .gradient_expression =
          "-alpha*h/(s + t) + beta*A*p*q\n"
          "h = (q*t + p*s)/(s + t)\n"
          "p = sigmoid(m)",
      .curvature_expression = "alpha*((t - s)*p*q + 2*h*(p - q))/(s + t)/(s + t) - beta*A*p*q*tanh(m/2)",
      .estimates = "a class",
      .noise = "",
      .remark =
          "A part that raises the true class and a part that lowers the other one, each immune to symmetric label "
          "noise: together they fit what the first alone leaves unfitted.",
      .source = "Ma et al. 2020"};
  static constexpr std::array parameters{active_weight, passive_weight, log_of_zero};
  double alpha = parameters[0].initial;
  double beta = parameters[1].initial;
  double A = parameters[2].initial;

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T m) const {
    const Jet<T> active = normalised_share(m);
    const auto [p, q, s, t] = logistic_parts(m);
    const double k = -beta * A;
    return {alpha * active.value + k * q, alpha * active.gradient - k * (p * q),
            alpha * active.curvature + k * (p * q * tanh(0.5 * m))};
  }

  Properties properties() const {
    const bool none = alpha == 0 && beta == 0;
    return {.convex = none,
            .bounded = true,
            .bounded_gradient = true,
            .redescending = true,
            .symmetric = true,
            .calibrated = none ? Fact::no : Fact::yes,
            .proper = Fact::no,
            .lipschitz = largest_curvature(*this, -30, 30)};
  }
  Kinks kinks() const { return {}; }
};

LOSSLAB_END_TARGET;
