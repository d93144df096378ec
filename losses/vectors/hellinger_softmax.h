#include "losses/vectors/vector_instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(z) = ½ Σ (√p_k − √t_k)² with p = softmax(z).
// Between 0 and 1; for a class it is 1 − √p_y. Its root is a metric.
// Hellinger 1909.
struct HellingerSoftmax {
  static constexpr VectorInfo info{
      .id = "hellinger_softmax",
      .english = "Squared Hellinger distance of a softmax",
      .chinese = "平方海林格距离（softmax）",
      .also = "Hellinger; squared Hellinger; Hellinger distance; Bhattacharyya; 海林格; 海林格距离",
      .used_for =
          "soft labels; knowledge distillation; matching distributions; 软标签; 分布匹配; label noise; noisy labels; "
          "wrong labels; 标签噪声; 噪声标签; 错误标签",
      .formula = R"(\ell(z) = \frac{1}{2} \sum_{k} (\sqrt{p_{k}} - \sqrt{t_{k}})^{2})",
      .remark =
          "Between Kullback-Leibler and total variation: bounded, smooth, and gentler than either with rare events.",
      .source = "Hellinger 1909"};

  template <class T>
  T operator()(Sample<T> at, T* gradient) const {
    const auto probabilities = softmax(at.classes, at.z, at.room);
    const T* const off = off_target(probabilities, at.z, at.t, at.room);
    T* const root = at.room.row();  // of p_k
    T* const gap = at.room.row();   // √p_k − √t_k
    T sum = T(0.0);
    for (std::size_t k = 0; k < at.classes; ++k) {
      root[k] = exp(-0.5 * probabilities.s[k]);
      const T of_target = sqrt(select(at.t[k] > 0.0, at.t[k], T(0.0)));
      const auto alone = at.t[k] == 0.0;
      gap[k] = select(alone, root[k], off[k] / (root[k] + select(alone, T(1.0), of_target)));
      sum = sum + gap[k] * gap[k];
    }
    if (gradient) {
      for (std::size_t j = 0; j < at.classes; ++j) {
        T pull = T(0.0);
        for (std::size_t k = 0; k < at.classes; ++k) pull = pull + root[k] * (root[k] * gap[j] - root[j] * gap[k]);
        gradient[j] = 0.5 * root[j] * pull;
      }
    }
    return 0.5 * sum;
  }

  VectorProperties properties() const { return {.bounded = true, .proper = Fact::no, .consistent = Fact::yes}; }
};

LOSSLAB_END_TARGET;
