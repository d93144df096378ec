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
      .family = Family::residual,
      .formula = R"(\ell(r) = c^{2} (\frac{|r|}{c} - \log(1 + \frac{|r|}{c})))",
      .estimates = "between mean and median",
      .noise = "",
      .remark = "Squares that turn to a line very slowly: no point pulls harder than c, and the loss stays convex.",
      .source = "Fair 1974",
      .efficiency_95 = 1.399777};
  static constexpr std::array parameters{Parameter{.name = "c",
                                                   .symbol = "c",
                                                   .role = "scale",
                                                   .initial = 1.3998,
                                                   .slider_min = 0.1,
                                                   .slider_max = 10,
                                                   .scale = Scale::logarithmic,
                                                   .lower = 0,
                                                   .open_lower = true,
                                                   .in_residual_units = true}};
  double c = parameters[0].initial;
  static constexpr std::array members{&Fair::c};

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T r) const {
    const T a = ratio(abs(r), c), d = 1.0 / (1.0 + a);
    return {c * c * less_log1p(a), c * (select(r < 0.0, -a, a) * d), d * d};
  }

  Properties properties() const { return {.convex = true, .bounded_gradient = true, .lipschitz = 1}; }
  Kinks kinks() const { return {}; }
};

LOSSLAB_END_TARGET;
