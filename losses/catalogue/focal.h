#include "losses/catalogue/focusing.h"
#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(m) = −(1 − p)^γ log p with p = σ(m).
// ℓ(0) = 2^(−γ) log 2; γ = 0: cross-entropy; ℓ → −m for m → −∞.
// Lin et al. 2017.
struct Focal {
  static constexpr LossInfo info{
      .id = "focal",
      .english = "Focal",
      .chinese = "Focal 损失",
      .also =
          "FocalLoss; binary focal; BinaryFocalCrossentropy; focal cross-entropy; 焦点; 焦点损失; "
          "聚焦损失",
      .used_for =
          "detection; object detection; class imbalance; imbalanced classes; rare classes; RetinaNet; "
          "目标检测; 类别不平衡; 不平衡",
      .family = Family::probability,
      .formula = R"(\ell(m) = -(1 - p)^{\gamma} \log p, p = \sigma(m))",
      .expression =
          "w*s\n"
          "w = q^gamma\n"
          "s = softplus(-m)\n"
          "q = sigmoid(-m)",
      .gradient_expression =
          "-w*(gamma*p*s + q)\n"
          "p = sigmoid(m)",
      .curvature_expression = "w*(p*q*(1 + 2*gamma) + gamma*p*s*(gamma*p - q))",
      .estimates = "a class, under-confident",
      .noise = "",
      .remark =
          "Points that are already right are turned down by (1 − p)^γ, so the hard ones "
          "lead; mislabelled points are hard too, and lead with them.",
      .source = "Lin et al. 2017",
      .link = "p = σ(f)"};
  static constexpr std::array parameters{focusing};
  double gamma = parameters[0].initial;

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T m) const {
    return focal_of_margin(m, gamma);
  }

  Properties properties() const {
    return {.convex = gamma == 0,
            .bounded_gradient = true,
            .calibrated = Fact::yes,
            .proper = gamma == 0 ? Fact::yes : Fact::no,
            .lipschitz = gamma == 0 ? 0.25 : largest_curvature(*this, -30, 30)};
  }
  Kinks kinks() const { return {}; }
};

LOSSLAB_END_TARGET;
