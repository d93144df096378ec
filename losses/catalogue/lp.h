#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(r) = |r|^p.
// ℓ″(0) = +∞ for 1 < p < 2, 2 for p = 2, 0 beyond; p = 1: absolute error; p = 2: squared error.
// Gentleman 1965.
struct Lp {
  static constexpr LossInfo info{
      .id = "lp",
      .english = "Lp norm",
      .chinese = "Lp 损失",
      .also = "p-norm; Lp; power; Minkowski; generalised Gaussian; Lp 范数; p 范数; 闵可夫斯基",
      .used_for = "between mean and median; inverse problems; 介于均值与中位数之间",
      .family = Family::residual,
      .formula = R"(\ell(r) = |r|^{p})",
      .expression = "abs(r)^p",
      .curvature_expression = "if(p > 1, p*(p - 1)*abs(r)^(p - 2), 0)",
      .estimates = "between median and mean for p < 2",
      .noise = "generalised Gaussian",
      .remark =
          "Between absolute error (p = 1) and squares (p = 2), or steeper still: the larger "
          "p, the more the worst point decides.",
      .source = "Gentleman 1965"};
  static constexpr std::array parameters{Parameter{.name = "p",
                                                   .symbol = "p",
                                                   .role = "power",
                                                   .initial = 1.5,
                                                   .slider_min = 1,
                                                   .slider_max = 4,
                                                   .lower = 1,
                                                   .also = "exponent; q"}};
  double p = parameters[0].initial;

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T r) const {
    const T a = abs(r);
    if (p == 1) return {a, sign(r), T(0.0)};
    if (p == 2) return {a * a, 2.0 * r, T(2.0)};
    const T log_a = log(a), root = exp((0.5 * p - 1) * log_a);  // whose square alone might leave the range
    return {exp(p * log_a), p * copy_sign(exp((p - 1) * log_a), r), (p * (p - 1)) * root * root};
  }

  Properties properties() const {
    return {.convex = true, .strongly_convex = p == 2, .bounded_gradient = p == 1, .lipschitz = p == 2 ? 2 : infinity};
  }
  Kinks kinks() const { return p < 2 ? Kinks{0.0} : Kinks{}; }
};

LOSSLAB_END_TARGET;
