#include "losses/vectors/vector_instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(z) = −β log p_y − (1 − β) log max p with p = softmax(z).
// β = 1: cross-entropy. A concave kink where two classes share the largest logit: there the gradient is, in each
// component, what has the least absolute value between those on its sides.
// Reed et al. 2015.
struct BootstrapHardSoftmax {
  static constexpr VectorInfo info{.id = "bootstrap_hard_softmax",
                                   .english = "Hard bootstrap of a softmax",
                                   .chinese = "Softmax 硬自举",
                                   .also = "hard bootstrap; hard bootstrapping; HardBootstrappingLoss; 硬自举; 硬引导",
                                   .used_for = "label noise; noisy labels; wrong labels; 标签噪声; 噪声标签; 错误标签",
                                   .formula = R"(\ell(z) = -\beta \log p_{y} - (1 - \beta) \log \max_{k} p_{k})",
                                   .remark =
                                       "Part of the label is the class that the model would choose: samples it is sure "
                                       "about are pulled towards its own opinion.",
                                   .source = "Reed et al. 2015"};
  static constexpr std::array parameters{starting_at(label_trust, 0.8)};
  double beta = parameters[0].initial;

  template <class T>
  T operator()(Sample<T> at, T* gradient) const {
    const auto probabilities = softmax(at.classes, at.z, at.room);
    const Truth<T> truth = truth_of(probabilities, at.t);
    const Top<T> top = top_of(at.classes, at.z);
    T least = probabilities.s[0], tied = T(0.0);
    for (std::size_t k = 0; k < at.classes; ++k) {
      least = min(least, probabilities.s[k]);
      tied = tied + where(at.z[k] == top.value, T(1.0));
    }
    if (gradient) {
      for (std::size_t k = 0; k < at.classes; ++k) {
        const auto mine = is_true(at.t[k]);
        const T p = probabilities.p[k], q = probabilities.q[k];
        // Without, and with, the share of the label that is the chosen class's.
        const T without = select(mine, (1 - beta) * p - beta * q, p),
                with = select(mine, -q, beta * p - (1 - beta) * q);
        const T held = select(without < 0.0, without, max(with, T(0.0)));
        const T chosen = select(tied > 1.0, held, with);
        gradient[k] = beta == 1 ? select(mine, -q, p) : select(at.z[k] == top.value, chosen, without);
      }
    }
    return beta * truth.s + (1 - beta) * least;
  }

  VectorProperties properties() const {
    return {.convex = beta == 1,
            .bounded = beta == 0,
            .has_kinks = beta != 1,
            .proper = beta == 1 ? Fact::yes : Fact::no,
            .consistent = beta > 0 ? Fact::yes : Fact::no,
            .needs_hard_target = true};
  }

  bool is_kink(const Sample<double>& at) const {
    const Top<double> top = top_of(at.classes, at.z);
    std::size_t tied = 0;
    for (std::size_t k = 0; k < at.classes; ++k) tied += at.z[k] == top.value ? 1 : 0;
    return beta != 1 && tied > 1;
  }
};

LOSSLAB_END_TARGET;
