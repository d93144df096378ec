#include "losses/vectors/vector_instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(z) = −Σ t′_k log p_k with t′ = (1 − ε)t + ε/K.
// ε = 0: cross-entropy. The best logits of a class y are log(1 + K(1 − ε)/ε) above the others.
// Szegedy et al. 2016; Müller et al. 2019.
struct LabelSmoothingCe {
  static constexpr VectorInfo info{
      .id = "label_smoothing_ce",
      .english = "Cross-entropy with label smoothing",
      .chinese = "标签平滑 softmax 交叉熵",
      .also =
          "LabelSmoothingCrossEntropy; label smoothing; label smoothing cross-entropy; LabelSmoothing; smoothed "
          "cross-entropy; LSR; 标签平滑; 标签平滑交叉熵",
      .used_for = "over-confidence; calibration; image classification; 过度自信; 校准",
      .formula = R"(\ell(z) = -\sum_{k} ((1 - \epsilon) t_{k} + \frac{\epsilon}{K}) \log p_{k})",
      .remark =
          "A little of the truth is spread over all classes, the true one included: it keeps 1 − ε + ε/K. Logits stop "
          "growing at a finite distance, so the model does not become over-confident.",
      .source = "Szegedy et al. 2016"};
  static constexpr std::array parameters{smoothing};
  double epsilon = parameters[0].initial;

  template <class T>
  T operator()(Sample<T> at, T* gradient) const {
    const auto probabilities = softmax(at.classes, at.z, at.room);
    const double uniform = 1.0 / static_cast<double>(at.classes);
    T* const smoothed = at.room.row();
    for (std::size_t k = 0; k < at.classes; ++k) smoothed[k] = (1 - epsilon) * at.t[k] + epsilon * uniform;
    if (gradient) {
      const T* const off = off_target(probabilities, at.z, at.t, at.room);
      const T excess = (1 - epsilon) * excess_of(at.classes, at.t);
      for (std::size_t k = 0; k < at.classes; ++k) {
        gradient[k] = off[k] + epsilon * (at.t[k] - uniform) + excess * probabilities.p[k];
      }
    }
    return cross_entropy(probabilities, smoothed);
  }

  VectorProperties properties() const {
    return {.convex = true,
            .proper = epsilon == 0 ? Fact::yes : Fact::no,
            .consistent = epsilon < 1 ? Fact::yes : Fact::no};
  }
};

LOSSLAB_END_TARGET;
