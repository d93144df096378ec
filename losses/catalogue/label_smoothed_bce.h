#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(m) = −(1 − ε/2) log p − (ε/2) log(1 − p) with p = σ(m): ε is spread over both classes.
// Least at m = log((2 − ε)/ε), where it is H(ε/2) > 0; ε = 0: cross-entropy.
// Szegedy et al. 2016; Müller et al. 2019.
struct LabelSmoothedBce {
  static constexpr LossInfo info{
      .id = "label_smoothed_bce",
      .english = "Label-smoothed cross-entropy",
      .chinese = "标签平滑交叉熵",
      .also =
          "label smoothing; label smoothing cross-entropy; smoothed labels; smoothed cross-entropy; "
          "LabelSmoothing; 标签平滑; 标签平滑交叉熵",
      .used_for = "over-confidence; calibration; Inception; transformers; 过度自信; 校准",
      .family = Family::probability,
      .formula = R"(\ell(m) = -(1 - \frac{\epsilon}{2}) \log p - \frac{\epsilon}{2} \log(1 - p), p = \sigma(m))",
      .expression = "(1 - epsilon/2)*softplus(-m) + epsilon/2*softplus(m)",
      .gradient_expression =
          "if(abs(m) < 1, (tanh(m/2) - 1 + epsilon)/2, epsilon/2 - q)\n"
          "q = sigmoid(-m)",
      .curvature_expression =
          "p*q\n"
          "p = sigmoid(m)",
      .estimates = "log-odds, held back",
      .noise = "Bernoulli with smoothed labels",
      .remark =
          "Being too sure costs as well: the best margin is finite. A wrong label still pulls with almost full "
          "strength.",
      .source = "Szegedy et al. 2016; Müller et al. 2019",
      .link = "p = σ(f)"};
  static constexpr std::array parameters{Parameter{.name = "epsilon",
                                                   .symbol = "ε",
                                                   .role = "smoothing",
                                                   .initial = 0.1,
                                                   .slider_min = 0,
                                                   .slider_max = 0.5,
                                                   .lower = 0,
                                                   .upper = 1,
                                                   .also = "label_smoothing; eps"}};
  double epsilon = parameters[0].initial;

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T m) const {
    const auto [p, q, s, t] = logistic_parts(m);
    const double other = 0.5 * epsilon;
    return {epsilon == 0 ? s : (1 - other) * s + other * t, epsilon == 1 ? 0.5 * tanh(0.5 * m) : other - q, p * q};
  }

  Properties properties() const {
    return {.convex = true,
            .bounded_gradient = true,
            .calibrated = epsilon < 1 ? Fact::yes : Fact::no,
            .proper = epsilon == 0 ? Fact::yes : Fact::no,
            .lipschitz = 0.25};
  }
  Kinks kinks() const { return {}; }
};

LOSSLAB_END_TARGET;
