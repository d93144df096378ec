#include "losses/vectors/vector_instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(z) = log p_y / Σ log p_k with p = softmax(z).
// Between 0 and 1, and Σ_y ℓ = 1 whatever z is: symmetric. 1/K where all logits are equal.
// Ma et al. 2020.
struct NormalisedCeSoftmax {
  static constexpr VectorInfo info{
      .id = "normalised_ce_softmax",
      .english = "Normalised cross-entropy of a softmax",
      .chinese = "Softmax 归一化交叉熵",
      .also = "normalised cross-entropy; normalized cross-entropy; NCE; NCELoss; 归一化交叉熵",
      .used_for = "label noise; noisy labels; wrong labels; 标签噪声; 噪声标签; 错误标签",
      .formula = R"(\ell(z) = \frac{\log p_{y}}{\sum_{k} \log p_{k}})",
      .remark =
          "Symmetric, so that uniform label noise leaves the minimiser; but it is lowered as well by pushing one wrong "
          "class far away, which says nothing about the others: it wants an active partner.",
      .source = "Ma et al. 2020"};

  template <class T>
  T operator()(Sample<T> at, T* gradient) const {
    const auto probabilities = softmax(at.classes, at.z, at.room);
    const T own = truth_of(probabilities, at.t).s;
    T others = T(0.0);
    for (std::size_t k = 0; k < at.classes; ++k) others = others + select(is_true(at.t[k]), T(0.0), probabilities.s[k]);
    const T all = own + others;
    if (gradient) {
      // Of each class, what pulls the true one up and what holds the others: all of one sign but for K > 2.
      const double more = static_cast<double>(at.classes) - 2;
      for (std::size_t k = 0; k < at.classes; ++k) {
        const T p = probabilities.p[k], q = probabilities.q[k];
        const T of_other = q * own + p * (others - more * own), of_true = -(q * others + (1 + more) * (p * own));
        gradient[k] = (select(is_true(at.t[k]), of_true, of_other) / all) / all;
      }
    }
    return own / all;
  }

  VectorProperties properties() const {
    return {.bounded = true, .proper = Fact::no, .consistent = Fact::no, .needs_hard_target = true};
  }
};

LOSSLAB_END_TARGET;
