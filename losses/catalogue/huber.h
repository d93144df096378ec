#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(r) = ½r² for |r| ≤ δ, δ(|r| − δ/2) beyond; ψ is r held between ±δ.
// ℓ(0) = 0, ℓ″(0) = 1; δ → ∞: half squared error; δ → 0: ℓ/δ → |r|.
// Huber 1964.
struct Huber {
  static constexpr LossInfo info{
      .id = "huber",
      .english = "Huber",
      .chinese = "Huber 损失",
      .also =
          "HuberLoss (δ = 1 in PyTorch and Keras, as here); Keras Huber (δ = 1, as here); "
          "HuberRegressor (scikit-learn's ε is 1.35, in units of the noise: fit --scaled); "
          "HuberT (t is 1.345 in statsmodels, in units of the noise: fit --scaled); "
          "psi.huber (k is 1.345 in MASS, in units of the noise: fit --scaled); Huber M-estimator; "
          "胡伯; 胡贝尔; Huber 损失",
      .used_for =
          "robust fitting; robust regression; M-estimation; outliers; 稳健拟合; 稳健回归; 鲁棒回归; "
          "离群值; 异常值",
      .family = Family::residual,
      .formula =
          R"(\ell(r) = \begin{cases} \frac{1}{2} r^{2} & |r| \le \delta \\ \delta (|r| - \frac{\delta}{2}) & |r| > \delta \end{cases})",
      .expression = "if(abs(r) <= delta, r^2/2, delta*(abs(r) - delta/2))",
      .estimates = "between mean and median",
      .noise = "Gaussian core, Laplace tails",
      .remark =
          "Small errors count as squares, large ones only linearly: no point pulls harder than δ. Outliers are "
          "limited, not ignored.",
      .source = "Huber 1964",
      .efficiency_95 = 1.344998};
  static constexpr std::array parameters{delta_threshold};
  double delta = parameters[0].initial;

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T r) const {
    const T a = abs(r), near = min(a, T(delta));
    return {near * (a - 0.5 * near), clip(r, -delta, delta), select(a > delta, T(0.0), T(1.0))};
  }

  Properties properties() const { return {.convex = true, .bounded_gradient = true, .lipschitz = 1}; }
  Kinks kinks() const { return {-delta, delta}; }
};

LOSSLAB_END_TARGET;
