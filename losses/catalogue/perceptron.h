#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(m) = max(0, −m).
// ℓ(0) = 0, ψ(0) = 0 out of [−1, 0]; not calibrated, as ℓ is not differentiable at 0.
// Rosenblatt 1958.
struct Perceptron {
  static constexpr LossInfo info{
      .id = "perceptron",
      .english = "Perceptron",
      .chinese = "感知机损失",
      .also = "perceptron criterion; 感知机; 感知器",
      .used_for = "perceptron algorithm; online learning; linear classifiers; 在线学习",
      .family = Family::margin,
      .formula = R"(\ell(m) = \max(0, -m))",
      .expression = "max(-m, 0)",
      .estimates = "nothing: f = 0 is always best",
      .noise = "",
      .remark =
          "Only mistakes pull, all with strength 1, and there is no margin: shrinking the score to 0 costs nothing.",
      .source = "Rosenblatt 1958"};
  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T m) const {
    return {max(T(0.0), -m), select(m < 0.0, T(-1.0), select(m >= 0.0, T(0.0), m)), T(0.0)};
  }

  Properties properties() const {
    return {.convex = true, .bounded_gradient = true, .calibrated = Fact::no, .proper = Fact::no};
  }
  Kinks kinks() const { return {0.0}; }
};

LOSSLAB_END_TARGET;
