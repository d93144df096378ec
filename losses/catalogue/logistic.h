#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(m) = log(1 + e^(−m)) = −log σ(m), in nats: binary cross-entropy on a raw score.
// ℓ(0) = log 2, ℓ″(0) = ¼; ℓ → −m for m → −∞, e^(−m) for m → ∞.
// Cox 1958.
struct LogisticLoss {
  static constexpr LossInfo info{.id = "logistic",
                                 .english = "Logistic (cross-entropy)",
                                 .chinese = "逻辑损失（交叉熵）",
                                 .family = Family::margin,
                                 .formula = R"(\ell(m) = \log(1 + \exp(-m)))",
                                 .estimates = "log-odds",
                                 .noise = "Bernoulli",
                                 .remark =
                                     "A wrong label far away pulls with strength 1 at most, and its cost grows "
                                     "linearly. The score is the log-odds, so probabilities come for free.",
                                 .source = "Cox 1958",
                                 .link = "p = σ(f)"};
  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T m) const {
    const auto [p, q, s, t] = logistic_parts(m);
    return {s, -q, p * q};
  }

  Properties properties() const {
    return {.convex = true, .bounded_gradient = true, .calibrated = Fact::yes, .proper = Fact::yes, .lipschitz = 0.25};
  }
  Kinks kinks() const { return {}; }
};

LOSSLAB_END_TARGET;
