#include "losses/vectors/vector_instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(z) = Σ max(0, 1 − s_k z_k) with s_y = 1 and s_k = −1 for the other classes.
// K where z = 0. Kinks at s_k z_k = 1: there the slope in z_k is 0.
// Rifkin & Klautau 2004.
struct OvaHinge {
  static constexpr VectorInfo info{
      .id = "ova_hinge",
      .english = "One-against-all hinge",
      .chinese = "一对多铰链",
      .also =
          "one-vs-all hinge; one-vs-rest hinge; one-against-rest hinge; OVA SVM; OvR SVM; hinge; binary relevance "
          "hinge; 一对多铰链; 一对多合页; 一对其余",
      .used_for = "support vector machines; multi-label classification; 支持向量机; 多标签分类",
      .formula = R"(\ell(z) = \max(0, 1 - z_{y}) + \sum_{k \ne y} \max(0, 1 + z_{k}))",
      .remark =
          "A hinge for each class against the rest. Where no class has more than half of the probability, the best "
          "logits are all −1 and choose nothing.",
      .source = "Rifkin & Klautau 2004"};

  template <class T>
  T operator()(Sample<T> at, T* gradient) const {
    T sum = T(0.0);
    for (std::size_t k = 0; k < at.classes; ++k) {
      const auto mine = is_true(at.t[k]);
      const T gap = 1.0 + select(mine, -at.z[k], at.z[k]);
      sum = sum + max(gap, T(0.0));
      if (gradient) gradient[k] = where(gap > 0.0, select(mine, T(-1.0), T(1.0)));
    }
    return sum;
  }
  bool is_kink(const Sample<double>& at) const {
    for (std::size_t k = 0; k < at.classes; ++k) {
      if (at.z[k] == (is_true(at.t[k]) ? 1 : -1)) return true;
    }
    return false;
  }

  VectorProperties properties() const {
    return {.convex = true,
            .shift_invariant = false,
            .has_kinks = true,
            .proper = Fact::no,
            .consistent = Fact::no,
            .needs_hard_target = true};
  }
};

LOSSLAB_END_TARGET;
