#include "losses/vectors/vector_instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(z) = Σ_{k≠y} max(0, 1 + z_k − z_y).
// K − 1 where all logits are equal. Kinks where z_y leads a class by just 1: there that class does not pull.
// Weston & Watkins 1999.
struct WestonWatkinsHinge {
  static constexpr VectorInfo info{
      .id = "weston_watkins_hinge",
      .english = "Weston-Watkins hinge",
      .chinese = "Weston-Watkins 铰链",
      .also =
          "multi_margin (PyTorch divides by K); multi_margin_loss (PyTorch divides by K); MultiMarginLoss (PyTorch "
          "divides by K); multiclass hinge; multi-class SVM; sum of hinges; WW hinge; 多分类铰链; 多分类合页; "
          "多类间隔",
      .used_for = "support vector machines; margins; 支持向量机; 间隔",
      .formula = R"(\ell(z) = \sum_{k \ne y} \max(0, 1 + z_{k} - z_{y}))",
      .remark =
          "Every class that comes closer than 1 to the true one pulls. Where no class has more than half of the "
          "probability it may leave the two most probable ones level.",
      .source = "Weston & Watkins 1999"};

  template <class T>
  T operator()(Sample<T> at, T* gradient) const {
    const T own = of_truth(at);
    T sum = T(0.0), active = T(0.0);
    for (std::size_t k = 0; k < at.classes; ++k) {
      const T gap = select(is_true(at.t[k]), T(0.0), 1.0 + (at.z[k] - own));
      const T pull = where(gap > 0.0, T(1.0));
      sum = sum + max(gap, T(0.0));
      active = active + pull;
      if (gradient) gradient[k] = pull;
    }
    if (gradient) {
      for (std::size_t k = 0; k < at.classes; ++k) gradient[k] = select(is_true(at.t[k]), -active, gradient[k]);
    }
    return sum;
  }
  bool is_kink(const Sample<double>& at) const {
    const double own = of_truth(at);
    for (std::size_t k = 0; k < at.classes; ++k) {
      if (!is_true(at.t[k]) && 1 + (at.z[k] - own) == 0) return true;
    }
    return false;
  }

  VectorProperties properties() const {
    return {.convex = true, .has_kinks = true, .proper = Fact::no, .consistent = Fact::no, .needs_hard_target = true};
  }
};

LOSSLAB_END_TARGET;
