#include "losses/vectors/vector_instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(z) = Σ (p_k − t_k)² with p = softmax(z).
// Between 0 and 2; K = 2: twice the squared error of the probability of the true class.
// Brier 1950.
struct BrierSoftmax {
  static constexpr VectorInfo info{.id = "brier_softmax",
                                   .english = "Brier score of a softmax",
                                   .chinese = "Softmax Brier 分数",
                                   .also =
                                       "Brier; Brier score; quadratic score; MSE of probabilities; squared error of "
                                       "probabilities; MSE; L2 of probabilities; 布里尔; Brier 分数; 均方误差",
                                   .used_for = "calibration; forecasts; label noise; 校准; 概率预报; 标签噪声",
                                   .formula = R"(\ell(z) = \sum_{k} (p_{k} - t_{k})^{2})",
                                   .remark =
                                       "Strictly proper and bounded: p learns the true probabilities and one wrong "
                                       "label costs at most 2. Far on the wrong side the gradient dies away.",
                                   .source = "Brier 1950"};

  template <class T>
  T operator()(Sample<T> at, T* gradient) const {
    const auto probabilities = softmax(at.classes, at.z, at.room);
    const T* const off = off_target(probabilities, at.z, at.t, at.room);
    if (gradient) through_softmax(probabilities, off, 2.0, gradient);
    T sum = T(0.0);
    for (std::size_t k = 0; k < at.classes; ++k) sum = sum + off[k] * off[k];
    return sum;
  }

  VectorProperties properties() const { return {.bounded = true, .proper = Fact::yes, .consistent = Fact::yes}; }
};

LOSSLAB_END_TARGET;
