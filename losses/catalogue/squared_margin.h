#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(m) = (1 − m)²: squared error against the label ±1.
// ℓ(0) = 1, least at m = 1; it grows again beyond.
// Fisher 1936; Zhang 2004.
struct SquaredMargin {
  static constexpr LossInfo info{
      .id = "squared_margin",
      .english = "Squared margin",
      .chinese = "平方间隔损失",
      .also =
          "least squares classification; least squares classifier; squared loss of the margin; "
          "squared error of labels; quadratic of the margin; 最小二乘分类; 平方间隔",
      .used_for = "LS-SVM; RidgeClassifier; Fisher's discriminant; 最小二乘支持向量机; 判别分析",
      .family = Family::margin,
      .formula = R"(\ell(m) = (1 - m)^{2})",
      .expression = "(1 - m)^2",
      .gradient_expression = "-2*(1 - m)",
      .curvature_expression = "2",
      .estimates = "probability (2p − 1)",
      .noise = "Gaussian",
      .remark =
          "Least squares on the labels: being right with too large a margin is punished as well, and far points rule.",
      .source = "Fisher 1936; Zhang 2004",
      .link = "p = (f + 1)/2"};
  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T m) const {
    const T h = 1.0 - m;
    return {h * h, -2.0 * h, T(2.0)};
  }

  Properties properties() const {
    return {.convex = true, .strongly_convex = true, .calibrated = Fact::yes, .proper = Fact::yes, .lipschitz = 2};
  }
  Kinks kinks() const { return {}; }
};

LOSSLAB_END_TARGET;
