#include "losses/structures/embedding/points.h"

LOSSLAB_BEGIN_TARGET

// ℓ = −log(e^(s_y/T)/Σ e^(s_k/T)) of similarities s, the cross-entropy of softmax(s/T).
// van den Oord, Li & Vinyals 2018.
struct InfoNce {
  static constexpr StructuredInfo info =
      of_embedding({.id = "info_nce",
                    .english = "InfoNCE",
                    .chinese = "InfoNCE 损失",
                    .also = "NT-Xent; contrastive predictive coding; SimCLR; InfoNCELoss; 对比学习",
                    .used_for = "embeddings; metric learning; retrieval; face recognition; 嵌入; 度量学习; "
                                "检索",
                    .structure = Structure::embedding,
                    .input = "similarities to the anchor",
                    .target = "which of them is the partner's, from 0",
                    .formula = R"(\ell(s) = -\log \frac{\exp(\frac{s_{y}}{T})}{\sum_{k} \exp(\frac{s_{k}}{T})})",
                    .remark = "The cross-entropy of finding the partner among strangers; a low temperature looks at "
                              "the nearest stranger alone.",
                    .source = "van den Oord, Li & Vinyals 2018"});
  static constexpr std::array parameters{similarity_temperature};
  double T = parameters[0].initial;

  template <class N>
  N operator()(const StructuredCase<N>& at, N* gradient) const {
    return partner_among(at.size, at.x, static_cast<std::size_t>(at.t[0]), T, gradient);
  }
  std::string objection(Numbers x, [[maybe_unused]] Numbers t) const { return place_objection(info.id, x, t); }
};

LOSSLAB_END_TARGET;
