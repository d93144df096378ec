#include "losses/vectors/vector_instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(z) = (KL(t‖m) + KL(p‖m))/2 with p = softmax(z) and m = (p + t)/2.
// Between 0 and log 2; its root is a metric.
// Lin 1991.
struct JsSoftmax {
  static constexpr VectorInfo info{
      .id = "js_softmax",
      .english = "Jensen-Shannon divergence of a softmax",
      .chinese = "JS 散度（softmax）",
      .also = "JS; JSD; Jensen-Shannon; JS divergence; JSDivLoss; JS 散度; 詹森-香农",
      .used_for =
          "soft labels; knowledge distillation; matching distributions; 软标签; 分布匹配; label noise; noisy labels; "
          "wrong labels; 标签噪声; 噪声标签; 错误标签",
      .formula =
          R"(\ell(z) = \frac{1}{2} \sum_{k} (t_{k} \log \frac{2 t_{k}}{p_{k} + t_{k}} + p_{k} \log \frac{2 p_{k}}{p_{k} + t_{k}}))",
      .remark =
          "Symmetric and bounded by log 2, so that a wrong label costs little; far from the target its gradient dies "
          "away.",
      .source = "Lin 1991"};

  template <class T>
  T operator()(Sample<T> at, T* gradient) const {
    const auto probabilities = softmax(at.classes, at.z, at.room);
    const T* const off = off_target(probabilities, at.z, at.t, at.room);
    const T* const logs = logs_of(at.classes, at.t, at.room);
    T sum = T(0.0);
    T* const slope = at.room.row();
    for (std::size_t k = 0; k < at.classes; ++k) {
      const T p = probabilities.p[k], t = at.t[k], log_p = -probabilities.s[k];
      const T middle = 0.5 * (p + t), half = 0.5 * off[k];
      const auto alone = t == 0.0;
      const T log_middle = select(alone, log_p - log_2, log(select(middle > 0.0, middle, T(1.0))));
      const T both = divergence(t, logs[k], log_middle, half) + divergence(p, log_p, log_middle, -half);
      sum = sum + select(alone, log_2 * p, both);
      slope[k] = select(alone, T(log_2), log_quotient(log_p, middle, log_middle, half));
    }
    if (gradient) through_softmax(probabilities, slope, 0.5, gradient);
    return 0.5 * sum;
  }

  VectorProperties properties() const { return {.bounded = true, .proper = Fact::no, .consistent = Fact::yes}; }
};

LOSSLAB_END_TARGET;
