#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(p) = −log p + ε(1 − p).
// ℓ(1) = 0, ℓ(0) = ∞; ε = 0: cross-entropy.
// Leng et al. 2022.
struct Poly1OfP {
  static constexpr LossInfo info = described_in_p(
      {.id = "poly1_of_p",
       .english = "Poly-1, of p",
       .chinese = "Poly-1 损失（关于 p）",
       .also = "~PolyLoss; ~多项式损失",
       .used_for = "image classification; detection; 图像分类",
       .family = Family::of_probability,
       .formula = R"(\ell(p) = -\log p + \epsilon (1 - p))",
       .expression = "if(v < 0.01, o*v - t*(o - t^2*(2/3 + t^2*(2/5 + t^2*2/7))), -log(p) - v) + (1 + epsilon)*v\n"
                     "v = 1 - p\n"
                     "o = v/p\n"
                     "t = o/(2 + o)",
       .gradient_expression = "-(v/p + 1 + epsilon)",
       .curvature_expression = "1/p^2",
       .estimates = "a class, over-confident for ε > 0",
       .noise = "",
       .remark = "Cross-entropy with its first term in 1 − p turned up by ε.",
       .source = "Leng et al. 2022",
       .link = "p itself"});
  static constexpr std::array parameters{first_term_change};
  double epsilon = parameters[0].initial;

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T p) const {
    const T v = 1.0 - p, inverse = 1.0 / p, odds = v * inverse;
    // −log p − (1 − p) is (1 − p)²/2 + …, of which little is left after the subtraction where p is nearly 1.
    const T rest = select(p > 0.7, v * odds - less_log1p(odds), (0.0 - log(p)) - v);
    return {rest + (1 + epsilon) * v, -(odds + (1 + epsilon)), inverse * inverse};
  }

  Properties properties() const {
    return {.convex = true,
            .strongly_convex = true,
            .calibrated = Fact::yes,
            .proper = epsilon == 0 ? Fact::yes : Fact::no};
  }
  Kinks kinks() const { return {}; }
};

LOSSLAB_END_TARGET;
