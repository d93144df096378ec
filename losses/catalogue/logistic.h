#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(m) = log(1 + e^(−m)) = −log σ(m), in nats: binary cross-entropy on a raw score.
// ℓ(0) = log 2, ℓ″(0) = ¼; ℓ → −m for m → −∞, e^(−m) for m → ∞.
// Cox 1958.
struct LogisticLoss {
  static constexpr LossInfo info{
      .id = "logistic",
      .english = "Logistic (cross-entropy)",
      .chinese = "逻辑损失（交叉熵）",
      .also =
          "log; log loss; cross-entropy (of the margin; ce_of_p takes the probability); "
          "binary cross-entropy (of the margin; ce_of_p takes the probability); BCE (of the margin; "
          "ce_of_p takes the probability); binary_crossentropy (of the margin; "
          "ce_of_p takes the probability); BCEWithLogits; BCEWithLogitsLoss; SoftMarginLoss; softplus; "
          "sigmoid cross-entropy; sigmoid_cross_entropy_with_logits; ~NLL; ~negative log-likelihood; "
          "deviance (half of the binomial deviance); binomial deviance (half of it); binary:logistic; "
          "binary:logitraw; logit; logistic regression; ~maximum entropy; 交叉熵; 二元交叉熵; "
          "对数损失; 逻辑; 逻辑损失; 逻辑回归; 逻辑斯谛; ~负对数似然",
      .used_for =
          "logistic regression; classification; probabilities; LogitBoost; gradient boosting; "
          "boosted trees; neural networks; 分类; 概率; 提升",
      .family = Family::margin,
      .formula = R"(\ell(m) = \log(1 + \exp(-m)))",
      .expression = "softplus(-m)",
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
