#include "losses/vectors/vector_instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(z) = −(1 − p_y)^γ log p_y with p = softmax(z).
// γ = 0: cross-entropy; (1 − 1/K)^γ log K where all logits are equal.
// Lin et al. 2017.
struct FocalSoftmax {
  static constexpr VectorInfo info{
      .id = "focal_softmax",
      .english = "Focal loss of a softmax",
      .chinese = "Softmax Focal 损失",
      .also =
          "FocalLoss; multiclass focal; categorical focal; CategoricalFocalCrossentropy; focal cross-entropy; softmax "
          "focal; 焦点; 多分类焦点; 聚焦",
      .used_for = "class imbalance; imbalanced classes; rare classes; detection; 类别不平衡; 目标检测",
      .formula = R"(\ell(z) = -(1 - p_{y})^{\gamma} \log p_{y})",
      .remark =
          "Samples that are already right are turned down by (1 − p_y)^γ, so the hard ones lead; mislabelled ones are "
          "hard too. The probabilities come out under-confident.",
      .source = "Lin et al. 2017"};
  static constexpr std::array parameters{focusing};
  double gamma = parameters[0].initial;

  template <class T>
  T operator()(Sample<T> at, T* gradient) const {
    const auto probabilities = softmax(at.classes, at.z, at.room);
    const Truth<T> truth = truth_of(probabilities, at.t);
    // Where 1 − p has underflowed its logarithm is finite, and what it is multiplied with is 0.
    const auto gone = truth.q == 0.0;
    const T weight = power(truth.q, log(select(gone, T(1e-300), truth.q)), gamma);
    if (gradient) {
      const T ratio = select(gone, T(1.0), truth.s / select(gone, T(1.0), truth.q));
      pull_to_truth(probabilities, at.t, weight * (1.0 + gamma * (truth.p * ratio)), gradient);
    }
    return weight * truth.s;
  }

  VectorProperties properties() const {
    return {.convex = gamma == 0,
            .proper = gamma == 0 ? Fact::yes : Fact::no,
            .consistent = Fact::yes,
            .needs_hard_target = true};
  }
};

LOSSLAB_END_TARGET;
