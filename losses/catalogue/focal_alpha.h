#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(m) = −a(1 − p)^γ log p with a = α for y = +1 and 1 − α for y = −1.
// γ = 0, α = ½ is half the cross-entropy, not the whole of it.
// Lin et al. 2017.
struct FocalAlpha {
  static constexpr LossInfo info{
      .id = "focal_alpha",
      .english = "Focal, class-weighted",
      .chinese = "加权 Focal 损失",
      .also =
          "alpha-balanced focal; α-balanced focal; balanced focal; weighted focal; "
          "sigmoid_focal_loss (α is 0.25 and γ is 2 in torchvision, as here); RetinaNet; 加权焦点; "
          "平衡焦点",
      .used_for =
          "detection; object detection; class imbalance; imbalanced classes; rare classes; 目标检测; "
          "类别不平衡; 不平衡",
      .family = Family::probability,
      .formula = R"(\ell(m) = -\alpha_{y} (1 - p)^{\gamma} \log p, p = \sigma(m))",
      .expression =
          "w*s\n"
          "w = if(y > 0, alpha, 1 - alpha)*q^gamma\n"
          "s = softplus(-m)\n"
          "q = sigmoid(-m)",
      .gradient_expression =
          "-w*(gamma*p*s + q)\n"
          "p = sigmoid(m)",
      .curvature_expression = "w*(p*q*(1 + 2*gamma) + gamma*p*s*(gamma*p - q))",
      .estimates = "a class, at a shifted threshold",
      .noise = "",
      .remark =
          "Focal loss with weight α for the positive class and 1 − α for the negative one: "
          "a rare class can be made to count.",
      .source = "Lin et al. 2017",
      .link = "p = σ(f)"};
  static constexpr std::array parameters{focusing, class_weight, true_class};
  double gamma = parameters[0].initial;
  double alpha = parameters[1].initial;
  double y = parameters[2].initial;

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T m) const {
    const double a = weight_of_class(y, alpha);
    const Jet<T> plain = Focal{.gamma = gamma}(m);
    return {a * plain.value, a * plain.gradient, a * plain.curvature};
  }

  Properties properties() const {
    return {.convex = gamma == 0,
            .bounded_gradient = true,
            .calibrated = alpha == 0.5 ? Fact::yes : Fact::no,
            .proper = gamma == 0 && alpha == 0.5 ? Fact::yes : Fact::no,
            .lipschitz = weight_of_class(y, alpha) * Focal{.gamma = gamma}.properties().lipschitz};
  }
  Kinks kinks() const { return {}; }
};

LOSSLAB_END_TARGET;
