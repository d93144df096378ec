#include "losses/vectors/vector_instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(z) = −β log p_y + (1 − β) H(p) with p = softmax(z) and its entropy H.
// β = 1: cross-entropy. The gradient flows through the target βe_y + (1 − β)p as well.
// Reed et al. 2015.
struct BootstrapSoftSoftmax {
  static constexpr VectorInfo info{
      .id = "bootstrap_soft_softmax",
      .english = "Soft bootstrap of a softmax",
      .chinese = "Softmax 软自举",
      .also = "soft bootstrap; soft bootstrapping; SoftBootstrappingLoss; bootstrapped cross-entropy; 软自举; 软引导",
      .used_for = "label noise; noisy labels; wrong labels; 标签噪声; 噪声标签; 错误标签",
      .formula = R"(\ell(z) = -\beta \log p_{y} - (1 - \beta) \sum_{k} p_{k} \log p_{k})",
      .remark =
          "Part of the label is the model's own opinion: where it is sure, it is believed against the label, and its "
          "entropy shrinks.",
      .source = "Reed et al. 2015"};
  static constexpr std::array parameters{label_trust};
  double beta = parameters[0].initial;

  template <class T>
  T operator()(Sample<T> at, T* gradient) const {
    const auto probabilities = softmax(at.classes, at.z, at.room);
    const Truth<T> truth = truth_of(probabilities, at.t);
    if (gradient) {
      // The slope of the entropy in p_k is s_k, but for what all have in common.
      T* const own = at.room.row();
      through_softmax(probabilities, probabilities.s, 1 - beta, own);
      pull_to_truth(probabilities, at.t, T(beta), gradient);
      for (std::size_t k = 0; k < at.classes; ++k) gradient[k] = gradient[k] + own[k];
    }
    return beta * truth.s + (1 - beta) * cross_entropy(probabilities, probabilities.p);
  }

  VectorProperties properties() const {
    return {.convex = beta == 1,
            .bounded = beta == 0,
            .proper = beta == 1 ? Fact::yes : Fact::no,
            .consistent = beta > 0 ? Fact::yes : Fact::no,
            .needs_hard_target = true};
  }
};

LOSSLAB_END_TARGET;
