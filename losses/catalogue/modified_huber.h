#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(m) = max(0, 1 − m)² for m ≥ −1, −4m below.
// ℓ(0) = 1; p = (f held in ±1, + 1)/2.
// Zhang 2004.
struct ModifiedHuber {
  static constexpr LossInfo info{
      .id = "modified_huber",
      .english = "Modified Huber",
      .chinese = "修正 Huber 损失",
      .also = "Huberised squared hinge; 修正 Huber; 改进 Huber",
      .used_for = "SVM; SGDClassifier; outliers; wrong labels; probabilities; 支持向量机; 离群值",
      .family = Family::margin,
      .formula = R"(\ell(m) = \begin{cases} \max(0, 1 - m)^{2} & m \ge -1 \\ -4 m & m < -1 \end{cases})",
      .expression = "if(m >= -1, max(1 - m, 0)^2, -4*m)",
      .estimates = "probability (2p − 1)",
      .noise = "",
      .remark =
          "A squared hinge that goes on as a line below −1: wrong labels pull with strength 4 at most, and "
          "probabilities can be read off.",
      .source = "Zhang 2004",
      .link = "p = (clip(f, −1, 1) + 1)/2"};
  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T m) const {
    const T h = max(T(0.0), 1.0 - m);
    const auto far = m < -1.0;
    return {select(far, -4.0 * m, h * h), -2.0 * min(T(2.0), h), select(far || (m > 1.0), T(0.0), T(2.0))};
  }

  Properties properties() const {
    return {.convex = true, .bounded_gradient = true, .calibrated = Fact::yes, .proper = Fact::yes, .lipschitz = 2};
  }
  Kinks kinks() const { return {-1.0, 1.0}; }
};

LOSSLAB_END_TARGET;
