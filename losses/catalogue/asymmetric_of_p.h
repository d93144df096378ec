#include "losses/catalogue/focusing.h"
#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(p) = −(1 − p)^γ₊ log p for y = +1, −P^γ₋ log(1 − P) with P = max(1 − p − δ, 0) for y = −1; p is the probability of
// the true class. For y = −1 it is 0 from p = 1 − δ on, with a corner for γ₋ = 0 and a jump of ℓ″ for γ₋ ≤ 1.
// γ₊ = γ₋, δ = 0: focal; 0 all three: cross-entropy.
// Ridnik et al. 2021.
struct AsymmetricOfP {
  static constexpr LossInfo info = described_in_p(
      {.id = "asymmetric_of_p",
       .english = "Asymmetric (ASL), of p",
       .chinese = "非对称损失（关于 p）",
       .also = "~ASL; ~AsymmetricLoss; ~非对称损失",
       .used_for = "multi-label classification; detection; class imbalance; 多标签分类; 目标检测; 类别不平衡",
       .family = Family::of_probability,
       .formula =
           R"(\ell(p) = \begin{cases} -(1 - p)^{\gamma_{+}} \log p & y = 1 \\ -P^{\gamma_{-}} \log(1 - P) & y = -1 \end{cases}, P = \max(1 - p - \delta, 0))",
       .expression = "P^n*h\n"
                     "n = if(y > 0, gamma_pos, gamma_neg)\n"
                     "S = if(y > 0, 0, shift)\n"
                     "P = max(1 - S - p, 0)\n"
                     "h = if(P > 0.5, -log(p + S), -log1p(-min(P, 0.5)))",
       .gradient_expression = "if(P > 0, -P^n*(n*k + 1/(p + S)), if(S > 0, 0, if(n > 0, 0, -1)))\n"
                              "k = if(P > 0, h/P, 1)",
       .curvature_expression = "if(P > 0, if(n > 0, n*P^(n - 1)*((n - 1)*k + 2/(p + S)), 0) + P^n/(p + S)^2, 0)",
       .estimates = "a class, at a shifted threshold",
       .noise = "",
       .remark = "Each class has its own focus, and a negative that is given less than δ costs nothing.",
       .source = "Ridnik et al. 2021",
       .link = "p itself"});
  static constexpr std::array parameters{positive_focusing, negative_focusing, probability_shift,
                                         starting_at(true_class, -1)};
  double gamma_pos = parameters[0].initial;
  double gamma_neg = parameters[1].initial;
  double shift = parameters[2].initial;
  double y = parameters[3].initial;
  double end = 1 - shift;  // where the loss of the negative class ends

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T p) const {
    if (y > 0 || shift == 0) return focal_of_probability(p, y > 0 ? gamma_pos : gamma_neg);
    const auto on = !(p >= end);
    const T P = max(T(0.0), end - p);
    const auto [cost, steep, weight, slope] = shifted_focus(P, p, shift, gamma_neg);
    const T pull = 1.0 / (p + shift);
    return {where(on, weight * cost), where(on, -weight * (gamma_neg * steep + pull)),
            where(on, slope * ((gamma_neg - 1) * steep + 2.0 * pull) + weight * (pull * pull))};
  }

  Properties properties() const {
    const bool shifted = y < 0 && shift > 0, same = gamma_pos == gamma_neg && shift == 0;
    const double gamma = y > 0 ? gamma_pos : gamma_neg;
    // Of the shifted loss ℓ″ grows towards p = 0, unless it is infinite at its end.
    return {.convex = true,
            .strongly_convex = !shifted && gamma <= 1,
            .bounded = shifted,
            .bounded_gradient = shifted,
            .calibrated = same ? Fact::yes : Fact::no,
            .proper = same && gamma == 0 ? Fact::yes : Fact::no,
            .lipschitz = shifted && gamma >= 1 ? (*this)(0.0).curvature : infinity};
  }
  Kinks kinks() const { return y < 0 && shift > 0 && gamma_neg <= 1 ? Kinks{end} : Kinks{}; }
};

LOSSLAB_END_TARGET;
