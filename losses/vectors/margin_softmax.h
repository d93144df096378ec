#include "losses/vectors/vector_instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(z) = −log p_y with p = softmax(s(z − m e_y)).
// m = 0, s = 1: cross-entropy. K = 2 with z = (f, 0): the margin-based logistic loss.
// Wang et al. 2018 (CosFace: z are cosines, s = 64, m = 0.35).
struct MarginSoftmax {
  static constexpr VectorInfo info{.id = "margin_softmax",
                                   .english = "Softmax with a margin",
                                   .chinese = "带间隔的 softmax",
                                   .also =
                                       "AM-Softmax; CosFace; additive margin softmax; large margin cosine; LMCL; LDAM "
                                       "(its m depends on the class); 加性间隔; 间隔 softmax",
                                   .used_for = "face recognition; metric learning; 人脸识别; 度量学习",
                                   .formula = R"(\ell(z) = \log(1 + \sum_{k \ne y} \exp(s (z_{k} - z_{y} + m))))",
                                   .remark =
                                       "The true class must lead by m before it counts as level, so the classes are "
                                       "pushed apart further than cross-entropy would.",
                                   .source = "Wang et al. 2018"};
  static constexpr std::array parameters{Parameter{.name = "m",
                                                   .symbol = "m",
                                                   .role = "margin",
                                                   .initial = 0.35,
                                                   .slider_min = 0,
                                                   .slider_max = 3,
                                                   .lower = 0,
                                                   .also = "delta"},
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
  double m = parameters[0].initial;
  double s = parameters[1].initial;

  template <class T>
  T operator()(Sample<T> at, T* gradient) const {
    T* const moved = at.room.row();
    less_largest(at.classes, at.z, moved);
    for (std::size_t k = 0; k < at.classes; ++k) moved[k] = s * select(is_true(at.t[k]), moved[k] - m, moved[k]);
    const auto probabilities = softmax(at.classes, moved, at.room);
    if (gradient) pull_to_truth(probabilities, at.t, T(s), gradient);
    return truth_of(probabilities, at.t).s;
  }

  VectorProperties properties() const {
    return {
        .convex = true, .proper = m == 0 ? Fact::yes : Fact::no, .consistent = Fact::yes, .needs_hard_target = true};
  }
};

LOSSLAB_END_TARGET;
