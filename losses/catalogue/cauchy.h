#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(r) = (c²/2) log(1 + u²) with u = r/c (Lorentzian).
// ℓ(0) = 0, ℓ″(0) = 1; c → ∞: half squared error; ψ → c²/r.
// Dennis & Welsch 1978; Black & Anandan 1996.
struct Cauchy {
  static constexpr LossInfo info{
      .id = "cauchy",
      .english = "Cauchy",
      .chinese = "柯西损失",
      .also = "Lorentzian; Lorentz; CauchyLoss; log-quadratic; Cauchy M-estimator; 柯西; 洛伦兹",
      .used_for =
          "robust fitting; robust regression; outliers; bundle adjustment; heavy tails; 稳健拟合; "
          "稳健回归; 离群值; 光束法平差; 重尾",
      .family = Family::residual,
      .formula = R"(\ell(r) = \frac{c^{2}}{2} \log(1 + (\frac{r}{c})^{2}))",
      .expression =
          "c^2/2*if(abs(u) < 1e8, log1p(u^2), 2*log(abs(u)))\n"
          "u = r/c",
      .gradient_expression =
          "if(abs(u) < 1e8, r*w, c/u)\n"
          "w = 1/(1 + u^2)",
      .curvature_expression = "w*(2*w - 1)",
      .estimates = "mode of the bulk",
      .noise = "Student t with c² − 1 degrees of freedom",
      .remark =
          "The pull is strongest at |r| = c and fades like 1/r: far points are slowly forgotten, but never quite.",
      .source = "Dennis & Welsch 1978; Black & Anandan 1996",
      .efficiency_95 = 2.384947};
  static constexpr std::array parameters{residual_scale_parameter("c", "c", 2.3849)};
  double c = parameters[0].initial;

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T r) const {
    const T size = abs(r);
    const auto [zeroth, first, second] = lorentz(r, c);
    return {select(size < 1e-8 * c, 0.5 * r * r, (0.5 * c) * (c * log1p_square(r, c))),
            select(size > c, c * first, r * zeroth), (zeroth - second) * zeroth};
  }

  Properties properties() const { return {.bounded_gradient = true, .redescending = true, .lipschitz = 1}; }
  Kinks kinks() const { return {}; }
};

LOSSLAB_END_TARGET;
