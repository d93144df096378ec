#include "losses/structures/embedding/points.h"

LOSSLAB_BEGIN_TARGET

// ℓ = ½ d² of two points that belong together, ½ max(0, g − d)² of others, with their distance d.
// Where two others coincide it is ½ g² and no direction is better than another: 0.
// Hadsell, Chopra & LeCun 2006.
struct ContrastivePair {
  static constexpr StructuredInfo info = of_embedding(
      {.id = "contrastive_pair",
       .english = "Contrastive pair",
       .chinese = "对比损失（点对）",
       .also = "contrastive of two points; Siamese pair; squared contrastive; 对比损失",
       .used_for = "embeddings; metric learning; retrieval; face recognition; 嵌入; 度量学习; "
                   "检索",
       .structure = Structure::embedding,
       .input = "a b, two points one after another",
       .target = "1: they belong together; 0: they do not",
       .formula =
           R"(\ell(a, b) = \begin{cases} \frac{1}{2} d^{2} & y = 1 \\ \frac{1}{2} \max(0, g - d)^{2} & y = 0 \end{cases})",
       .remark = "Partners are drawn together like by a spring; strangers are pushed apart until they "
                 "are the margin away.",
       .source = "Hadsell, Chopra & LeCun 2006",
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
  // Of the distance alone, as the loss of one variable has it.
  template <class T>
  Jet<T> of_distance(T distance, bool same) const {
    return Contrastive{margin, same ? 1.0 : -1.0}(distance);
  }
};

LOSSLAB_END_TARGET;
