#include "losses/structures/sequence/lattice.h"

LOSSLAB_BEGIN_TARGET

// ℓ = −Σ_t log p_t(a_t) of one given alignment a: what CTC would be if it were the only one.
// Never below CTC of the label that it reads as.
// Bridle 1990.
struct FrameCe {
  static constexpr StructuredInfo info{
      .id = "frame_ce",
      .english = "Cross-entropy of an alignment",
      .chinese = "逐帧交叉熵",
      .also =
          "frame-wise cross-entropy; frame-level cross-entropy; forced alignment; "
          "逐帧交叉熵",
      .used_for = "speech recognition; handwriting; sequences; 语音识别; 手写识别",
      .structure = Structure::sequence,
      .input = "T·K logits, frame by frame",
      .target = "a symbol for each frame",
      .formula = R"(\ell(z) = -\sum_{t} \log \sigma_{a_{t}}(z_{t}))",
      .remark =
          "Needs somebody who has set every border; it insists on them, where CTC would let the "
          "symbols move.",
      .source = "Bridle 1990",
      .has_kinks = false};
  static constexpr std::array parameters{frame_count, symbol_count};
  double T = parameters[0].initial;
  double K = parameters[1].initial;

  template <class N>
  N operator()(const StructuredCase<N>& at, N* gradient) const {
    const std::size_t frames = static_cast<std::size_t>(T), classes = static_cast<std::size_t>(K);
    const FrameProbabilities<N> probabilities(frames, classes, at.x);
    N sum = N(0.0);
    for (std::size_t t = 0; t < frames; ++t) {
      const std::size_t aligned = static_cast<std::size_t>(at.t[t]);
      sum = sum + probabilities.s[t * classes + aligned];
      for (std::size_t k = t * classes; gradient && k < (t + 1) * classes; ++k) {
        gradient[k] = k == t * classes + aligned ? -probabilities.q[k] : probabilities.p[k];
      }
    }
    return sum;
  }
  std::string objection(Numbers x, Numbers t) const {
    if (std::string wrong = frames_objection(info.id, T, K, 0, x); !wrong.empty()) return wrong;
    if (std::string wrong = not_so_many("the alignment", static_cast<std::size_t>(T), t); !wrong.empty()) return wrong;
    return labels_objection(info.id, K, -1, t);
  }
};

LOSSLAB_END_TARGET;
