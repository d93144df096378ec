#include "losses/vectors/vector_instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(z) = Σ (p_k − t_k)(log p_k − log t_k) with p = softmax(z), for t > 0; +∞ where some t_k = 0.
// The sum of both Kullback-Leibler divergences.
// Jeffreys 1946.
struct JeffreysSoftmax {
  static constexpr VectorInfo info{
      .id = "jeffreys_softmax",
      .english = "Jeffreys divergence of a softmax",
      .chinese = "杰弗里斯散度（softmax）",
      .also = "Jeffreys; J-divergence; symmetric KL; symmetrised KL; symmetrized KL; 对称 KL; 杰弗里斯散度",
      .used_for = "soft labels; knowledge distillation; matching distributions; 软标签; 分布匹配",
      .formula = R"(\ell(z) = \sum_{k} (p_{k} - t_{k}) \log \frac{p_{k}}{t_{k}})",
      .remark = "Both directions of the divergence at once: p must cover the target, and stay where it has mass.",
      .source = "Jeffreys 1946"};

  template <class T>
  T operator()(Sample<T> at, T* gradient) const {
    const auto probabilities = softmax(at.classes, at.z, at.room);
    const T* const off = off_target(probabilities, at.z, at.t, at.room);
    const T* const logs = logs_of(at.classes, at.t, at.room);
    T sum = T(0.0);
    T* const slope = at.room.row();
    for (std::size_t k = 0; k < at.classes; ++k) {
      slope[k] = select(at.t[k] > 0.0, log_quotient(-probabilities.s[k], at.t[k], logs[k], off[k]), T(infinity));
      sum = sum + select(at.t[k] > 0.0, off[k] * slope[k], T(infinity));
    }
    if (gradient) {
      const T excess = excess_of(at.classes, at.t);
      through_softmax(probabilities, slope, 1.0, gradient);
      for (std::size_t k = 0; k < at.classes; ++k) gradient[k] = gradient[k] + (off[k] + excess * probabilities.p[k]);
    }
    return sum;
  }

  VectorProperties properties() const { return {.needs_positive_target = true}; }
};

LOSSLAB_END_TARGET;
