#include "losses/vectors/vector_instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(z) = −w_y log p_y with the weight w = α for the first class and 1 − α for each other.
// α = ½: half the cross-entropy. K = 2 with z = (m, 0): the alpha-balanced cross-entropy of the margin.
struct ClassWeightedCe {
  static constexpr VectorInfo info{
      .id = "class_weighted_ce",
      .english = "Class-weighted softmax cross-entropy",
      .chinese = "类别加权 softmax 交叉熵",
      .also =
          "weighted softmax cross-entropy; class-weighted cross-entropy; weighted cross-entropy; alpha-balanced "
          "softmax cross-entropy; balanced cross-entropy; class weights; 加权交叉熵; 类别加权交叉熵; 平衡交叉熵",
      .used_for = "class imbalance; imbalanced classes; rare classes; 类别不平衡; 不平衡",
      .formula = R"(\ell(z) = -w_{y} \log p_{y}, w_{1} = \alpha, w_{k} = 1 - \alpha)",
      .remark =
          "Mistakes in the first class count α, those in the others 1 − α. The probabilities that it learns are "
          "shifted by the weights, so the most probable class need not win.",
      .source = "King & Zeng 2001"};
  static constexpr std::array parameters{with_role(class_weight, "weight of the first class")};
  double alpha = parameters[0].initial;

  template <class T>
  T operator()(Sample<T> at, T* gradient) const {
    const auto probabilities = softmax(at.classes, at.z, at.room);
    const Truth<T> truth = truth_of(probabilities, at.t);
    const T weight = select(is_true(at.t[0]), T(alpha), T(1 - alpha));
    if (gradient) pull_to_truth(probabilities, at.t, weight, gradient);
    return weight * truth.s;
  }

  VectorProperties properties() const {
    return {.convex = true,
            .proper = alpha == 0.5 ? Fact::yes : Fact::no,
            .consistent = alpha == 0.5 ? Fact::yes : Fact::no,
            .needs_hard_target = true};
  }
};

LOSSLAB_END_TARGET;
