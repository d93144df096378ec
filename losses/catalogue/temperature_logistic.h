#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(m) = log(1 + e^(−m/T)).
// T = 1: logistic; T → 0: Tℓ → max(0, −m); T → ∞: log 2.
// Hinton et al. 2015.
struct TemperatureLogistic {
  static constexpr LossInfo info{
      .id = "temperature_logistic",
      .english = "Logistic with temperature",
      .chinese = "带温度的逻辑损失",
      .also =
          "temperature scaling; cross-entropy with temperature; softmax with temperature; 温度; "
          "温度缩放; 带温度的交叉熵",
      .used_for = "calibration; distillation; over-confidence; 校准; 蒸馏; 知识蒸馏",
      .family = Family::margin,
      .formula = R"(\ell(m) = \log(1 + \exp(-\frac{m}{T})))",
      .expression = "softplus(-m/T)",
      .estimates = "log-odds times T",
      .noise = "Bernoulli",
      .remark =
          "The logistic loss on a softened score: a higher T weakens every pull and widens "
          "the range that still counts.",
      .source = "Hinton et al. 2015; Guo et al. 2017",
      .link = "p = σ(f/T)"};
  static constexpr std::array parameters{Parameter{.name = "T",
                                                   .symbol = "T",
                                                   .role = "temperature",
                                                   .initial = 2.0,
                                                   .slider_min = 0.1,
                                                   .slider_max = 20,
                                                   .scale = Scale::logarithmic,
                                                   .lower = 0,
                                                   .open_lower = true,
                                                   .also = "tau; temp"}};
  double T = parameters[0].initial;

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T m) const {
    const auto [p, q, s, t] = logistic_parts(m / this->T);
    return {s, -q / this->T, (p * q / this->T) / this->T};
  }

  Properties properties() const {
    return {.convex = true,
            .bounded_gradient = true,
            .calibrated = Fact::yes,
            .proper = Fact::yes,
            .lipschitz = 1 / (4 * T * T)};
  }
  Kinks kinks() const { return {}; }
};

LOSSLAB_END_TARGET;
