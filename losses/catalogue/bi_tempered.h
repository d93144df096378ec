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
      .expression =
          "q^(1 + d)/(1 + d) + if(s < 1, A/(1 + d) - B/n, expm1(-y)/(1 + d) - if(d > 0, expm1(-z)/n, -s))\n"
          "c = max(t2 - 1, 1e-300)\n"
          "a = abs(m)\n"
          "u0 = -if(c > 1, (log(1/c + a + expm1(c*log(2))/c) + log(c))/c, log1p(c*(a + expm1(c*log(2))/c))/c)\n"
          "w1 = exp(u0)\n"
          "h1 = expm1(-c*log1p(-w1))\n"
          "x1 = a + h1/c\n"
          "k1 = (1 + h1)/(1 + c*x1)*w1/(1 - w1)\n"
          "u1 = (k1*max(u0, -800) - if(c > 1, (log(1/c + x1) + log(c))/c, log1p(c*(x1))/c))/(1 + k1)\n"
          "w2 = exp(u1)\n"
          "h2 = expm1(-c*log1p(-w2))\n"
          "x2 = a + h2/c\n"
          "k2 = (1 + h2)/(1 + c*x2)*w2/(1 - w2)\n"
          "u2 = (k2*max(u1, -800) - if(c > 1, (log(1/c + x2) + log(c))/c, log1p(c*(x2))/c))/(1 + k2)\n"
          "w3 = exp(u2)\n"
          "h3 = expm1(-c*log1p(-w3))\n"
          "x3 = a + h3/c\n"
          "k3 = (1 + h3)/(1 + c*x3)*w3/(1 - w3)\n"
          "u3 = (k3*max(u2, -800) - if(c > 1, (log(1/c + x3) + log(c))/c, log1p(c*(x3))/c))/(1 + k3)\n"
          "w4 = exp(u3)\n"
          "h4 = expm1(-c*log1p(-w4))\n"
          "x4 = a + h4/c\n"
          "k4 = (1 + h4)/(1 + c*x4)*w4/(1 - w4)\n"
          "u4 = (k4*max(u3, -800) - if(c > 1, (log(1/c + x4) + log(c))/c, log1p(c*(x4))/c))/(1 + k4)\n"
          "u = if(t2 > 1, u4, -softplus(a))\n"
          "w = exp(u)\n"
          "q = if(m < 0, 1 - w, w)\n"
          "s = if(m < 0, -u, -log1p(-w))\n"
          "d = 1 - t1\n"
          "n = max(d, 1e-300)\n"
          "y = (1 + d)*s\n"
          "z = d*s\n"
          "A = if(y < 0.01, y^2/2*(1 - y/3*(1 - y/4*(1 - y/5))), expm1(-y) + y)\n"
          "B = if(z < 0.01, z^2/2*(1 - z/3*(1 - z/4*(1 - z/5))), expm1(-z) + z)",
      .gradient_expression =
          "-g\n"
          "p = if(m < 0, w, 1 - w)\n"
          "t = if(m < 0, -log1p(-w), -u)\n"
          "e1 = p^t1 + q^t1\n"
          "e2 = p^t2 + q^t2\n"
          "g = q*exp((t1 - t2)*(s + t))*e1/e2",
      .curvature_expression =
          "g*exp((1 - t2)*(s + t))/e2*(p + (t2 - t1)*(p - q) + t2*(p^t2*q - q^t2*p)/e2 - t1*(p^t1*q - q^t1*p)/e1)",
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
