#include "losses/vectors/vector_instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(z) = Σ p_k log(p_k/t_k) with p = softmax(z), for t > 0; +∞ where some t_k = 0.
// 0 at p = t alone.
// Kullback & Leibler 1951.
struct ReverseKlSoftmax {
  static constexpr VectorInfo info{
      .id = "reverse_kl_softmax",
      .english = "Reverse Kullback-Leibler divergence of a softmax",
      .chinese = "反向 KL 散度（softmax）",
      .also = "reverse KL; exclusive KL; mode-seeking KL; reverse KLD; 反向 KL; 反向 KL 散度",
      .used_for = "soft labels; knowledge distillation; matching distributions; 软标签; 分布匹配",
      .formula = R"(\ell(z) = \sum_{k} p_{k} \log \frac{p_{k}}{t_{k}})",
      .remark =
          "Wherever p has mass, the truth must have some: it settles on one hump of the target. Not convex in the "
          "logits.",
      .source = "Kullback & Leibler 1951"};

  template <class T>
  T operator()(Sample<T> at, T* gradient) const {
    const auto probabilities = softmax(at.classes, at.z, at.room);
    const T* const off = off_target(probabilities, at.z, at.t, at.room);
    const T* const logs = logs_of(at.classes, at.t, at.room);
    T sum = T(0.0);
    T* const slope = at.room.row();
    for (std::size_t k = 0; k < at.classes; ++k) {
      const T term = divergence(probabilities.p[k], -probabilities.s[k], logs[k], -off[k]);
      sum = sum + select(at.t[k] > 0.0, term, T(infinity));
      slope[k] = select(at.t[k] > 0.0, log_quotient(-probabilities.s[k], at.t[k], logs[k], off[k]), T(infinity));
    }
    if (gradient) through_softmax(probabilities, slope, 1.0, gradient);
    return sum - excess_of(at.classes, at.t);
  }

  VectorProperties properties() const { return {.needs_positive_target = true}; }
};

LOSSLAB_END_TARGET;
