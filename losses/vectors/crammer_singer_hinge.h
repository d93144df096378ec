#include "losses/vectors/vector_instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(z) = max(0, 1 + max_{k≠y} z_k − z_y).
// 1 where all logits are equal. Kinks where that is just 0, and where several others share the largest logit of the
// others: there none of them pulls, though the true class still does.
// Crammer & Singer 2001.
struct CrammerSingerHinge {
  static constexpr VectorInfo info{
      .id = "crammer_singer_hinge",
      .english = "Crammer-Singer hinge",
      .chinese = "Crammer-Singer 铰链",
      .also =
          "categorical_hinge; CategoricalHinge; CS hinge; max hinge; multiclass max margin; structured hinge; "
          "类别铰链; "
          "分类合页",
      .used_for = "support vector machines; structured prediction; 支持向量机; 结构化预测",
      .formula = R"(\ell(z) = \max(0, 1 + \max_{k \ne y} z_{k} - z_{y}))",
      .remark =
          "Only the strongest rival of the true class pulls. Where no class has more than half of the probability, the "
          "best logits are all equal and choose nothing.",
      .source = "Crammer & Singer 2001"};

  template <class T>
  T operator()(Sample<T> at, T* gradient) const {
    const T own = of_truth(at), rival = of_rival(at);
    const T gap = 1.0 + (rival - own);
    const auto active = gap > 0.0;
    if (gradient) {
      T rivals = T(0.0);
      for (std::size_t k = 0; k < at.classes; ++k) rivals = rivals + rivalry(at, k, rival);
      for (std::size_t k = 0; k < at.classes; ++k) {
        const T pull = select(rivals > 1.0, T(0.0), rivalry(at, k, rival));
        gradient[k] = where(active, select(is_true(at.t[k]), T(-1.0), pull));
      }
    }
    return max(gap, T(0.0));
  }
  bool is_kink(const Sample<double>& at) const {
    const double rival = of_rival(at), gap = 1 + (rival - of_truth(at));
    double rivals = 0;
    for (std::size_t k = 0; k < at.classes; ++k) rivals += rivalry(at, k, rival);
    return gap == 0 || (gap > 0 && rivals > 1);
  }

  VectorProperties properties() const {
    return {.convex = true, .has_kinks = true, .proper = Fact::no, .consistent = Fact::no, .needs_hard_target = true};
  }

 private:
  // The largest logit of the other classes.
  template <class T>
  static T of_rival(const Sample<T>& at) {
    T rival = T(-infinity);
    for (std::size_t k = 0; k < at.classes; ++k) {
      const auto higher = (at.z[k] > rival) && !is_true(at.t[k]);
      rival = select(higher, at.z[k], rival);
    }
    return rival;
  }
  // 1 for a class that has it, else 0.
  template <class T>
  static T rivalry(const Sample<T>& at, std::size_t k, T rival) {
    return where((at.z[k] == rival) && !is_true(at.t[k]), T(1.0));
  }
};

LOSSLAB_END_TARGET;
