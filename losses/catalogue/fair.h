#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(r) = c²(a − log(1 + a)) with a = |r|/c.
// ℓ(0) = 0, ℓ″(0) = 1; c → ∞: half squared error.
// Fair 1974.
struct Fair {
  static constexpr LossInfo info{
      .id = "fair",
      .english = "Fair",
      .chinese = "Fair 损失",
      .also = "Fair M-estimator (c is 1 in LightGBM, 1.4 here); reg:fair; 费尔; Fair 损失",
      .used_for = "robust fitting; boosted trees; outliers; 稳健拟合; 离群值",
      .family = Family::residual,
      .formula = R"(\ell(r) = c^{2} (\frac{|r|}{c} - \log(1 + \frac{|r|}{c})))",
      .expression =
          "if(a < 0.01, c^2*t*(a - t^2*(2/3 + t^2*(2/5 + t^2*2/7))), c*(abs(r) - c*log1p(a)))\n"
          "a = abs(r)/c\n"
          "t = a/(2 + a)",
      .gradient_expression = "r/(1 + a)",
      .curvature_expression = "1/(1 + a)^2",
      .estimates = "between mean and median",
      .noise = "",
      .remark = "Squares that turn to a line very slowly: no point pulls harder than c, and the loss stays convex.",
      .source = "Fair 1974",
      .efficiency_95 = 1.399777};
  static constexpr std::array parameters{residual_scale_parameter("c", "c", 1.3998)};
  double c = parameters[0].initial;

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T r) const {
    const T size = abs(r);
    const auto far = size > c;
    const T b = select(far, T(c), size) / select(far, size, T(c)), whole = 1.0 / (1.0 + b), a = size / c;
    const T log_part = select(size > 1e16 * c, log(size) - log(c), log1p(a));
    const T near_value = select(size < 1e-17 * c, 0.5 * r * r, c * (c * less_log1p(a)));
    return {select(far, select(size < infinity, c * (size - c * log_part), size), near_value),
            copy_sign(select(far, T(c), size) * whole, r), square(select(far, b, T(1.0)) * whole)};
  }

  Properties properties() const { return {.convex = true, .bounded_gradient = true, .lipschitz = 1}; }
  Kinks kinks() const { return {}; }
};

LOSSLAB_END_TARGET;
