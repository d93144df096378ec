#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(r) = |τ − 1[r < 0]|·r².
// ℓ(0) = 0; ℓ″ is 2τ above 0 and 2(1 − τ) below; τ = ½: half squared error.
// Newey & Powell 1987.
struct Expectile {
  static constexpr LossInfo info{
      .id = "expectile",
      .english = "Expectile",
      .chinese = "期望分位数损失",
      .also =
          "asymmetric least squares; asymmetric squared error; expectile regression; 期望分位数; "
          "非对称最小二乘; 期望分位",
      .used_for = "expectiles; risk; asymmetric costs; reinforcement learning; IQL; 风险; 强化学习",
      .family = Family::residual,
      .formula = R"(\ell(r) = \begin{cases} \tau r^{2} & r \ge 0 \\ (1 - \tau) r^{2} & r < 0 \end{cases})",
      .expression =
          "w*r^2\n"
          "w = if(r < 0, 1 - tau, tau)",
      .estimates = "τ-expectile",
      .noise = "",
      .remark =
          "Squares with unequal sides: it leans to one side like a quantile, but far outliers on that side pull it "
          "along.",
      .source = "Newey & Powell 1987"};
  static constexpr std::array parameters{with_role(quantile_level, "asymmetry")};
  double tau = parameters[0].initial;

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T r) const {
    const T w = select(r < 0.0, T(1.0 - tau), T(tau));
    return {(w * r) * r, 2.0 * w * r, 2.0 * w};
  }

  Properties properties() const {
    return {.convex = true, .strongly_convex = true, .lipschitz = 2 * max(tau, 1 - tau)};
  }
  Kinks kinks() const { return tau == 0.5 ? Kinks{} : Kinks{0.0}; }
};

LOSSLAB_END_TARGET;
