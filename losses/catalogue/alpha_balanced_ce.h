#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(m) = −a log p with a = α for y = +1 and 1 − α for y = −1.
// α = ½ is half the cross-entropy.
// Lin et al. 2017.
struct AlphaBalancedCe {
  static constexpr LossInfo info{
      .id = "alpha_balanced_ce",
      .english = "α-balanced cross-entropy",
      .chinese = "α 平衡交叉熵",
      .also =
          "weighted cross-entropy; weighted BCE; "
          "weighted_cross_entropy_with_logits (pos_weight weighs the positive class alone); "
          "balanced cross-entropy; class-weighted cross-entropy; "
          "pos_weight (weighs the positive class alone); "
          "scale_pos_weight (weighs the positive class alone); 加权交叉熵; 类别加权; 平衡交叉熵",
      .used_for =
          "class imbalance; imbalanced classes; rare classes; cost-sensitive learning; 类别不平衡; "
          "不平衡; 代价敏感",
      .family = Family::probability,
      .formula = R"(\ell(m) = -\alpha_{y} \log p, p = \sigma(m))",
      .expression =
          "w*softplus(-m)\n"
          "w = if(y > 0, alpha, 1 - alpha)",
      .estimates = "log-odds, shifted",
      .noise = "Bernoulli",
      .remark =
          "Cross-entropy with weight α for the positive class and 1 − α for the negative "
          "one: it moves the threshold towards the lighter class.",
      .source = "Lin et al. 2017",
      .link = "p = σ(f)"};
  static constexpr std::array parameters{class_weight, true_class};
  double alpha = parameters[0].initial;
  double y = parameters[1].initial;

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T m) const {
    const auto [p, q, s, t] = logistic_parts(m);
    const double a = weight_of_class(y, alpha);
    return {a * s, -a * q, a * (p * q)};
  }

  Properties properties() const {
    return {.convex = true,
            .bounded_gradient = true,
            .calibrated = alpha == 0.5 ? Fact::yes : Fact::no,
            .proper = alpha == 0.5 ? Fact::yes : Fact::no,
            .lipschitz = 0.25 * weight_of_class(y, alpha)};
  }
  Kinks kinks() const { return {}; }
};

LOSSLAB_END_TARGET;
