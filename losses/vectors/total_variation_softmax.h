#include "losses/vectors/vector_instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(z) = ½ Σ|p_k − t_k| with p = softmax(z).
// Between 0 and 1; for a class it is 1 − p_y. Kinks where p_k = t_k: there the gradient is, in each component, what has
// the least absolute value of what the kinks allow. Devroye & Györfi 1985.
struct TotalVariationSoftmax {
  static constexpr VectorInfo info{
      .id = "total_variation_softmax",
      .english = "Total variation of a softmax",
      .chinese = "全变差距离（softmax）",
      .also = "total variation; TV distance; statistical distance; variational distance; 全变差; 总变差",
      .used_for =
          "soft labels; knowledge distillation; matching distributions; 软标签; 分布匹配; label noise; noisy labels; "
          "wrong labels; 标签噪声; 噪声标签; 错误标签",
      .formula = R"(\ell(z) = \frac{1}{2} \sum_{k} |p_{k} - t_{k}|)",
      .remark =
          "The largest difference between the probabilities of any event. For a class it is half the absolute error, "
          "with its robustness and its slow start.",
      .source = "Devroye & Györfi 1985"};

  // Whether a class is at its kink. Neither 0 nor 1 is ever reached, though p may be rounded to it.
  template <class T>
  static LOSSLAB_INLINE auto is_open(T off, T t) {
    return (off == 0.0) && (t > 0.0) && (t < 1.0);
  }

  template <class T>
  T operator()(Sample<T> at, T* gradient) const {
    const auto probabilities = softmax(at.classes, at.z, at.room);
    const T* const off = off_target(probabilities, at.z, at.t, at.room);
    T sum = T(0.0), open = T(0.0);  // `open`: what the classes at a kink have together
    T* const slope = at.room.row();
    for (std::size_t k = 0; k < at.classes; ++k) {
      sum = sum + abs(off[k]);
      slope[k] = sign(off[k]);
      open = open + where(is_open(off[k], at.t[k]), probabilities.p[k]);
    }
    if (gradient) {
      through_softmax(probabilities, slope, 0.5, gradient);
      for (std::size_t k = 0; k < at.classes; ++k) {
        const T p = probabilities.p[k];
        const T free = 0.5 * p * select(is_open(off[k], at.t[k]), (open - p) + probabilities.q[k], open);
        gradient[k] = sign(gradient[k]) * max(abs(gradient[k]) - free, T(0.0));
      }
    }
    return 0.5 * sum;
  }

  VectorProperties properties() const {
    return {.bounded = true, .has_kinks = true, .proper = Fact::no, .consistent = Fact::yes};
  }

  bool is_kink(Sample<double> at) const {
    const auto probabilities = softmax(at.classes, at.z, at.room);
    const double* const off = off_target(probabilities, at.z, at.t, at.room);
    for (std::size_t k = 0; k < at.classes; ++k) {
      if (is_open(off[k], at.t[k])) return true;
    }
    return false;
  }
};

LOSSLAB_END_TARGET;
