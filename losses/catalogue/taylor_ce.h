#include "losses/catalogue/taylor.h"
#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(m) = Σ (1 − p)^k/k for k = 1 … t, with p = σ(m); between whole orders the next term counts in part.
// ℓ(−∞) = 1 + ½ + … + 1/t; t = 1: absolute error of p; t → ∞: cross-entropy.
// Feng et al. 2020.
struct TaylorCe {
  static constexpr LossInfo info{
      .id = "taylor_ce",
      .english = "Taylor cross-entropy",
      .chinese = "泰勒交叉熵",
      .also = "Taylor-CE; TaylorCrossEntropy; ~TCE; 泰勒损失",
      .used_for = "label noise; noisy labels; wrong labels; 标签噪声; 噪声标签; 错误标签",
      .family = Family::probability,
      .formula = R"(\ell(m) = (1 - p) + \frac{(1 - p)^{2}}{2} + … + \frac{(1 - p)^{t}}{t}, p = \sigma(m))",
      .expression =
          "q*(1 + q*s2)\n"
          "q = sigmoid(-m)\n"
          "w2 = clip(t - 1, 0, 1)\n"
          "w3 = clip(t - 2, 0, 1)\n"
          "w4 = clip(t - 3, 0, 1)\n"
          "w5 = clip(t - 4, 0, 1)\n"
          "w6 = clip(t - 5, 0, 1)\n"
          "w7 = clip(t - 6, 0, 1)\n"
          "w8 = clip(t - 7, 0, 1)\n"
          "w9 = clip(t - 8, 0, 1)\n"
          "w10 = clip(t - 9, 0, 1)\n"
          "s10 = w10/10\n"
          "s9 = w9/9 + q*s10\n"
          "s8 = w8/8 + q*s9\n"
          "s7 = w7/7 + q*s8\n"
          "s6 = w6/6 + q*s7\n"
          "s5 = w5/5 + q*s6\n"
          "s4 = w4/4 + q*s5\n"
          "s3 = w3/3 + q*s4\n"
          "s2 = w2/2 + q*s3",
      .gradient_expression =
          "-p*q*(1 + q*g2)\n"
          "p = sigmoid(m)\n"
          "g10 = w10\n"
          "g9 = w9 + q*g10\n"
          "g8 = w8 + q*g9\n"
          "g7 = w7 + q*g8\n"
          "g6 = w6 + q*g7\n"
          "g5 = w5 + q*g6\n"
          "g4 = w4 + q*g5\n"
          "g3 = w3 + q*g4\n"
          "g2 = w2 + q*g3",
      .curvature_expression =
          "p*q*(tanh(m/2)*(1 + q*g2) + p*q*c2)\n"
          "c10 = 9*w10\n"
          "c9 = 8*w9 + q*c10\n"
          "c8 = 7*w8 + q*c9\n"
          "c7 = 6*w7 + q*c8\n"
          "c6 = 5*w6 + q*c7\n"
          "c5 = 4*w5 + q*c6\n"
          "c4 = 3*w4 + q*c5\n"
          "c3 = 2*w3 + q*c4\n"
          "c2 = w2 + q*c3",
      .expression_up_to = 10,
      .estimates = "a class, over-confident",
      .noise = "",
      .remark =
          "The first t terms of cross-entropy: a very wrong point costs a bounded amount, "
          "the less the fewer terms. t goes from the absolute error of p (1) to "
          "cross-entropy (∞).",
      .source = "Feng et al. 2020"};
  static constexpr std::array parameters{series_order};
  double t = parameters[0].initial;

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T m) const {
    const auto [p, q, s, rest] = logistic_parts(m);
    const Jet<T> sum = taylor_sum(q, t);
    const T pq = p * q;
    return {sum.value, -pq * sum.gradient, pq * (tanh(0.5 * m) * sum.gradient + pq * sum.curvature)};
  }

  Properties properties() const {
    return {.bounded = true,
            .bounded_gradient = true,
            .redescending = true,
            .symmetric = t == 1,
            .calibrated = Fact::yes,
            .proper = Fact::no,
            .lipschitz = largest_curvature(*this, -30, 30)};
  }
  Kinks kinks() const { return {}; }
};

LOSSLAB_END_TARGET;
