#include "losses/vectors/vector_instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(z) = −Σ (t_k log σ(z_k) + (1 − t_k) log σ(−z_k)): a binary cross-entropy for each class.
// K log 2 where z = 0. Here alone the target need not sum to 1: each class may be true or not.
struct OvaLogistic {
  static constexpr VectorInfo info{
      .id = "ova_logistic",
      .english = "One-against-all logistic",
      .chinese = "一对多逻辑",
      .also =
          "one-vs-all logistic; one-vs-rest logistic; sigmoid cross-entropy; sigmoid_cross_entropy_with_logits; "
          "MultiLabelSoftMarginLoss (PyTorch divides by K); multi-label BCE; BCEWithLogitsLoss (PyTorch divides by K); "
          "binary relevance; 一对多逻辑; 多标签交叉熵",
      .used_for = "multi-label classification; tags; 多标签分类; 标注",
      .formula = R"(\ell(z) = -\sum_{k} (t_{k} \log \sigma(z_{k}) + (1 - t_{k}) \log \sigma(-z_{k})))",
      .remark =
          "Each class is judged on its own: σ(z_k) learns the probability of class k, so that several, or none, may "
          "be true.",
      .source = "Cox 1958"};

  template <class T>
  T operator()(Sample<T> at, T* gradient) const {
    T sum = T(0.0);
    for (std::size_t k = 0; k < at.classes; ++k) {
      const T t = at.t[k], rest = 1.0 - t;
      const auto [p, q, s, other] = logistic_parts(at.z[k]);
      sum = sum + (t * s + rest * other);
      if (gradient) {
        // Where z is near 0 and t near ½, the difference is taken before it is rounded.
        const T near = 0.5 * tanh(0.5 * at.z[k]) + (0.5 - t), apart = select(t > 0.5, rest - q, p - t);
        gradient[k] = select(abs(at.z[k]) < 0.5, near, apart);
      }
    }
    return sum;
  }

  VectorProperties properties() const {
    return {.convex = true, .shift_invariant = false, .proper = Fact::yes, .consistent = Fact::yes};
  }
};

LOSSLAB_END_TARGET;
