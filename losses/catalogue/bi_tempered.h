#include "losses/catalogue/tempered.h"
#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(m) = −log_t₁ p − (1 − p^(2−t₁) − (1 − p)^(2−t₁))/(2 − t₁), log_t x = (x^(1−t) − 1)/(1 − t), where p is the tempered
// softmax of the activations (m, 0), or (m/2, −m/2), for the true class and the other: log_t₂ p − log_t₂(1 − p) = m.
// t₁ = t₂ = 1: cross-entropy; t₁ = 0, t₂ = 1: Brier; t₁ < 1: at most 1/(1 − t₁); t₂ > 1: p ~ |m|^(−1/(t₂−1)), m → −∞.
// A Bregman divergence of p, and proper at all temperatures. t₂ < 1, where p is 0 from some margin on, is left out.
// Amid et al. 2019.
struct BiTempered {
  static constexpr LossInfo info{
      .id = "bi_tempered",
      .english = "Bi-tempered logistic",
      .chinese = "双温逻辑损失",
      .also =
          "BiTempered; BiTemperedLoss; bi_tempered_logistic_loss (t1 and t2 as here; of the activations f/2 and "
          "−f/2); bi_tempered_binary_logistic_loss (t1 and t2 as here); tempered logistic; tempered cross-entropy; "
          "双温逻辑; 双温损失",
      .used_for = "label noise; noisy labels; wrong labels; mislabelled data; 标签噪声; 噪声标签; 错误标签",
      .family = Family::probability,
      .formula =
          R"(\ell(m) = \frac{1 - p^{1 - t_{1}}}{1 - t_{1}} - \frac{1 - p^{2 - t_{1}} - (1 - p)^{2 - t_{1}}}{2 - t_{1}}, \frac{(1 - p)^{1 - t_{2}} - p^{1 - t_{2}}}{t_{2} - 1} = m)",
      .estimates = "tempered log-odds",
      .noise = "",
      .remark =
          "t₁ below 1 bounds what a very wrong point costs, t₂ above 1 gives the probability a heavy tail, so that "
          "such a point hardly pulls: wrong labels are forgotten, and probabilities stay honest.",
      .source = "Amid et al. 2019",
      .link = "p = ℓ′(−f)/(ℓ′(f) + ℓ′(−f))"};
  // The paper goes up to t₂ = 4. Far beyond, every margin in use is next to 0: p = ½ + m/2^(t₂+1).
  static constexpr std::array parameters{loss_temperature, Parameter{.name = "t2",
                                                                     .symbol = "t₂",
                                                                     .role = "temperature of the softmax",
                                                                     .initial = 1.4,
                                                                     .slider_min = 1,
                                                                     .slider_max = 4,
                                                                     .lower = 1,
                                                                     .upper = 10}};
  double t1 = parameters[0].initial;
  double t2 = parameters[1].initial;

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T m) const {
    const Logistic<T> at = tempered_parts(m, t2 - 1);
    const auto& [p, q, s, t] = at;
    // Of dp/dm = 1/(p^−t₂ + q^−t₂) and dℓ/dp = −q(p^−t₁ + q^−t₁), with powers that stay below 1.
    const T log_pq = -(s + t);
    const T p1 = power(p, -s, t1), q1 = power(q, -t, t1), p2 = power(p, -s, t2), q2 = power(q, -t, t2);
    const T sum1 = p1 + q1, sum2 = p2 + q2;
    const T pull = q * power(p * q, log_pq, t2 - t1) * (sum1 / sum2);
    const T bend = p + (t2 - t1) * (p - q) + t2 * ((p2 * q - q2 * p) / sum2) - t1 * ((p1 * q - q1 * p) / sum1);
    return {tempered_cost(at, 1 - t1), -pull, pull * (power(p * q, log_pq, t2 - 1) / sum2) * bend};
  }

  Properties properties() const {
    const bool plain = t1 == 1 && t2 == 1;
    // The scale of m grows with t₂ like the slope of the link at 0.
    const double reach = 30 * exp(t2 * log_2);
    return {.convex = plain,
            .bounded = t1 < 1,
            .bounded_gradient = true,
            .redescending = !plain,
            .calibrated = Fact::yes,
            .proper = Fact::yes,
            .lipschitz = plain ? 0.25 : largest_curvature(*this, -reach, reach)};
  }
  Kinks kinks() const { return {}; }
};

LOSSLAB_END_TARGET;
