#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(m) = σ(−βm).
// ℓ(0) = ½; ℓ(m) + ℓ(−m) = 1; β = 1: mae_probability; β → ∞: zero-one.
// Mason et al. 1999; Ghosh et al. 2015.
struct SigmoidLoss {
  static constexpr LossInfo info{
      .id = "sigmoid_loss",
      .english = "Sigmoid",
      .chinese = "S 形损失",
      .also = "sigmoid; smooth zero-one; smoothed 0-1; smooth 01; DOOM II; Sigmoid 损失; 平滑零一",
      .used_for = "label noise; noisy labels; error rate; boosting; 标签噪声; 噪声标签; 提升",
      .family = Family::margin,
      .formula = R"(\ell(m) = \sigma(-\beta m))",
      .expression =
          "q\n"
          "q = sigmoid(-beta*m)",
      .curvature_expression =
          "beta^2*p*q*tanh(beta*m/2)\n"
          "p = sigmoid(beta*m)",
      .estimates = "a class",
      .noise = "",
      .remark =
          "A smooth count of mistakes: symmetric label noise does not move its minimiser, "
          "but very wrong points hardly pull.",
      .source = "Mason et al. 1999; Ghosh et al. 2015"};
  static constexpr std::array parameters{Parameter{.name = "beta",
                                                   .symbol = "β",
                                                   .role = "steepness",
                                                   .initial = 1.0,
                                                   .slider_min = 0.1,
                                                   .slider_max = 20,
                                                   .scale = Scale::logarithmic,
                                                   .lower = 0,
                                                   .open_lower = true}};
  double beta = parameters[0].initial;

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T m) const {
    const Jet<T> mae = MaeProbability{}(beta * m);
    return {mae.value, beta * mae.gradient, beta * (beta * mae.curvature)};
  }

  Properties properties() const {
    return {.bounded = true,
            .bounded_gradient = true,
            .redescending = true,
            .symmetric = true,
            .calibrated = Fact::yes,
            .proper = Fact::no,
            .lipschitz = beta * beta * MaeProbability{}.properties().lipschitz};
  }
  Kinks kinks() const { return {}; }
};

LOSSLAB_END_TARGET;
