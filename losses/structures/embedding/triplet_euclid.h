#include "losses/structures/embedding/points.h"

LOSSLAB_BEGIN_TARGET

// ℓ = max(0, |a − p| − |a − n| + δ).
// 0 with the gradient 0 where that is just 0.
// Weinberger & Saul 2009; Balntas et al. 2016.
struct TripletEuclid {
  static constexpr StructuredInfo info =
      of_embedding({.id = "triplet_euclid",
                    .english = "Triplet of distances",
                    .chinese = "三元组损失（距离）",
                    .also = "triplet of three points; TripletMarginLoss (the margin is 1 in PyTorch, 0.2 here); "
                            "三元组损失",
                    .used_for = "embeddings; metric learning; retrieval; face recognition; 嵌入; 度量学习; "
                                "检索",
                    .structure = Structure::embedding,
                    .input = "a p n: anchor, partner and stranger one after another",
                    .target = "",
                    .formula = R"(\ell(a, p, n) = \max(0, |a - p| - |a - n| + \delta))",
                    .remark = "The stranger must be farther from the anchor than the partner is, by δ; then the "
                              "triplet says no more.",
                    .source = "Balntas et al. 2016",
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
    const T near = distance_of(d, at.x, positive), far = distance_of(d, at.x, negative);
    const Jet<T> jet = Triplet{margin}(near - far);
    clear(at.size, gradient);
    if (gradient) {
      pull_by_distance(d, at.x, positive, near, jet.gradient, gradient, gradient + d);
      pull_by_distance(d, at.x, negative, far, -jet.gradient, gradient, gradient + 2 * d);
    }
    return jet.value;
  }
  std::string objection(Numbers x, [[maybe_unused]] Numbers t) const {
    if (!t.empty()) return std::string(info.id) + " has no target: leave it empty";
    return points_objection(info.id, 3, x);
  }
};

LOSSLAB_END_TARGET;
