#include "losses/structures/embedding/points.h"

LOSSLAB_BEGIN_TARGET

// ℓ = ½ |x − c|² from the centre c of the class.
// Wen et al. 2016.
struct Centre {
  static constexpr StructuredInfo info =
      of_embedding({.id = "centre",
                    .english = "Centre loss",
                    .chinese = "中心损失",
                    .also = "center loss; CenterLoss; center; 中心损失",
                    .used_for = "embeddings; metric learning; retrieval; face recognition; 嵌入; 度量学习; "
                                "检索",
                    .structure = Structure::embedding,
                    .input = "a point x",
                    .target = "the centre of its class",
                    .formula = R"(\ell(x) = \frac{1}{2} |x - c|^{2})",
                    .remark = "Draws each point to the mean of its class and pushes nothing apart: alone it lets "
                              "everything fall together.",
                    .source = "Wen et al. 2016"});

  template <class T>
  T operator()(const StructuredCase<T>& at, T* gradient) const {
    T sum = T(0.0);
    for (std::size_t k = 0; k < at.size; ++k) {
      const T off = at.x[k] - at.t[k];
      sum = sum + square(off);
      if (gradient) gradient[k] = off;
    }
    return 0.5 * sum;
  }
  std::string objection(Numbers x, [[maybe_unused]] Numbers t) const {
    if (std::string wrong = points_objection(info.id, 1, x); !wrong.empty()) return wrong;
    if (std::string wrong = not_so_many("the centre", x.size(), t); !wrong.empty()) return wrong;
    return not_finite("the centre", t);
  }
};

LOSSLAB_END_TARGET;
