#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(d) = ½d² for a pair that belongs together (y = 1), ½ max(0, g − d)² for one that does not (y = −1).
// y = −1: zero from the margin g on.
// Hadsell, Chopra & LeCun 2006.
struct Contrastive {
  static constexpr LossInfo info{
      .id = "contrastive",
      .english = "Contrastive",
      .chinese = "对比损失",
      .also = "Siamese; ContrastiveLoss; pairwise contrastive; 对比; 对比损失; 孪生",
      .used_for = "embeddings; metric learning; similarity; face verification; 嵌入; 度量学习; 人脸验证",
      .family = Family::other,
      .formula =
          R"(\ell(d) = \begin{cases} \frac{1}{2} d^{2} & y = 1 \\ \frac{1}{2} \max(0, g - d)^{2} & y = -1 \end{cases})",
      .expression = "if(y > 0, d^2, max(margin - d, 0)^2)/2",
      .gradient_expression = "if(y > 0, d, -max(margin - d, 0))",
      .curvature_expression = "if(y > 0, 1, if(d < margin, 1, 0))",
      .estimates = "a distance",
      .noise = "",
      .remark =
          "Pairs that belong together are pulled together like by a spring; others are pushed apart until they are the "
          "margin g away.",
      .source = "Hadsell, Chopra & LeCun 2006",
      .variable = "distance d",
      .from = 0};
  static constexpr std::array parameters{Parameter{.name = "margin",
                                                   .symbol = "g",
                                                   .role = "margin",
                                                   .initial = 1.0,
                                                   .slider_min = 0.1,
                                                   .slider_max = 3,
                                                   .lower = 0},
                                         with_role(true_class, "same (1) or different (−1)")};
  double margin = parameters[0].initial;
  double y = parameters[1].initial;

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T d) const {
    if (y > 0) return {0.5 * d * d, d, T(1.0)};
    const T h = max(T(0.0), margin - d);
    return {0.5 * h * h, -h, select(d < margin, T(1.0), T(0.0))};
  }

  Properties properties() const {
    const bool same = y > 0;
    return {.convex = true,
            .strongly_convex = same,
            .bounded = !same,
            .bounded_gradient = !same,
            .redescending = !same,
            .lipschitz = same || margin > 0 ? 1.0 : 0.0};
  }
  Kinks kinks() const { return y > 0 || margin == 0 ? Kinks{} : Kinks{margin}; }
};

LOSSLAB_END_TARGET;
