#include "losses/catalogue/focusing.h"
#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(p) = −(1 − p)^γ log p.
// ℓ(1) = 0, ℓ(0) = ∞; γ = 0: cross-entropy.
// Lin et al. 2017.
struct FocalOfP {
  static constexpr LossInfo info =
      described_in_p({.id = "focal_of_p",
                      .english = "Focal, of p",
                      .chinese = "Focal 损失（关于 p）",
                      .also = "~FocalLoss; ~焦点损失",
                      .used_for = "detection; class imbalance; imbalanced classes; 目标检测; 类别不平衡",
                      .family = Family::of_probability,
                      .formula = R"(\ell(p) = -(1 - p)^{\gamma} \log p)",
                      .expression = "-(1 - p)^gamma*log(p)",
                      .gradient_expression = "-(1 - p)^gamma*(gamma*h + 1/p)\n"
                                             "h = if(p < 1, -log(p)/(1 - p), 1)",
                      .curvature_expression =
                          "if(gamma > 0, (1 - p)^(gamma - 1)*(gamma*(gamma - 1)*h + (2*gamma + (1 - p)/p)/p), 1/p^2)",
                      .estimates = "a class, under-confident",
                      .noise = "",
                      .remark = "Cross-entropy turned down where p is already high, by (1 − p)^γ.",
                      .source = "Lin et al. 2017",
                      .link = "p itself"});
  static constexpr std::array parameters{focusing};
  double gamma = parameters[0].initial;

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T p) const {
    return focal_of_probability(p, gamma);
  }

  Properties properties() const {
    return {.convex = true,
            .strongly_convex = gamma <= 1,
            .calibrated = Fact::yes,
            .proper = gamma == 0 ? Fact::yes : Fact::no};
  }
  Kinks kinks() const { return {}; }
};

LOSSLAB_END_TARGET;
