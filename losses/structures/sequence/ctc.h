#include "losses/structures/sequence/lattice.h"

LOSSLAB_BEGIN_TARGET

// ℓ = −log Σ over all alignments that read as the label of their probability; p = softmax of each frame.
// +∞, and without a gradient, where T is below L and the number of neighbouring equal symbols.
// Graves et al. 2006.
struct Ctc {
  static constexpr StructuredInfo info{
      .id = "ctc",
      .english = "Connectionist temporal classification",
      .chinese = "连接时序分类损失",
      .also = "CTC; CTCLoss; ctc_loss; 连接时序分类",
      .used_for = "speech recognition; handwriting; sequences; 语音识别; 手写识别",
      .structure = Structure::sequence,
      .input = "T·K logits, frame by frame",
      .target = "the label, symbols other than the blank",
      .formula = R"(\ell(z) = -\log \sum_{a \to y} \prod_{t} \sigma_{a_{t}}(z_{t}))",
      .remark =
          "Nobody has to say when a symbol is spoken: all alignments count. What it grows is "
          "blanks with short spikes.",
      .source = "Graves et al. 2006",
      .has_kinks = false};
  static constexpr std::array parameters{frame_count, symbol_count,
                                         Parameter{.name = "blank",
                                                   .symbol = "b",
                                                   .role = "symbol of the blank",
                                                   .initial = 0,
                                                   .slider_min = 0,
                                                   .slider_max = 9,
                                                   .lower = 0}};
  double T = parameters[0].initial;
  double K = parameters[1].initial;
  double blank = parameters[2].initial;

  template <class N>
  N operator()(const StructuredCase<N>& at, N* gradient) const {
    const std::vector<std::size_t> label = label_of(at.targets, at.t);
    const CtcLattice<N> lattice(static_cast<std::size_t>(T), static_cast<std::size_t>(K),
                                static_cast<std::size_t>(blank), at.x, label);
    if (gradient) lattice.gradient(gradient);
    return -lattice.log_probability;
  }
  std::string objection(Numbers x, Numbers t) const {
    if (std::string wrong = frames_objection(info.id, T, K, blank, x); !wrong.empty()) return wrong;
    return labels_objection(info.id, K, blank, t);
  }
};

LOSSLAB_END_TARGET;
