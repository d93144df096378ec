#include "losses/structures/embedding/points.h"

LOSSLAB_BEGIN_TARGET

// ℓ = 1 − cos of two points that belong together, max(0, cos − g) of others.
// Independent of their lengths, so that the gradient is upright on each.
// PyTorch: CosineEmbeddingLoss.
struct CosineEmbedding {
  static constexpr StructuredInfo info = of_embedding(
      {.id = "cosine_embedding",
       .english = "Cosine embedding",
       .chinese = "余弦嵌入损失",
       .also = "CosineEmbeddingLoss; cosine similarity loss; 余弦损失",
       .used_for = "embeddings; metric learning; retrieval; face recognition; 嵌入; 度量学习; "
                   "检索",
       .structure = Structure::embedding,
       .input = "a b, two points one after another",
       .target = "1: they belong together; −1: they do not",
       .formula =
           R"(\ell(a, b) = \begin{cases} 1 - \cos(a, b) & y = 1 \\ \max(0, \cos(a, b) - g) & y = -1 \end{cases})",
       .remark = "Only the direction counts: the points turn about the origin, and their length is "
                 "left to chance.",
       .source = "Collobert et al. 2011 (Torch)",
       .bounded = true,
       .has_kinks = true});
  static constexpr std::array parameters{Parameter{.name = "margin",
                                                   .symbol = "g",
                                                   .role = "margin",
                                                   .initial = 0,
                                                   .slider_min = -1,
                                                   .slider_max = 1,
                                                   .lower = -1,
                                                   .upper = 1,
                                                   .also = "m"}};
  double margin = parameters[0].initial;

  template <class T>
  T operator()(const StructuredCase<T>& at, T* gradient) const {
    const std::size_t d = at.size / 2;
    const T* const other = at.x + d;
    const Cosine<T> cosine = cosine_of(d, at.x, other);
    const Jet<T> jet = of_cosine(cosine, at.t[0] > 0);
    clear(at.size, gradient);
    if (gradient) {
      pull_by_cosine(d, at.x, other, jet.gradient, gradient);
      pull_by_cosine(d, other, at.x, jet.gradient, gradient + d);
    }
    return jet.value;
  }
  std::string objection(Numbers x, [[maybe_unused]] Numbers t) const {
    if (std::string wrong = points_objection(info.id, 2, x); !wrong.empty()) return wrong;
    for (const Numbers point : {x.first(x.size() / 2), x.last(x.size() / 2)}) {
      bool zero = true;
      for (const double number : point) zero = zero && number == 0;
      if (zero) return std::string(info.id) + " takes points that have a direction, got 0";
    }
    return choice_objection(info.id, t, 1, -1);
  }
  // Of the cosine alone, with its slope in it.
  template <class T>
  Jet<T> of_cosine(const Cosine<T>& cosine, bool same) const {
    if (same) return {cosine.complement, T(-1.0), T(0.0)};
    return {max(T(0.0), cosine.value - margin), where(cosine.value > margin, T(1.0)), T(0.0)};
  }
};

LOSSLAB_END_TARGET;
