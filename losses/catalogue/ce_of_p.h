#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(p) = −log p.
// ℓ(1) = 0, ℓ(0) = ∞.
// Good 1952.
struct CrossEntropyOfP {
  static constexpr LossInfo info = described_in_p(
      {.id = "ce_of_p",
       .english = "Cross-entropy, of p",
       .chinese = "交叉熵（关于 p）",
       .also = "~cross-entropy; ~log loss; ~BCE; ~BCELoss; ~binary cross-entropy; log loss of p; BCE of p; "
               "log score; logarithmic score; logarithmic scoring rule; ignorance score; surprisal; "
               "self-information; ~NLL; ~negative log-likelihood; 对数评分; 对数分数; 自信息; ~交叉熵; "
               "~对数损失",
       .used_for = "probabilities; scoring rules; forecasts; 概率; 评分规则",
       .family = Family::of_probability,
       .formula = R"(\ell(p) = -\log p)",
       .expression = "-log(p)",
       .estimates = "probability",
       .noise = "Bernoulli",
       .remark = "A probability of 0 for what happened costs infinitely much: the surprise, in nats.",
       .source = "Good 1952",
       .link = "p itself"});

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T p) const {
    const T odds = 1.0 / p;
    return {0.0 - log(p), -odds, odds * odds};
  }

  Properties properties() const {
    return {.convex = true, .strongly_convex = true, .calibrated = Fact::yes, .proper = Fact::yes};
  }
  Kinks kinks() const { return {}; }
};

LOSSLAB_END_TARGET;
