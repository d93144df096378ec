#include "losses/structures/embedding/points.h"

LOSSLAB_BEGIN_TARGET

// ℓ = d of two points that belong together, max(0, g − d) of others.
// Kinks at d = 0 and at d = g: 0.
// Chopra, Hadsell & LeCun 2005; PyTorch: hinge_embedding_loss of the distance.
struct ContrastiveUnsquared {
  static constexpr StructuredInfo info =
      of_embedding({.id = "contrastive_unsquared",
                    .english = "Contrastive pair, unsquared",
                    .chinese = "非平方对比损失（点对）",
                    .also = "hinge embedding; HingeEmbeddingLoss; unsquared contrastive; 铰链嵌入",
                    .used_for = "embeddings; metric learning; retrieval; face recognition; 嵌入; 度量学习; "
                                "检索",
                    .structure = Structure::embedding,
                    .input = "a b, two points one after another",
                    .target = "1: they belong together; 0: they do not",
                    .formula = R"(\ell(a, b) = \begin{cases} d & y = 1 \\ \max(0, g - d) & y = 0 \end{cases})",
                    .remark = "Every pair pulls with the same force however far apart it is, so that partners go on "
                              "trembling about each other.",
                    .source = "Chopra, Hadsell & LeCun 2005",
                    .has_kinks = true});
  static constexpr std::array parameters{pair_margin};
  double margin = parameters[0].initial;

  template <class T>
  T operator()(const StructuredCase<T>& at, T* gradient) const {
    const std::size_t d = at.size / 2;
    const T* const other = at.x + d;
    const T distance = distance_of(d, at.x, other);
    const Jet<T> jet = of_distance(distance, at.t[0] > 0);
    clear(at.size, gradient);
    if (gradient) pull_by_distance(d, at.x, other, distance, jet.gradient, gradient, gradient + d);
    return jet.value;
  }
  std::string objection(Numbers x, [[maybe_unused]] Numbers t) const {
    if (std::string wrong = points_objection(info.id, 2, x); !wrong.empty()) return wrong;
    return choice_objection(info.id, t, 1, 0);
  }
  template <class T>
  Jet<T> of_distance(T distance, bool same) const {
    if (same) return {distance, where(distance > 0.0, T(1.0)), T(0.0)};
    return {max(T(0.0), margin - distance), where(distance < margin, T(-1.0)), T(0.0)};
  }
};

LOSSLAB_END_TARGET;
