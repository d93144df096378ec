#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(r) = (c²/2)(1 − e^(−u²)) with u = r/c (Leclerc, correntropy).
// ℓ(0) = 0, ℓ″(0) = 1, ℓ(∞) = c²/2; c → ∞: half squared error.
// Dennis & Welsch 1978.
struct Welsch {
  static constexpr LossInfo info{
      .id = "welsch",
      .english = "Welsch",
      .chinese = "Welsch 损失",
      .also =
          "Welsh; Leclerc; correntropy; maximum correntropy; exponential squared; Gaussian kernel; "
          "相关熵; 韦尔施",
      .used_for = "robust fitting; robust regression; outliers; 稳健拟合; 稳健回归; 离群值",
      .family = Family::residual,
      .formula = R"(\ell(r) = \frac{c^{2}}{2} (1 - \exp(-\frac{r^{2}}{c^{2}})))",
      .expression =
          "-c^2/2*expm1(-z)\n"
          "z = min((r/c)^2, 800)",
      .gradient_expression = "r*exp(-z)",
      .curvature_expression = "(1 - 2*z)*exp(-z)",
      .estimates = "mode of the bulk",
      .noise = "",
      .remark = "The weight of a point falls like a Gaussian of its residual: beyond about 3c it has no say at all.",
      .source = "Dennis & Welsch 1978 (Leclerc 1989; correntropy)",
      .efficiency_95 = 2.984637};
  static constexpr std::array parameters{residual_scale_parameter("c", "c", 2.9846)};
  double c = parameters[0].initial;

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T r) const {
    const T size = abs(r), u = r / c, z = u * u, e = exp(-z);
    const auto far = z > 800.0;
    return {select(size < 1e-8 * c, 0.5 * r * r, (0.5 * c) * (c * -expm1(-z))), select(far, T(0.0), r * e),
            select(far, T(0.0), (1.0 - 2.0 * z) * e)};
  }

  Properties properties() const {
    return {.bounded = true, .bounded_gradient = true, .redescending = true, .lipschitz = 1};
  }
  Kinks kinks() const { return {}; }
};

LOSSLAB_END_TARGET;
