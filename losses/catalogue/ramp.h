#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(m) = min(1 − s, max(0, 1 − m)).
// ψ = 0 at s and at 1; s → −∞: hinge; s = −1: ℓ(m) + ℓ(−m) = 2.
// Collobert et al. 2006.
struct Ramp {
  static constexpr LossInfo info{
      .id = "ramp",
      .english = "Ramp",
      .chinese = "斜坡损失",
      .also = "truncated hinge; clipped hinge; robust hinge; ψ-learning; 斜坡; 截断铰链; 截断合页",
      .used_for =
          "SVM; label noise; noisy labels; wrong labels; outliers; 支持向量机; 标签噪声; 噪声标签; "
          "离群值",
      .family = Family::margin,
      .formula = R"(\ell(m) = \max(0, 1 - m) - \max(0, s - m))",
      .expression = "min(max(1 - m, 0), 1 - s)",
      .gradient_expression = "if(s < m < 1, -1, 0)",
      .curvature_expression = "0",
      .estimates = "the more frequent class",
      .noise = "",
      .remark = "A hinge cut off at s: points more wrong than that cost a constant and are given up.",
      .source = "Collobert et al. 2006"};
  static constexpr std::array parameters{Parameter{.name = "s",
                                                   .symbol = "s",
                                                   .role = "cut-off",
                                                   .initial = -1.0,
                                                   .slider_min = -3,
                                                   .slider_max = 0.9,
                                                   .upper = 1,
                                                   .open_upper = true}};
  double s = parameters[0].initial;

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T m) const {
    return {min(T(1.0 - s), max(T(0.0), 1.0 - m)), select((m > s) && (m < 1.0), T(-1.0), T(0.0)), T(0.0)};
  }

  Properties properties() const {
    return {.bounded = true,
            .bounded_gradient = true,
            .redescending = true,
            .symmetric = s == -1,
            .calibrated = Fact::yes,
            .proper = Fact::no};
  }
  Kinks kinks() const { return {s, 1.0}; }
};

LOSSLAB_END_TARGET;
