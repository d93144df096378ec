#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(r) = (c²/2) arctan(u²) with u = r/c.
// ℓ(0) = 0, ℓ″(0) = 1, ℓ(∞) = πc²/4; ψ → c⁴/r³; c → ∞: half squared error.
// Triggs et al. 2000.
struct Arctan {
  static constexpr LossInfo info{
      .id = "arctan",
      .english = "Arctan",
      .chinese = "反正切损失",
      .also = "ArctanLoss (a of Ceres is c²); atan; inverse tangent; 反正切",
      .used_for = "robust fitting; outliers; bundle adjustment; 稳健拟合; 离群值",
      .family = Family::residual,
      .formula = R"(\ell(r) = \frac{c^{2}}{2} \arctan(\frac{r^{2}}{c^{2}}))",
      .expression =
          "c^2/2*atan(z)\n"
          "z = (r/c)^2",
      .gradient_expression =
          "if(z < 1e8, r*w, r/z/z)\n"
          "w = 1/(1 + z^2)",
      .curvature_expression = "w*(4*w - 3)",
      .estimates = "mode of the bulk",
      .noise = "",
      .remark =
          "Squares up to about c, then flat: the pull of a far point falls like its cube, so it is soon forgotten.",
      .source = "Triggs et al. 2000",
      .efficiency_95 = 2.571401};
  static constexpr std::array parameters{residual_scale_parameter("c", "c", 1.0)};
  double c = parameters[0].initial;

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T r) const {
    const T size = abs(r);
    const auto far = size > c;
    const T b = select(far, T(c), size) / select(far, size, T(c)), z = b * b, near_one = 1.0 / (1.0 + z * z);
    const T angle = atan(z), whole = select(far, 0.5 * pi - angle, angle);
    const T pull = select(far, ((c * b) * b) * b, size) * near_one;
    return {select(size < 1e-4 * c, 0.5 * r * r, (0.5 * c) * (c * whole)), copy_sign(pull, r),
            select(far, z * z * (z * z - 3.0), 1.0 - 3.0 * (z * z)) * (near_one * near_one)};
  }

  Properties properties() const {
    return {.bounded = true, .bounded_gradient = true, .redescending = true, .lipschitz = 1};
  }
  Kinks kinks() const { return {}; }
};

LOSSLAB_END_TARGET;
