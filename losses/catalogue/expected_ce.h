#include "losses/catalogue/score.h"

LOSSLAB_BEGIN_TARGET

// ℓ(q) = −π log q − (1 − π) log(1 − q).
// Least at q = π, where it is the entropy of π.
// Good 1952.
struct ExpectedCe : Score {
  static constexpr LossInfo info = described(
      {.id = "expected_ce",
       .english = "Expected cross-entropy",
       .chinese = "期望交叉熵",
       .also = "expected log score; expected log loss; cross-entropy of two distributions; ~cross-entropy; "
               "~交叉熵; 期望交叉熵",
       .used_for = "probabilities; scoring rules; forecasts; 概率; 评分规则",
       .family = Family::score,
       .formula = R"(\ell(q) = -\pi \log q - (1 - \pi) \log(1 - q))",
       .expression = "if(truth > 0, -truth*log(q), 0) + if(truth < 1, -(1 - truth)*log1p(-q), 0)",
       .gradient_expression = "if(0 < truth < 1, (q - truth)/q/(1 - q), if(truth > 0, -1/q, 1/(1 - q)))",
       .curvature_expression = "if(truth > 0, truth/q/q, 0) + if(truth < 1, (1 - truth)/(1 - q)^2, 0)",
       .estimates = "probability",
       .noise = "Bernoulli",
       .remark = "What a forecaster pays on average for reporting q when the truth is π: honesty, q = π, is cheapest.",
       .source = "Good 1952",
       .link = "q itself"});

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T q) const {
    const BernoulliTerms<T> terms = bernoulli_terms(q, pi);
    const T here = pi == 0 ? T(0.0) : 0.0 - pi * log(q), other = pi == 1 ? T(0.0) : 0.0 - (1 - pi) * log1p(-q);
    return {here + other, terms.slope, terms.bend};
  }

  Properties properties() const {
    return {.convex = true, .strongly_convex = true, .calibrated = Fact::yes, .proper = Fact::yes};
  }
};

LOSSLAB_END_TARGET;
