#include "losses/structures/embedding/points.h"

LOSSLAB_BEGIN_TARGET

// ℓ = max(0, |a − p|² − |a − n|² + δ).
// 0 with the gradient 0 where that is just 0.
// Schroff, Kalenichenko & Philbin 2015.
struct TripletSqeuclid {
  static constexpr StructuredInfo info =
      of_embedding({.id = "triplet_sqeuclid",
                    .english = "Triplet of squared distances",
                    .chinese = "三元组损失（平方距离）",
                    .also = "FaceNet triplet; squared triplet; FaceNet 三元组",
                    .used_for = "embeddings; metric learning; retrieval; face recognition; 嵌入; 度量学习; "
                                "检索",
                    .structure = Structure::embedding,
                    .input = "a p n: anchor, partner and stranger one after another",
                    .target = "",
                    .formula = R"(\ell(a, p, n) = \max(0, |a - p|^{2} - |a - n|^{2} + \delta))",
                    .remark = "With squares the pull grows with the distance and vanishes where all have fallen "
                              "together: a collapse that nothing ends.",
                    .source = "Schroff, Kalenichenko & Philbin 2015",
                    .has_kinks = true});
  static constexpr std::array parameters{Parameter{.name = "margin",
                                                   .symbol = "δ",
                                                   .role = "margin",
                                                   .initial = 0.2,
                                                   .slider_min = 0,
                                                   .slider_max = 2,
                                                   .lower = 0,
                                                   .also = "alpha; m"}};
  double margin = parameters[0].initial;

  template <class T>
  T operator()(const StructuredCase<T>& at, T* gradient) const {
    const std::size_t d = at.size / 3;
    const T *const positive = at.x + d, *const negative = positive + d;
    const Jet<T> jet = Triplet{margin}(squared_distance(d, at.x, positive) - squared_distance(d, at.x, negative));
    for (std::size_t k = 0; gradient && k < d; ++k) {
      const T twice = 2.0 * jet.gradient;
      gradient[k] = twice * (negative[k] - positive[k]);
      gradient[d + k] = twice * (positive[k] - at.x[k]);
      gradient[2 * d + k] = twice * (at.x[k] - negative[k]);
    }
    return jet.value;
  }
  std::string objection(Numbers x, [[maybe_unused]] Numbers t) const {
    if (!t.empty()) return std::string(info.id) + " has no target: leave it empty";
    return points_objection(info.id, 3, x);
  }
};

LOSSLAB_END_TARGET;
