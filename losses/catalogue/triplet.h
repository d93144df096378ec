#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(g) = max(0, g + margin) of the gap g = d(anchor, positive) − d(anchor, negative).
// ψ(−margin) = 0 out of [0, 1].
// Schroff et al. 2015.
struct Triplet {
  static constexpr LossInfo info{
      .id = "triplet",
      .english = "Triplet",
      .chinese = "三元组损失",
      .also =
          "TripletMarginLoss (the margin is 1 in PyTorch, 0.2 here); triplet margin; FaceNet; "
          "~margin ranking; ~MarginRankingLoss; 三元组; 三元组损失",
      .used_for =
          "embeddings; metric learning; ranking; retrieval; face recognition; 嵌入; 度量学习; 排序; "
          "检索; 人脸识别",
      .family = Family::other,
      .formula = R"(\ell(g) = \max(0, g + \delta))",
      .expression = "max(g + margin, 0)",
      .estimates = "an order of distances",
      .noise = "",
      .remark =
          "The wrong partner must be farther away than the right one by the margin δ; once "
          "it is, the triplet says no more.",
      .source = "Schroff et al. 2015",
      .variable = "gap g of two distances"};
  static constexpr std::array parameters{Parameter{
      .name = "margin", .symbol = "δ", .role = "margin", .initial = 0.2, .slider_min = 0, .slider_max = 2, .lower = 0}};
  double margin = parameters[0].initial;

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T gap) const {
    return {max(T(0.0), gap + margin), select(gap > -margin, T(1.0), 0.0 * clip(gap, -1, 1)), T(0.0)};
  }

  Properties properties() const { return {.convex = true, .bounded_gradient = true}; }
  Kinks kinks() const { return {-margin}; }
};

LOSSLAB_END_TARGET;
