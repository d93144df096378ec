#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(r) = max(0, |r| − ε)².
// Zero in the tube, smooth at its edge; ε = 0: squared error.
// Vapnik 1995.
struct SquaredEpsilonInsensitive {
  static constexpr LossInfo info{
      .id = "squared_epsilon_insensitive",
      .english = "Squared ε-insensitive",
      .chinese = "平方 ε 不敏感损失",
      .also = "squared ε-insensitive; quadratic ε-insensitive; L2-SVR; 平方 ε 不敏感; 平方不敏感",
      .used_for = "SVR; support vector regression; 支持向量回归",
      .family = Family::residual,
      .formula = R"(\ell(r) = \max(0, |r| - \epsilon)^{2})",
      .expression =
          "h^2\n"
          "h = max(abs(r) - epsilon, 0)",
      .curvature_expression = "if(abs(r) >= epsilon, 2, 0)",
      .estimates = "centre of a tube",
      .noise = "",
      .remark =
          "Errors inside the tube cost nothing; outside, the pull grows without bound, so "
          "outliers count as with squares.",
      .source = "Vapnik 1995"};
  static constexpr std::array parameters{tube_half_width};
  double epsilon = parameters[0].initial;

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T r) const {
    const T a = abs(r), h = max(T(0.0), a - epsilon);
    return {h * h, select(r < 0.0, -2.0 * h, 2.0 * h), select(a > epsilon, T(2.0), T(epsilon == 0 ? 2.0 : 0.0))};
  }

  Properties properties() const { return {.convex = true, .strongly_convex = epsilon == 0, .lipschitz = 2}; }
  Kinks kinks() const { return epsilon == 0 ? Kinks{} : Kinks{-epsilon, epsilon}; }
};

LOSSLAB_END_TARGET;
