#include "losses/vectors/vector_instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(z) = (1 − p_y^q)/q with p = softmax(z).
// q → 0: cross-entropy; q = 1: 1 − p_y; bounded by 1/q.
// Zhang & Sabuncu 2018.
struct GceSoftmax {
  static constexpr VectorInfo info{
      .id = "gce_softmax",
      .english = "Generalised cross-entropy of a softmax",
      .chinese = "Softmax 广义交叉熵",
      .also =
          "generalised cross-entropy; generalized cross-entropy; GCE; GCELoss; Lq; Lq loss; truncated Lq; Box-Cox; "
          "广义交叉熵",
      .used_for = "label noise; noisy labels; wrong labels; 标签噪声; 噪声标签; 错误标签",
      .formula = R"(\ell(z) = \frac{1 - p_{y}^{q}}{q})",
      .remark =
          "A sample that is very wrong costs at most 1/q and hardly pulls: wrong labels are forgotten. q goes from "
          "cross-entropy (0) to absolute error (1), which learns slowly with many classes.",
      .source = "Zhang & Sabuncu 2018"};
  static constexpr std::array parameters{robustness};
  double q = parameters[0].initial;

  template <class T>
  T operator()(Sample<T> at, T* gradient) const {
    const auto probabilities = softmax(at.classes, at.z, at.room);
    const Truth<T> truth = truth_of(probabilities, at.t);
    const T qs = q * truth.s;
    if (gradient) pull_to_truth(probabilities, at.t, q == 1 ? truth.p : exp(-qs), gradient);
    if (q == 1) return truth.q;
    return select(qs < 1e-17, truth.s, -expm1(-qs) / q);
  }

  VectorProperties properties() const {
    return {.bounded = true, .proper = Fact::no, .consistent = Fact::yes, .needs_hard_target = true};
  }
};

LOSSLAB_END_TARGET;
