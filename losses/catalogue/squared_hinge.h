#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(m) = max(0, 1 − m)².
// ℓ(0) = 1, ℓ′(1) = 0; ℓ″ jumps from 2 to 0 at m = 1.
// Cortes & Vapnik 1995 (L2-SVM).
struct SquaredHinge {
  static constexpr LossInfo info{
      .id = "squared_hinge",
      .english = "Squared hinge",
      .chinese = "平方合页损失",
      .also = "L2-SVM; SquaredHinge; quadratic hinge; 平方铰链; 平方合页",
      .used_for = "SVM; support vector machine; LinearSVC; maximum margin; 支持向量机; 最大间隔",
      .family = Family::margin,
      .formula = R"(\ell(m) = \max(0, 1 - m)^{2})",
      .expression = "max(1 - m, 0)^2",
      .estimates = "probability (2p − 1)",
      .noise = "",
      .remark =
          "Smooth at margin 1, but the pull of a mislabelled point grows with its distance, as with squared error.",
      .source = "Cortes & Vapnik 1995",
      .link = "p = (clip(f, −1, 1) + 1)/2"};
  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T m) const {
    const T h = max(T(0.0), 1.0 - m);
    return {h * h, -2.0 * h, select(m < 1.0, T(2.0), T(0.0))};
  }

  Properties properties() const {
    return {.convex = true, .calibrated = Fact::yes, .proper = Fact::yes, .lipschitz = 2};
  }
  Kinks kinks() const { return {1.0}; }
};

LOSSLAB_END_TARGET;
