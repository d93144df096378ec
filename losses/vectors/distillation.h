#include "losses/vectors/softmax_ce_soft.h"
#include "losses/vectors/vector_instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(z) = μ CE(z, t) + (1 − μ)T² KL(softmax(u/T) ‖ softmax(z/T)) with the teacher's logits u and μ = mix.
// μ = 1: cross-entropy; T → ∞: the squared distance of the centred logits over 2K.
// Hinton et al. 2015.
struct Distillation {
  static constexpr VectorInfo info{
      .id = "distillation",
      .english = "Distillation",
      .chinese = "知识蒸馏",
      .also = "knowledge distillation; KD; DistillationLoss; teacher-student; dark knowledge; 蒸馏; 师生",
      .used_for = "knowledge distillation; small models; teacher; 知识蒸馏; 模型压缩",
      .formula =
          R"(\ell(z) = -\mu \log p_{y} + (1 - \mu) T^{2} \sum_{k} q_{k} \log \frac{q_{k}}{\sigma_{k}(\frac{z}{T})}, q = \sigma(\frac{u}{T}))",
      .remark =
          "The teacher's probabilities at a high temperature show which wrong classes are nearly right. T² keeps the "
          "gradient at its size when T changes; `mix` is the weight of the hard label.",
      .source = "Hinton et al. 2015"};
  static constexpr std::array parameters{starting_at(temperature, 4.0), Parameter{.name = "mix",
                                                                                  .symbol = "μ",
                                                                                  .role = "weight of the label",
                                                                                  .initial = 0.1,
                                                                                  .slider_min = 0,
                                                                                  .slider_max = 1,
                                                                                  .lower = 0,
                                                                                  .upper = 1,
                                                                                  .also = "alpha; lambda"}};
  static constexpr bool takes_teacher = true;
  double T = parameters[0].initial;
  double mix = parameters[1].initial;

  template <class N>
  N operator()(Sample<N> at, N* gradient) const {
    N value = N(0.0);
    if (gradient) {
      for (std::size_t k = 0; k < at.classes; ++k) gradient[k] = N(0.0);
    }
    if (mix > 0) value = mix * SoftmaxCeSoft{}(at, gradient);
    if (mix == 1) return value;
    const N* const own = divided(at.classes, at.z, T, at.room);
    const N* const teacher = divided(at.classes, at.teacher, T, at.room);
    const auto student = softmax(at.classes, own, at.room), target = softmax(at.classes, teacher, at.room);
    N* const off = at.room.row();
    N* const off_teacher = at.room.row();
    const auto near = off_uniform(at.classes, own, off) && off_uniform(at.classes, teacher, off_teacher);
    N sum = N(0.0);
    for (std::size_t k = 0; k < at.classes; ++k) {
      const auto large = (student.p[k] > 0.5) && (target.p[k] > 0.5);
      const N apart = select(large, target.q[k] - student.q[k], student.p[k] - target.p[k]);
      off[k] = select(near, off[k] - off_teacher[k], apart);
      sum = sum + divergence(target.p[k], -target.s[k], -student.s[k], off[k]);
      if (gradient) gradient[k] = mix * gradient[k] + ((1 - mix) * T) * off[k];
    }
    return value + (1 - mix) * T * T * sum;
  }

  VectorProperties properties() const { return {.convex = true, .needs_teacher = true}; }
};

LOSSLAB_END_TARGET;
