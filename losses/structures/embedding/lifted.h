#include "losses/structures/embedding/points.h"

LOSSLAB_BEGIN_TARGET

// ℓ = ½ max(0, log Σ_k exp(g − d_k) + d)² with the distance d of a pair and the d_k of its ends to strangers.
// Oh Song et al. 2016, the smooth bound that they train.
struct Lifted {
  static constexpr StructuredInfo info =
      of_embedding({.id = "lifted",
                    .english = "Lifted structure",
                    .chinese = "提升结构损失",
                    .also = "lifted structured embedding; LiftedStructureLoss; lifted structured; 提升结构",
                    .used_for = "embeddings; metric learning; retrieval; face recognition; 嵌入; 度量学习; "
                                "检索",
                    .structure = Structure::embedding,
                    .input = "d of the pair, then the distances of its ends to strangers",
                    .target = "",
                    .formula = R"(\ell(d) = \frac{1}{2} \max(0, \log \sum_{k} \exp(g - d_{k}) + d_{0})^{2})",
                    .remark = "Each pair of partners is weighed against all strangers of both at once, the nearest "
                              "most.",
                    .source = "Oh Song et al. 2016"});
  static constexpr std::array parameters{pair_margin};
  double margin = parameters[0].initial;

  template <class T>
  T operator()(const StructuredCase<T>& at, T* gradient) const {
    if (at.size < 2) {
      clear(at.size, gradient);
      return T(0.0);
    }
    T nearest = at.x[1];
    for (std::size_t k = 2; k < at.size; ++k) nearest = min(nearest, at.x[k]);
    T sum = T(0.0);
    for (std::size_t k = 1; k < at.size; ++k) sum = sum + exp(nearest - at.x[k]);
    const T height = max(T(0.0), log(sum) + (margin - nearest) + at.x[0]);
    if (gradient) {
      gradient[0] = height;
      for (std::size_t k = 1; k < at.size; ++k) gradient[k] = -height * (exp(nearest - at.x[k]) / sum);
    }
    return 0.5 * square(height);
  }
  std::string objection(Numbers x, [[maybe_unused]] Numbers t) const {
    if (x.size() < 2) return std::string(info.id) + " takes the distance of a pair and those to strangers";
    for (const double distance : x) {
      if (!(distance >= 0)) return std::string(info.id) + " takes distances, which are not negative";
    }
    return not_finite("the distances", x);
  }
};

LOSSLAB_END_TARGET;
