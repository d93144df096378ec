#include "losses/vectors/vector_instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(z) = Σ|p_k − [k = y]| = 2(1 − p_y) with p = softmax(z).
// Between 0 and 2, and Σ_y ℓ = 2(K − 1) whatever z is: symmetric.
// Ghosh et al. 2017.
struct MaeSoftmax {
  static constexpr VectorInfo info{.id = "mae_softmax",
                                   .english = "Absolute error of a softmax",
                                   .chinese = "Softmax 绝对误差",
                                   .also =
                                       "MAE; mean absolute error; MAE for classification; absolute error of "
                                       "probabilities; L1 of probabilities; unbiased risk; 平均绝对误差; 概率绝对误差",
                                   .used_for = "label noise; noisy labels; wrong labels; 标签噪声; 噪声标签; 错误标签",
                                   .formula = R"(\ell(z) = 2 (1 - p_{y}))",
                                   .remark =
                                       "Symmetric label noise leaves its minimiser where it is. The gradient carries a "
                                       "factor p_y, so that with many classes it hardly starts to learn.",
                                   .source = "Ghosh et al. 2017"};

  template <class T>
  T operator()(Sample<T> at, T* gradient) const {
    const auto probabilities = softmax(at.classes, at.z, at.room);
    const Truth<T> truth = truth_of(probabilities, at.t);
    if (gradient) pull_to_truth(probabilities, at.t, 2.0 * truth.p, gradient);
    return 2.0 * truth.q;
  }

  VectorProperties properties() const {
    return {.bounded = true, .proper = Fact::no, .consistent = Fact::yes, .needs_hard_target = true};
  }
};

LOSSLAB_END_TARGET;
