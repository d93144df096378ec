#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(m) = log(1 + e^(−s(m − δ))).
// δ = 0, s = 1: logistic.
// Cao et al. 2019; Wang et al. 2018.
struct MarginLogistic {
  static constexpr LossInfo info{
      .id = "margin_logistic",
      .english = "Logistic with margin",
      .chinese = "带间隔的逻辑损失",
      .also =
          "margin softmax; AM-Softmax; CosFace; additive margin; large margin softmax; 间隔 softmax; "
          "加性间隔",
      .used_for = "face recognition; metric learning; rare classes; 人脸识别; 度量学习",
      .family = Family::margin,
      .formula = R"(\ell(m) = \log(1 + \exp(-s (m - \delta))))",
      .expression = "softplus(-s*(m - delta))",
      .estimates = "a class, beyond a margin",
      .noise = "",
      .remark = "The logistic loss asking for a margin of δ, sharpened by s: the pull on a wrong point is s at most.",
      .source = "Cao et al. 2019 (LDAM); Wang et al. 2018 (CosFace)",
      .link = "p = ℓ′(−f)/(ℓ′(f) + ℓ′(−f))"};
  static constexpr std::array parameters{Parameter{.name = "delta",
                                                   .symbol = "δ",
                                                   .role = "margin",
                                                   .initial = 0.5,
                                                   .slider_min = 0,
                                                   .slider_max = 3,
                                                   .lower = 0,
                                                   .also = "m"},
                                         Parameter{.name = "s",
                                                   .symbol = "s",
                                                   .role = "sharpness",
                                                   .initial = 1.0,
                                                   .slider_min = 0.5,
                                                   .slider_max = 64,
                                                   .scale = Scale::logarithmic,
                                                   .lower = 0,
                                                   .open_lower = true,
                                                   .also = "scale"}};
  double delta = parameters[0].initial;
  double s = parameters[1].initial;

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T m) const {
    const auto [right, wrong, cost, other] = logistic_parts(s * (m - delta));
    return {cost, -s * wrong, s * (s * (right * wrong))};
  }

  Properties properties() const {
    return {.convex = true,
            .bounded_gradient = true,
            .calibrated = Fact::yes,
            .proper = Fact::yes,
            .lipschitz = 0.25 * s * s};
  }
  Kinks kinks() const { return {}; }
};

LOSSLAB_END_TARGET;
