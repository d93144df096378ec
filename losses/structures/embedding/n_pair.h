#include "losses/structures/embedding/points.h"

LOSSLAB_BEGIN_TARGET

// ℓ = −log(e^(s_y/T)/Σ e^(s_k/T)) of similarities s, the cross-entropy of softmax(s/T).
// Sohn 2016.
struct NPair {
  static constexpr StructuredInfo info =
      of_embedding({.id = "n_pair",
                    .english = "N-pair",
                    .chinese = "N-pair 损失",
                    .also = "NPairLoss; multi-class N-pair; N 对损失",
                    .used_for = "embeddings; metric learning; retrieval; face recognition; 嵌入; 度量学习; "
                                "检索",
                    .structure = Structure::embedding,
                    .input = "similarities to the anchor",
                    .target = "which of them is the partner's, from 0",
                    .formula = R"(\ell(s) = -\log \frac{\exp(\frac{s_{y}}{T})}{\sum_{k} \exp(\frac{s_{k}}{T})})",
                    .remark = "The same with inner products, which grow with the length of the points: without a "
                              "bound the norm runs away.",
                    .source = "Sohn 2016"});
  static constexpr std::array parameters{similarity_temperature};
  double T = parameters[0].initial;

  template <class N>
  N operator()(const StructuredCase<N>& at, N* gradient) const {
    return partner_among(at.size, at.x, static_cast<std::size_t>(at.t[0]), T, gradient);
  }
  std::string objection(Numbers x, [[maybe_unused]] Numbers t) const { return place_objection(info.id, x, t); }
};

LOSSLAB_END_TARGET;
