#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(r) = (c²/6)(1 − (1 − u²)³) with u = r/c for |r| ≤ c, c²/6 beyond.
// ℓ(0) = 0, ℓ″(0) = 1; ℓ″ is 0 and continuous at |r| = c; c → ∞: half squared error.
// Beaton & Tukey 1974.
struct TukeyBiweight {
  static constexpr LossInfo info{
      .id = "tukey_biweight",
      .english = "Tukey biweight",
      .chinese = "Tukey 双权损失",
      .also =
          "Tukey; bisquare; biweight; Tukey bisquare; Beaton-Tukey; TukeyLoss; "
          "TukeyBiweight (c is 4.685 in statsmodels, as here, in units of the noise: fit --scaled); "
          "psi.bisquare (c is 4.685 in MASS, as here, in units of the noise: fit --scaled); 双权; "
          "双平方; 图基",
      .used_for =
          "robust fitting; robust regression; MM-estimation; outliers; 稳健拟合; 稳健回归; 离群值; "
          "异常值",
      .family = Family::residual,
      .formula =
          R"(\ell(r) = \begin{cases} \frac{c^{2}}{6} (1 - (1 - \frac{r^{2}}{c^{2}})^{3}) & |r| \le c \\ \frac{c^{2}}{6} & |r| > c \end{cases})",
      .expression =
          "c^2/6*z*(3 - z*(3 - z))\n"
          "z = min((r/c)^2, 1)",
      .gradient_expression =
          "r*w^2\n"
          "w = max(c - abs(r), 0)*(c + abs(r))/c^2",
      .curvature_expression = "w*(1 - 5*z)",
      .estimates = "mode of the bulk",
      .noise = "",
      .remark =
          "Beyond c a point is rejected: it costs a constant and pulls not at all. Start from a robust fit, for it "
          "cannot come back from afar.",
      .source = "Beaton & Tukey 1974",
      .efficiency_95 = 4.685065};
  static constexpr std::array parameters{Parameter{.name = "c",
                                                   .symbol = "c",
                                                   .role = "rejection point",
                                                   .initial = 4.6851,
                                                   .slider_min = 0.5,
                                                   .slider_max = 20,
                                                   .scale = Scale::logarithmic,
                                                   .lower = 0,
                                                   .open_lower = true,
                                                   .in_residual_units = true,
                                                   .also = "k; threshold; scale"}};
  double c = parameters[0].initial;

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T r) const {
    const T a = abs(r), u = r / c, z = u * u;
    const auto far = a > c;
    const T w = ((c - a) / c) * ((c + a) / c);  // 1 − u² without loss near the edge
    return {select(far, T((c / 6.0) * c), (r / 6.0) * (r * (3.0 - z * (3.0 - z)))), select(far, T(0.0), r * (w * w)),
            select(far, T(0.0), w * (1.0 - 5.0 * z))};
  }

  Properties properties() const {
    return {.bounded = true, .bounded_gradient = true, .redescending = true, .lipschitz = 1};
  }
  Kinks kinks() const { return {}; }
};

LOSSLAB_END_TARGET;
