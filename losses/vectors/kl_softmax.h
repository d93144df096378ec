#include "losses/vectors/vector_instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(z) = Σ t_k log(t_k/p_k) with p = softmax(z): cross-entropy less the entropy of the target.
// 0 at p = t alone; the gradient is p − t.
// Kullback & Leibler 1951.
struct KlSoftmax {
  static constexpr VectorInfo info{
      .id = "kl_softmax",
      .english = "Kullback-Leibler divergence to a softmax",
      .chinese = "KL 散度（softmax）",
      .also =
          "KL; KLDivLoss (PyTorch takes log p, and its mean is over all numbers unless batchmean); kl_divergence; "
          "forward KL; relative entropy; Kullback-Leibler; KL 散度; 相对熵",
      .used_for = "soft labels; knowledge distillation; matching distributions; 软标签; 分布匹配",
      .formula = R"(\ell(z) = \sum_{k} t_{k} \log \frac{t_{k}}{p_{k}})",
      .remark =
          "Wherever the truth has mass, p must have some: it covers all of the target. Its gradient is that of "
          "cross-entropy.",
      .source = "Kullback & Leibler 1951"};

  template <class T>
  T operator()(Sample<T> at, T* gradient) const {
    const auto probabilities = softmax(at.classes, at.z, at.room);
    const T* const off = off_target(probabilities, at.z, at.t, at.room);
    const T* const logs = logs_of(at.classes, at.t, at.room);
    const T excess = excess_of(at.classes, at.t);
    T sum = T(0.0);
    for (std::size_t k = 0; k < at.classes; ++k) {
      sum = sum + divergence(at.t[k], logs[k], -probabilities.s[k], off[k]);
      if (gradient) gradient[k] = off[k] + excess * probabilities.p[k];
    }
    return sum + excess;
  }

  VectorProperties properties() const { return {.convex = true, .proper = Fact::yes, .consistent = Fact::yes}; }
};

LOSSLAB_END_TARGET;
