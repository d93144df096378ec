#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(r) = (r²/2)/(1 + u²) with u = r/c: half squared error that saturates at c²/2.
// ℓ(0) = 0, ℓ″(0) = 1; c → ∞: half squared error.
// Geman & McClure 1985.
struct GemanMcClure {
  static constexpr LossInfo info{
      .id = "geman_mcclure",
      .english = "Geman-McClure",
      .chinese = "Geman-McClure 损失",
      .also = "Geman & McClure; GMC; Geman McClure M-estimator; 杰曼-麦克卢尔",
      .used_for = "robust fitting; outliers; registration; SLAM; bundle adjustment; 稳健拟合; 离群值; 点云配准",
      .family = Family::residual,
      .formula = R"(\ell(r) = \frac{c^{2}}{2} \frac{r^{2}}{c^{2} + r^{2}})",
      .expression =
          "if(abs(u) < 1e8, r^2/2*w, c^2/2)\n"
          "u = r/c\n"
          "w = 1/(1 + u^2)",
      .gradient_expression = "r*w*w",
      .curvature_expression = "w^2*(4*w - 3)",
      .estimates = "mode of the bulk",
      .noise = "",
      .remark = "The cost of a point is at most c²/2 and its pull dies like 1/r³: outliers are all but switched off.",
      .source = "Geman & McClure 1985",
      .efficiency_95 = 3.787419};
  static constexpr std::array parameters{residual_scale_parameter("c", "c", 1.0)};
  double c = parameters[0].initial;

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T r) const {
    const auto far = abs(r) > c;
    const auto [zeroth, first, second] = lorentz(r, c);
    return {select(far, (0.5 * c) * (c * second), 0.5 * r * r * zeroth), select(far, c * first, r * zeroth) * zeroth,
            (zeroth - 3.0 * second) * (zeroth * zeroth)};
  }

  Properties properties() const {
    return {.bounded = true, .bounded_gradient = true, .redescending = true, .lipschitz = 1};
  }
  Kinks kinks() const { return {}; }
};

LOSSLAB_END_TARGET;
