#include "losses/catalogue/focusing.h"
#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(m) = −(1 − p)^γ₊ log p for y = +1, −P^γ₋ log(1 − P) with P = max(1 − p − δ, 0) for y = −1; p = σ(m), so that 1 − p
// is what the model gives to the positive class. For y = −1 it is 0 from m = log((1 − δ)/δ) on, where it has a corner
// for γ₋ = 0 and a jump of ℓ″ for γ₋ ≤ 1. γ₊ = γ₋, δ = 0: focal; 0 all three: cross-entropy.
// Ridnik et al. 2021.
struct Asymmetric {
  static constexpr LossInfo info{
      .id = "asymmetric",
      .english = "Asymmetric (ASL)",
      .chinese = "非对称损失",
      .also =
          "ASL; AsymmetricLoss (γ₋ is 4, γ₊ is 1 and δ is 0.05 in the authors' code); AsymmetricLossOptimized; "
          "AsymmetricLossMultiLabel (γ₋ is 4, γ₊ is 1 and δ is 0.05 in timm); asymmetric focal; probability "
          "shifting; 非对称损失; 非对称焦点",
      .used_for =
          "multi-label classification; detection; class imbalance; imbalanced classes; rare classes; 多标签分类; "
          "目标检测; "
          "类别不平衡; 不平衡",
      .family = Family::probability,
      .formula =
          R"(\ell(m) = \begin{cases} -(1 - p)^{\gamma_{+}} \log p & y = 1 \\ -P^{\gamma_{-}} \log(1 - P) & y = -1 \end{cases}, P = \max(1 - p - \delta, 0), p = \sigma(m))",
      .expression =
          "P^n*h\n"
          "n = if(y > 0, gamma_pos, gamma_neg)\n"
          "S = if(y > 0, 0, shift)\n"
          "p = sigmoid(m)\n"
          "q = sigmoid(-m)\n"
          "d = min(m + log(S/(1 - S)), 0)\n"
          "P = -(1 - S)*q*expm1(d)\n"
          "h = if(S > 0, if(P > 0.5, -log(p + S), -log1p(-min(P, 0.5))), softplus(-m))",
      .gradient_expression =
          "if(d < 0, -P^n*z, 0)\n"
          "k = if(P > 0, h/P, 1)\n"
          "v = if(S > 0, p*q/(p + S), q)\n"
          "z = n*p*q*k + v",
      .curvature_expression =
          "if(S > 0, if(d < 0, if(n > 0, n*P^(n - 1)*p*q*((n - 1)*p*q*k + 2*v), 0) + P^n*(v^2 + (p - q)*z), 0), "
          "P^n*f)\n"
          "f = p*q*(1 + 2*n) + n*p*h*(n*p - q)",
      .estimates = "a class, at a shifted threshold",
      .noise = "",
      .remark =
          "Focal loss with a focus for each class: easy negatives fade by γ₋, and those given less than δ cost "
          "nothing at all. The few positives keep their pull.",
      .source = "Ridnik et al. 2021",
      .link = "p = σ(f)"};
  static constexpr std::array parameters{positive_focusing, negative_focusing, probability_shift,
                                         starting_at(true_class, -1)};
  double gamma_pos = parameters[0].initial;
  double gamma_neg = parameters[1].initial;
  double shift = parameters[2].initial;
  double y = parameters[3].initial;
  double end = log((1 - shift) / shift);  // where the loss of the negative class ends; ∞ for δ = 0

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T m) const {
    if (y > 0 || shift == 0) return focal_of_margin(m, y > 0 ? gamma_pos : gamma_neg);
    const auto [p, q, s, t] = logistic_parts(m);
    // 1 − p − δ, without loss where it is small.
    const auto on = !(m >= end);
    const T P = (1 - shift) * q * -expm1(min(T(0.0), m - end)), pq = p * q;
    const auto [cost, steep, weight, slope] = shifted_focus(P, p, shift, gamma_neg);
    const T pull = pq / (p + shift), all = gamma_neg * pq * steep + pull;
    const T bend = slope * (pq * ((gamma_neg - 1) * pq * steep + 2.0 * pull));
    return {where(on, weight * cost), where(on, -weight * all),
            where(on, bend + weight * (pull * pull + (p - q) * all))};
  }

  Properties properties() const {
    const bool shifted = y < 0 && shift > 0, same = gamma_pos == gamma_neg && shift == 0;
    const double gamma = y > 0 ? gamma_pos : gamma_neg;
    const bool plain = gamma == 0 && !shifted;
    return {.convex = plain,
            .bounded = shifted,
            .bounded_gradient = true,
            .redescending = shifted,
            .calibrated = same ? Fact::yes : Fact::no,
            .proper = same && gamma == 0 ? Fact::yes : Fact::no,
            .lipschitz = shifted && gamma < 1 ? infinity
                         : plain              ? 0.25
                                              : largest_curvature(*this, -30, 30)};
  }
  Kinks kinks() const { return y < 0 && shift > 0 && gamma_neg <= 1 ? Kinks{end} : Kinks{}; }
};

LOSSLAB_END_TARGET;
