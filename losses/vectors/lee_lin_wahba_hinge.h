#include "losses/vectors/vector_instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(z) = Σ_{k≠y} max(0, f_k + 1/(K − 1)) with f = z − mean(z).
// 1 where all logits are equal. Kinks at f_k = −1/(K − 1): there the gradient is, in each component, what has the least
// absolute value of what they allow.
// Lee, Lin & Wahba 2004.
struct LeeLinWahbaHinge {
  static constexpr VectorInfo info{
      .id = "lee_lin_wahba_hinge",
      .english = "Lee-Lin-Wahba hinge",
      .chinese = "Lee-Lin-Wahba 铰链",
      .also = "Lee-Lin-Wahba; LLW hinge; LLW SVM; sum-to-zero hinge; 零和铰链",
      .used_for = "support vector machines; 支持向量机",
      .formula =
          R"(\ell(z) = \sum_{k \ne y} \max(0, f_{k} + \frac{1}{K - 1}), f_{k} = z_{k} - \frac{1}{K} \sum_{j} z_{j})",
      .remark =
          "Only the wrong classes are pushed below −1/(K − 1), and the sum of 0 lifts the true one. Of the hinges for "
          "several classes it is the one whose best logits always choose the most probable class.",
      .source = "Lee, Lin & Wahba 2004"};

  template <class T>
  T operator()(Sample<T> at, T* gradient) const {
    const T* const gap = gaps(at);
    T sum = T(0.0), active = T(0.0), open = T(0.0);
    for (std::size_t k = 0; k < at.classes; ++k) {
      const auto mine = is_true(at.t[k]);
      sum = sum + select(mine, T(0.0), max(gap[k], T(0.0)));
      active = active + where((gap[k] > 0.0) && !mine, T(1.0));
      open = open + where((gap[k] == 0.0) && !mine, T(1.0));
    }
    if (gradient) {
      const double share = 1.0 / static_cast<double>(at.classes);
      for (std::size_t k = 0; k < at.classes; ++k) {
        const auto other = !is_true(at.t[k]);
        const T pull = where((gap[k] > 0.0) && other, T(1.0)), own = where((gap[k] == 0.0) && other, T(1.0));
        const T base = pull - share * active;
        // The classes at a kink may add all between these two.
        const T low = base - share * (open - own), high = base + (1.0 - share) * own;
        const T held = select(low > 0.0, low, min(high, T(0.0)));
        gradient[k] = select(open > 0.0, held, base);
      }
    }
    return sum;
  }
  bool is_kink(Sample<double> at) const {
    const double* const gap = gaps(at);
    for (std::size_t k = 0; k < at.classes; ++k) {
      if (!is_true(at.t[k]) && gap[k] == 0) return true;
    }
    return false;
  }

  VectorProperties properties() const {
    return {.convex = true, .has_kinks = true, .proper = Fact::no, .consistent = Fact::yes, .needs_hard_target = true};
  }

 private:
  // f_k + 1/(K − 1), from differences, so that a common shift of the logits loses nothing.
  template <class T>
  static T* gaps(Sample<T>& at) {
    T* const gap = at.room.row();
    less_largest(at.classes, at.z, gap);
    T sum = T(0.0);
    for (std::size_t k = 0; k < at.classes; ++k) sum = sum + gap[k];
    const T mean = sum / static_cast<double>(at.classes);
    for (std::size_t k = 0; k < at.classes; ++k) {
      gap[k] = (gap[k] - mean) + 1.0 / (static_cast<double>(at.classes) - 1.0);
    }
    return gap;
  }
};

LOSSLAB_END_TARGET;
