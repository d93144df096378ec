#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(m) = 1 for m ≤ 0, else 0: the share of mistakes.
// ℓ(0) = 1 by convention; the slope is 0 wherever it exists, and is given as 0 at the jump.
// Classical.
struct ZeroOne {
  static constexpr LossInfo info{
      .id = "zero_one",
      .english = "Zero-one",
      .chinese = "0-1 损失",
      .also =
          "0-1; 01; 0/1; ZeroOneLoss; misclassification; classification error; error rate; 零一; "
          "0-1 损失; 误分类; 错误率",
      .used_for = "accuracy; error rate; classification; 准确率; 分类",
      .family = Family::margin,
      .formula = R"(\ell(m) = \begin{cases} 1 & m \le 0 \\ 0 & m > 0 \end{cases})",
      .expression = "if(m > 0, 0, 1)",
      .gradient_expression = "0",
      .curvature_expression = "0",
      .estimates = "the more frequent class",
      .noise = "",
      .remark =
          "It counts mistakes and nothing else, so a wrong label costs 1 however far it "
          "lies. Its slope is zero: descent learns nothing from it.",
      .source = "classical"};
  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T m) const {
    return {select(m > 0.0, T(0.0), select(m <= 0.0, T(1.0), m)), T(0.0), T(0.0)};
  }

  Properties properties() const {
    return {.bounded = true,
            .bounded_gradient = true,
            .redescending = true,
            .symmetric = true,
            .calibrated = Fact::yes,
            .proper = Fact::no};
  }
  Kinks kinks() const { return {0.0}; }
};

LOSSLAB_END_TARGET;
