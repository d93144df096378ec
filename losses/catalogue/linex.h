#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(r) = e^(ar) − ar − 1; for a > 0 predicting too low is what hurts.
// ℓ(0) = 0, ℓ″(0) = a²; a → 0: ℓ/a² → half squared error.
// Varian 1975.
struct Linex {
  static constexpr LossInfo info{
      .id = "linex",
      .english = "LINEX",
      .chinese = "线性指数损失",
      .also = "linear-exponential; linear exponential; Varian; 线性指数; 线性-指数",
      .used_for = "asymmetric costs; forecasting; real estate; 非对称成本; 预测",
      .family = Family::residual,
      .formula = R"(\ell(r) = \exp(a r) - a r - 1)",
      .expression =
          "if(abs(z) < 0.01, z^2/2*(1 + z/3*(1 + z/4*(1 + z/5*(1 + z/6)))), expm1(z) - z)\n"
          "z = a*r",
      .gradient_expression = "a*expm1(z)",
      .curvature_expression = "a^2*exp(z)",
      .estimates = "log-mean of exp(a y), over a",
      .noise = "",
      .remark = "One side costs exponentially, the other linearly: use it where erring one way is a disaster.",
      .source = "Varian 1975"};
  static constexpr std::array parameters{
      Parameter{.name = "a", .symbol = "a", .role = "asymmetry", .initial = 1.0, .slider_min = -3, .slider_max = 3}};
  double a = parameters[0].initial;

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T r) const {
    if (a == 0) return {select(r == r, T(0.0), r), T(0.0), T(0.0)};
    const T z = a * r, e = expm1(z);
    return {expm1_less(z), a * e, a * (a * exp(z))};
  }

  Properties properties() const {
    return {.convex = true,
            .bounded = a == 0,
            .bounded_gradient = a == 0,
            .redescending = a == 0,
            .lipschitz = a == 0 ? 0 : infinity};
  }
  Kinks kinks() const { return {}; }
};

LOSSLAB_END_TARGET;
