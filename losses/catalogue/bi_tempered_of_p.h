#include "losses/catalogue/tempered.h"
#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(p) = −log_t₁ p − (1 − p^(2−t₁) − (1 − p)^(2−t₁))/(2 − t₁), log_t x = (x^(1−t) − 1)/(1 − t).
// ℓ(1) = 0, ℓ(0) = 1/(1 − t₁); t₁ = 1: cross-entropy; t₁ = 0: Brier.
// Amid et al. 2019.
struct BiTemperedOfP {
  static constexpr LossInfo info = described_in_p(
      {.id = "bi_tempered_of_p",
       .english = "Bi-tempered, of p",
       .chinese = "双温逻辑损失（关于 p）",
       .also = "~BiTemperedLoss; tempered Bregman divergence; tempered score; ~双温逻辑",
       .used_for = "label noise; noisy labels; probabilities; scoring rules; 标签噪声; 噪声标签; 评分规则",
       .family = Family::of_probability,
       .formula =
           R"(\ell(p) = \frac{1 - p^{1 - t_{1}}}{1 - t_{1}} - \frac{1 - p^{2 - t_{1}} - (1 - p)^{2 - t_{1}}}{2 - t_{1}})",
       .expression = "q^(1 + d)/(1 + d) + if(s < 1, A/(1 + d) - B/n, expm1(-y)/(1 + d) - if(d > 0, expm1(-z)/n, -s))\n"
                     "q = 1 - p\n"
                     "s = -log(p)\n"
                     "d = 1 - t1\n"
                     "n = max(d, 1e-300)\n"
                     "y = (1 + d)*s\n"
                     "z = d*s\n"
                     "A = if(y < 0.01, y^2/2*(1 - y/3*(1 - y/4*(1 - y/5))), expm1(-y) + y)\n"
                     "B = if(z < 0.01, z^2/2*(1 - z/3*(1 - z/4*(1 - z/5))), expm1(-z) + z)",
       .gradient_expression = "-(q*(1/p)^t1 + q^(1 - t1))",
       .curvature_expression = "if(t1 > 0, (1/p)^t1*(1 + t1*q/p), 1) + if(t1 < 1, (1 - t1)/q^t1, 0)",
       .estimates = "probability",
       .noise = "",
       .remark =
           "From the Brier score (t₁ = 0) to cross-entropy (t₁ = 1): honest probabilities all the way, at a cost of "
           "at most 1/(1 − t₁).",
       .source = "Amid et al. 2019",
       .link = "p itself"});
  static constexpr std::array parameters{loss_temperature};
  double t1 = parameters[0].initial;

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T p) const {
    const T q = 1.0 - p, s = 0.0 - log(p), t = 0.0 - log1p(-p), odds = 1.0 / p;
    const T steep = power(odds, s, t1);
    const T inner = t1 == 0 ? steep : steep * (1.0 + t1 * (q * odds));
    const T outer = t1 == 1 ? T(0.0) : (1 - t1) * power(1.0 / q, t, t1);
    return {tempered_cost(Logistic<T>{p, q, s, t}, 1 - t1), -(q * steep + power(q, -t, 1 - t1)), inner + outer};
  }

  Properties properties() const {
    return {.convex = true,
            .strongly_convex = true,
            .bounded = t1 < 1,
            .bounded_gradient = t1 == 0,
            .calibrated = Fact::yes,
            .proper = Fact::yes,
            .lipschitz = t1 == 0 ? 2 : infinity};
  }
  Kinks kinks() const { return {}; }
};

LOSSLAB_END_TARGET;
