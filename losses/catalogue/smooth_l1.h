#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(r) = r²/(2β) for |r| < β, |r| − β/2 beyond: Huber(δ = β) divided by β, the form of object detectors.
// ℓ(0) = 0, ℓ″(0) = 1/β; β → 0: |r|; β → ∞: 0.
// Girshick 2015.
struct SmoothL1 {
  static constexpr LossInfo info{
      .id = "smooth_l1",
      .english = "Smooth L1",
      .chinese = "平滑 L1 损失",
      .also =
          "SmoothL1Loss (β is 1 in PyTorch, as here); smooth absolute error; Fast R-CNN regression; "
          "平滑 L1; 平滑 L1 损失",
      .used_for =
          "detection; object detection; bounding boxes; box regression; outliers; 目标检测; 边框回归; "
          "离群值",
      .family = Family::residual,
      .formula =
          R"(\ell(r) = \begin{cases} \frac{r^{2}}{2 \beta} & |r| < \beta \\ |r| - \frac{\beta}{2} & |r| \ge \beta \end{cases})",
      .expression = "if(abs(r) < beta, r^2/(2*beta), abs(r) - beta/2)",
      .estimates = "between mean and median",
      .noise = "Gaussian core, Laplace tails",
      .remark =
          "Huber divided by its threshold: the pull of an outlier is always 1, and β only widens the round bottom.",
      .source = "Girshick 2015",
      .efficiency_95 = 1.344998};
  static constexpr std::array parameters{Parameter{.name = "beta",
                                                   .symbol = "β",
                                                   .role = "threshold",
                                                   .initial = 1.0,
                                                   .slider_min = 0.01,
                                                   .slider_max = 10,
                                                   .scale = Scale::logarithmic,
                                                   .lower = 0,
                                                   .open_lower = true,
                                                   .in_residual_units = true,
                                                   .also = "delta"}};
  double beta = parameters[0].initial;

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T r) const {
    const T a = abs(r);
    const auto far = a > beta;
    return {select(far, a - 0.5 * beta, 0.5 * r * (r / beta)), clip(r / beta, -1, 1),
            select(far, T(0.0), T(1.0 / beta))};
  }

  Properties properties() const { return {.convex = true, .bounded_gradient = true, .lipschitz = 1 / beta}; }
  Kinks kinks() const { return {-beta, beta}; }
};

LOSSLAB_END_TARGET;
