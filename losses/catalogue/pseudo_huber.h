#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(r) = δ²(√(1 + u²) − 1) with u = r/δ.
// ℓ(0) = 0, ℓ″(0) = 1; δ → ∞: half squared error; δ → 0: ℓ/δ → |r|.
// Charbonnier et al. 1994; Hartley & Zisserman.
struct PseudoHuber {
  static constexpr LossInfo info{
      .id = "pseudo_huber",
      .english = "Pseudo-Huber",
      .chinese = "伪 Huber 损失",
      .also =
          "Charbonnier; soft L1 (f_scale of SciPy is δ); SoftLOne; SoftLOneLoss; smooth Huber; "
          "reg:pseudohubererror (huber_slope of XGBoost is δ); L1-L2; square root of squares; "
          "伪 Huber; 伪胡伯",
      .used_for =
          "robust fitting; outliers; optical flow; super-resolution; image restoration; 光流; "
          "超分辨率; 图像复原; 稳健拟合; 离群值",
      .family = Family::residual,
      .formula = R"(\ell(r) = \delta^{2} (\sqrt{1 + (\frac{r}{\delta})^{2}} - 1))",
      .expression =
          "if(abs(r) <= delta, r^2/(1 + sqrt(1 + u^2)), delta*abs(r)/(b + sqrt(1 + b^2)))\n"
          "u = r/delta\n"
          "b = delta/max(abs(r), delta)",
      .gradient_expression = "if(abs(r) <= delta, r/sqrt(1 + u^2), delta*sign(r)/sqrt(1 + b^2))",
      .curvature_expression = "1/sqrt(1 + u^2)^3",
      .estimates = "between mean and median",
      .noise = "hyperbolic",
      .remark =
          "A Huber loss without a corner: it bends smoothly from squares to a line. No point pulls harder than δ.",
      .source = "Charbonnier et al. 1994",
      .efficiency_95 = 1.287099};
  static constexpr std::array parameters{delta_threshold};
  double delta = parameters[0].initial;

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T r) const {
    const T size = abs(r);
    const auto far = size > delta;
    const T b = select(far, T(delta), size) / select(far, size, T(delta)), h = sqrt(1.0 + b * b);
    const T bend = select(far, b, T(1.0)) / h;
    return {select(far, delta * (size / (b + h)), r * r / (1.0 + h)), copy_sign(select(far, T(delta), size) / h, r),
            bend * (bend * bend)};
  }

  Properties properties() const { return {.convex = true, .bounded_gradient = true, .lipschitz = 1}; }
  Kinks kinks() const { return {}; }
};

LOSSLAB_END_TARGET;
