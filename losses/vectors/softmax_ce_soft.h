#if defined(LOSSLAB_SOFTMAX_CE_SOFT_H) == defined(HWY_TARGET_TOGGLE)
#ifdef LOSSLAB_SOFTMAX_CE_SOFT_H
#undef LOSSLAB_SOFTMAX_CE_SOFT_H
#else
#define LOSSLAB_SOFTMAX_CE_SOFT_H
#endif

#include "losses/vectors/vector_instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(z) = −Σ t_k log p_k with p = softmax(z), for target probabilities t.
// Its least value is the entropy of t, at p = t; the gradient is p − t.
struct SoftmaxCeSoft {
  static constexpr VectorInfo info{
      .id = "softmax_ce_soft",
      .english = "Cross-entropy with soft targets",
      .chinese = "软标签交叉熵",
      .also =
          "soft cross-entropy; soft target cross-entropy; SoftTargetCrossEntropy; cross-entropy with probabilities; "
          "soft label cross-entropy; 软交叉熵; 软目标交叉熵",
      .used_for = "soft labels; knowledge distillation; matching distributions; 软标签; 分布匹配",
      .formula = R"(\ell(z) = -\sum_{k} t_{k} \log p_{k})",
      .remark =
          "As the cross-entropy of a class, but the truth is a distribution. The least value is its entropy, not 0; "
          "what remains above it is the Kullback-Leibler divergence.",
      .source = "Good 1952"};

  template <class T>
  T operator()(Sample<T> at, T* gradient) const {
    const auto probabilities = softmax(at.classes, at.z, at.room);
    if (gradient) {
      const T* const off = off_target(probabilities, at.z, at.t, at.room);
      const T excess = excess_of(at.classes, at.t);
      for (std::size_t k = 0; k < at.classes; ++k) gradient[k] = off[k] + excess * probabilities.p[k];
    }
    return cross_entropy(probabilities, at.t);
  }

  VectorProperties properties() const { return {.convex = true, .proper = Fact::yes, .consistent = Fact::yes}; }
};

LOSSLAB_END_TARGET;

#endif  // LOSSLAB_SOFTMAX_CE_SOFT_H
