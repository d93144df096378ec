#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(r) = a·max(r, 0) + b·max(−r, 0) with r = y − ŷ: a for a unit of shortage, b for one of surplus.
// ψ(0) = 0 out of [−b, a]; (a + b) times the pinball loss with τ = a/(a + b).
// Koenker & Bassett 1978.
struct AsymmetricLinear {
  static constexpr LossInfo info{
      .id = "asymmetric_linear",
      .english = "Asymmetric linear",
      .chinese = "非对称线性损失",
      .also =
          "lin-lin; newsvendor; newsboy; asymmetric absolute; piecewise linear; underage and overage; "
          "报童; 非对称线性",
      .used_for = "inventory; stock; costs of too little and too much; quantiles; 库存; 缺货成本; 分位数",
      .family = Family::residual,
      .formula = R"(\ell(r) = \begin{cases} a r & r > 0 \\ -b r & r \le 0 \end{cases})",
      .expression = "max(a*r, -b*r)",
      .gradient_expression = "if(r > 0, a, if(r < 0, -b, 0))",
      .curvature_expression = "0",
      .estimates = "a/(a + b) quantile",
      .noise = "asymmetric Laplace",
      .remark =
          "Each missing unit costs a, each unit too many costs b: the newsvendor stocks the "
          "a/(a + b) quantile of demand.",
      .source = "Koenker & Bassett 1978; newsvendor problem: Edgeworth 1888"};
  static constexpr std::array parameters{Parameter{.name = "a",
                                                   .symbol = "a",
                                                   .role = "cost of a missing unit",
                                                   .initial = 4.0,
                                                   .slider_min = 0,
                                                   .slider_max = 10,
                                                   .lower = 0},
                                         Parameter{.name = "b",
                                                   .symbol = "b",
                                                   .role = "cost of a surplus unit",
                                                   .initial = 1.0,
                                                   .slider_min = 0,
                                                   .slider_max = 10,
                                                   .lower = 0}};
  double a = parameters[0].initial;
  double b = parameters[1].initial;

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T r) const {
    const auto under = r > 0.0, over = r < 0.0;
    const T shortage = a == 0 ? T(0.0) : a * r, surplus = b == 0 ? T(0.0) : -b * r;
    return {select(under, shortage, select(over, surplus, r)), select(under, T(a), select(over, T(-b), r)), T(0.0)};
  }

  Properties properties() const { return {.convex = true, .bounded_gradient = true}; }
  Kinks kinks() const { return {0.0}; }
  const char* objection() const { return a + b > 0 ? nullptr : "a + b must be greater than 0"; }
};

LOSSLAB_END_TARGET;
