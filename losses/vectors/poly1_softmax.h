#include "losses/vectors/vector_instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(z) = −log p_y + ε(1 − p_y) with p = softmax(z).
// ε = 0: cross-entropy; ε = −1 takes the first term of its series in 1 − p_y away.
// Leng et al. 2022.
struct Poly1Softmax {
  static constexpr VectorInfo info{
      .id = "poly1_softmax",
      .english = "Poly-1 cross-entropy of a softmax",
      .chinese = "Softmax Poly-1 交叉熵",
      .also = "Poly1; Poly-1 cross-entropy; PolyLoss; polynomial cross-entropy; 多项式损失; 多项式",
      .used_for = "image classification; detection; 图像分类; 目标检测",
      .formula = R"(\ell(z) = -\log p_{y} + \epsilon (1 - p_{y}))",
      .remark =
          "The first coefficient of cross-entropy's series in 1 − p_y is moved by ε: more of it pushes harder where "
          "the class is nearly right.",
      .source = "Leng et al. 2022"};
  static constexpr std::array parameters{first_term_change};
  double epsilon = parameters[0].initial;

  template <class T>
  T operator()(Sample<T> at, T* gradient) const {
    const auto probabilities = softmax(at.classes, at.z, at.room);
    const Truth<T> truth = truth_of(probabilities, at.t);
    // 1 + εp = q + (1 + ε)p, which loses nothing near ε = −1.
    if (gradient) pull_to_truth(probabilities, at.t, truth.q + (1 + epsilon) * truth.p, gradient);
    // For ε < 0 the two parts cancel near p = 1: s − q is taken as one there.
    const T apart = less_log1p(-truth.q);
    return select(truth.q < 0.25, apart + (1 + epsilon) * truth.q, truth.s + epsilon * truth.q);
  }

  VectorProperties properties() const {
    return {.convex = epsilon <= 1,
            .proper = epsilon == 0 ? Fact::yes : Fact::no,
            .consistent = Fact::yes,
            .needs_hard_target = true};
  }
};

LOSSLAB_END_TARGET;
