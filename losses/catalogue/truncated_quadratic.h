#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(r) = min(r², c²)/2 (Talwar).
// ℓ(0) = 0, ℓ″(0) = 1; ψ(±c) = 0 out of [0, c].
// Hinich & Talwar 1975.
struct TruncatedQuadratic {
  static constexpr LossInfo info{
      .id = "truncated_quadratic",
      .english = "Truncated quadratic",
      .chinese = "截断平方损失",
      .also =
          "Talwar; truncated least squares; truncated squares; TLS; trimmed; "
          "TrimmedMean (c is 2 in statsmodels, in units of the noise: fit --scaled); "
          "clipped squared error; skipped mean; hard rejection; 截断二次; 截断最小二乘; 截断平方",
      .used_for = "robust fitting; outliers; RANSAC; 稳健拟合; 离群值",
      .family = Family::residual,
      .formula = R"(\ell(r) = \begin{cases} \frac{1}{2} r^{2} & |r| \le c \\ \frac{1}{2} c^{2} & |r| > c \end{cases})",
      .expression = "min(r^2, c^2)/2",
      .estimates = "mean of the bulk",
      .noise = "",
      .remark = "Least squares on the points within c, blind to all others: hard rejection, with a corner at the edge.",
      .source = "Hinich & Talwar 1975",
      .efficiency_95 = 2.795483};
  static constexpr std::array parameters{Parameter{.name = "c",
                                                   .symbol = "c",
                                                   .role = "rejection point",
                                                   .initial = 2.795,
                                                   .slider_min = 0.1,
                                                   .slider_max = 20,
                                                   .scale = Scale::logarithmic,
                                                   .lower = 0,
                                                   .open_lower = true,
                                                   .in_residual_units = true,
                                                   .also = "k; threshold; scale"}};
  double c = parameters[0].initial;

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T r) const {
    const T a = abs(r);
    const auto far = a > c;
    return {select(far, T(0.5 * c * c), 0.5 * r * r), select(a >= c, T(0.0), r), select(far, T(0.0), T(1.0))};
  }

  Properties properties() const { return {.bounded = true, .bounded_gradient = true, .redescending = true}; }
  Kinks kinks() const { return {-c, c}; }
};

LOSSLAB_END_TARGET;
