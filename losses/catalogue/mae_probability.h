#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(m) = 1 − p = σ(−m).
// ℓ(0) = ½; ℓ(m) + ℓ(−m) = 1, which makes it immune to symmetric label noise.
// Ghosh et al. 2017.
struct MaeProbability {
  static constexpr LossInfo info{.id = "mae_probability",
                                 .english = "Absolute error of p",
                                 .chinese = "概率平均绝对误差",
                                 .also =
                                     "~MAE; ~mean absolute error; MAE of probabilities; MAE for classification; ~L1; "
                                     "probability of error; ~平均绝对误差; 概率绝对误差; 概率的绝对误差",
                                 .used_for = "label noise; noisy labels; wrong labels; 标签噪声; 噪声标签; 错误标签",
                                 .family = Family::probability,
                                 .formula = R"(\ell(m) = 1 - p, p = \sigma(m))",
                                 .expression =
                                     "q\n"
                                     "q = sigmoid(-m)",
                                 .curvature_expression =
                                     "p*q*tanh(m/2)\n"
                                     "p = sigmoid(m)",
                                 .estimates = "a class",
                                 .noise = "",
                                 .remark =
                                     "A smooth count of mistakes: it stands symmetric label noise without harm, but "
                                     "very wrong points hardly pull, so it learns slowly.",
                                 .source = "Ghosh et al. 2017"};
  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T m) const {
    const auto [p, q, s, t] = logistic_parts(m);
    return {q, -p * q, p * q * tanh(0.5 * m)};
  }

  Properties properties() const {
    return {.bounded = true,
            .bounded_gradient = true,
            .redescending = true,
            .symmetric = true,
            .calibrated = Fact::yes,
            .proper = Fact::no,
            .lipschitz = 0.0962250448649376274};
  }
  Kinks kinks() const { return {}; }
};

LOSSLAB_END_TARGET;
