#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(m) = max(0, 1 − m), the loss of support vector machines.
// ψ(1) = 0 out of [−1, 0]; ℓ(0) = 1.
// Cortes & Vapnik 1995.
struct Hinge {
  static constexpr LossInfo info{
      .id = "hinge",
      .english = "Hinge",
      .chinese = "合页损失",
      .also = "HingeLoss; max margin; ~soft margin; L1-SVM; binary hinge; 铰链; 合页; 铰链损失; 合页损失",
      .used_for = "SVM; support vector machine; linear SVM; maximum margin; 支持向量机; 最大间隔",
      .family = Family::margin,
      .formula = R"(\ell(m) = \max(0, 1 - m))",
      .expression = "max(1 - m, 0)",
      .estimates = "the more frequent class",
      .noise = "",
      .remark =
          "Points beyond margin 1 are left alone; each other one pulls with strength 1. A "
          "wrong label far away costs in proportion to its distance.",
      .source = "Cortes & Vapnik 1995"};
  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T m) const {
    return {max(T(0.0), 1.0 - m), select(m < 1.0, T(-1.0), select(m >= 1.0, T(0.0), m)), T(0.0)};
  }

  Properties properties() const {
    return {.convex = true, .bounded_gradient = true, .calibrated = Fact::yes, .proper = Fact::no};
  }
  Kinks kinks() const { return {1.0}; }
};

LOSSLAB_END_TARGET;
