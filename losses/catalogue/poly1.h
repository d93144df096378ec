#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(m) = −log p + ε(1 − p).
// ε = 0: cross-entropy; ε = −1 removes the leading term of its series in 1 − p.
// Leng et al. 2022.
struct Poly1 {
  static constexpr LossInfo info{
      .id = "poly1",
      .english = "Poly-1",
      .chinese = "Poly-1 损失",
      .also = "PolyLoss; polynomial; Poly-1 cross-entropy; 多项式损失; 多项式",
      .used_for = "image classification; class imbalance; detection; 图像分类; 目标检测",
      .family = Family::probability,
      .formula = R"(\ell(m) = -\log p + \epsilon (1 - p), p = \sigma(m))",
      .expression =
          "if(m > 5, o*q - t*(o - t^2*(2/3 + t^2*(2/5 + t^2*2/7))), softplus(-m) - q) + (1 + epsilon)*q\n"
          "q = sigmoid(-m)\n"
          "o = exp(-max(m, 5))\n"
          "t = o/(2 + o)",
      .gradient_expression =
          "-q*((1 + epsilon)*p + q)\n"
          "p = sigmoid(m)",
      .curvature_expression = "p*q*(1 + epsilon*tanh(m/2))",
      .estimates = "a class, over-confident for ε > 0",
      .noise = "",
      .remark =
          "Cross-entropy with its first Taylor term turned up by ε: more pull in the "
          "middle, the same on very wrong points.",
      .source = "Leng et al. 2022",
      .link = "p = σ(f)"};
  static constexpr std::array parameters{first_term_change};
  double epsilon = parameters[0].initial;

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T m) const {
    const auto [p, q, s, t] = logistic_parts(m);
    // s − q is q²/2 + …, of which little is left after the subtraction where q is small.
    const T odds = q / p;
    const T rest = select(m > 0.7, q * odds - less_log1p(odds), s - q);
    return {rest + (1 + epsilon) * q, -q * ((1 + epsilon) * p + q), p * q * (1.0 + epsilon * tanh(0.5 * m))};
  }

  Properties properties() const {
    return {.convex = abs(epsilon) <= 1,
            .bounded_gradient = true,
            .calibrated = Fact::yes,
            .proper = epsilon == 0 ? Fact::yes : Fact::no,
            .lipschitz = largest_curvature(*this, -30, 30)};
  }
  Kinks kinks() const { return {}; }
};

LOSSLAB_END_TARGET;
