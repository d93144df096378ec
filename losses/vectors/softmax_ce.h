#include "losses/vectors/vector_instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(z) = −log p_y with p = softmax(z), for a class y.
// log K where all logits are equal; → 0 for z_y → ∞, about z_max − z_y where the class is missed.
// Bridle 1990.
struct SoftmaxCe {
  static constexpr VectorInfo info{
      .id = "softmax_ce",
      .english = "Softmax cross-entropy",
      .chinese = "Softmax 交叉熵",
      .also =
          "CrossEntropyLoss; categorical cross-entropy; categorical_crossentropy; sparse_categorical_crossentropy; "
          "softmax loss; cross-entropy; softmax_cross_entropy_with_logits; CE; log loss; multinomial logistic; "
          "multiclass log loss; negative log-likelihood; NLLLoss (PyTorch takes log p); maximum entropy; 交叉熵; "
          "多分类交叉熵; 分类交叉熵; 对数损失",
      .used_for = "classification; several classes; multiclass; 多分类; 分类",
      .formula = R"(\ell(z) = \log \sum_{k} \exp(z_{k}) - z_{y})",
      .remark =
          "The gradient is p − e_y: predicted minus true. It is the log-likelihood, so that p learns the true "
          "probabilities; one confident wrong label costs as much as its logits are apart.",
      .source = "Bridle 1990"};

  template <class T>
  T operator()(Sample<T> at, T* gradient) const {
    // What softmax() and its like do, but for the classes that are not the true one without what nobody asks of them:
    // this is what is trained by most.
    T* const less = at.room.row();
    T* const p = gradient ? gradient : at.room.row();
    const Top<T> top = less_largest(at.classes, at.z, less);
    T rest = T(0.0), own = less[0];
    for (std::size_t k = 0; k < at.classes; ++k) {
      p[k] = exp(less[k]);
      rest = rest + select(is_at(k, top), T(0.0), p[k]);
      own = select(is_true(at.t[k]), less[k], own);
    }
    if (gradient) {
      const T scale = 1.0 / (1.0 + rest), of_top = rest * scale;
      for (std::size_t k = 0; k < at.classes; ++k) {
        const T here = p[k] * scale;
        gradient[k] = select(is_true(at.t[k]), -select(is_at(k, top), of_top, 1.0 - here), here);
      }
    }
    return log1p(rest) - own;
  }

  VectorProperties properties() const {
    return {.convex = true, .proper = Fact::yes, .consistent = Fact::yes, .needs_hard_target = true};
  }
};

LOSSLAB_END_TARGET;
