#include "losses/vectors/vector_instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(z) = −Σ t_k log softmax(z/T)_k.
// T = 1: cross-entropy; T → 0: T·ℓ → max z − z_y; T → ∞: log K.
// Guo et al. 2017; Hinton et al. 2015.
struct TemperatureCe {
  static constexpr VectorInfo info{
      .id = "temperature_ce",
      .english = "Cross-entropy with temperature",
      .chinese = "带温度的交叉熵",
      .also =
          "temperature scaling; softmax with temperature; scaled softmax; tempered softmax cross-entropy; 温度; "
          "温度缩放; 温度交叉熵",
      .used_for = "calibration; knowledge distillation; contrastive learning; 校准; 知识蒸馏",
      .formula = R"(\ell(z) = -\sum_{k} t_{k} \log \sigma_{k}(\frac{z}{T}))",
      .remark =
          "A high temperature flattens p and shrinks the gradient by 1/T; a low one looks at the largest logit alone.",
      .source = "Guo et al. 2017"};
  static constexpr std::array parameters{temperature};
  double T = parameters[0].initial;

  template <class N>
  N operator()(Sample<N> at, N* gradient) const {
    const N* const scaled = divided(at.classes, at.z, T, at.room);
    const auto probabilities = softmax(at.classes, scaled, at.room);
    if (gradient) {
      const N* const off = off_target(probabilities, scaled, at.t, at.room);
      const N excess = excess_of(at.classes, at.t);
      for (std::size_t k = 0; k < at.classes; ++k) gradient[k] = (off[k] + excess * probabilities.p[k]) / T;
    }
    return cross_entropy(probabilities, at.t);
  }

  VectorProperties properties() const { return {.convex = true, .proper = Fact::yes, .consistent = Fact::yes}; }
};

LOSSLAB_END_TARGET;
