#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(r) = max(0, |r| − ε), the loss of support vector regression.
// ψ = 0 in the tube and on its edge; ε = 0: |r|.
// Vapnik 1995.
struct EpsilonInsensitive {
  static constexpr LossInfo info{
      .id = "epsilon_insensitive",
      .english = "ε-insensitive",
      .chinese = "ε 不敏感损失",
      .also =
          "ε-insensitive; epsilon insensitive; eps-insensitive; Vapnik; tube; L1-SVR; 不敏感损失; "
          "ε 不敏感; 管道损失",
      .used_for = "SVR; support vector regression; sparse regression; 支持向量回归",
      .family = Family::residual,
      .formula = R"(\ell(r) = \max(0, |r| - \epsilon))",
      .expression = "max(abs(r) - epsilon, 0)",
      .estimates = "centre of a tube",
      .noise = "uniform core, Laplace tails",
      .remark = "Errors inside the tube cost nothing; outside, each point pulls with strength 1, however far it is.",
      .source = "Vapnik 1995"};
  static constexpr std::array parameters{tube_half_width};
  double epsilon = parameters[0].initial;

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T r) const {
    const T a = abs(r);
    return {max(T(0.0), a - epsilon), select(a > epsilon, sign(r), 0.0 * r), T(0.0)};
  }

  Properties properties() const { return {.convex = true, .bounded_gradient = true}; }
  Kinks kinks() const { return {-epsilon, epsilon}; }
};

LOSSLAB_END_TARGET;
