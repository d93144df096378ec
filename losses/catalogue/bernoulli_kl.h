#include "losses/catalogue/score.h"

LOSSLAB_BEGIN_TARGET

// ℓ(q) = π log(π/q) + (1 − π) log((1 − π)/(1 − q)): KL of the truth from the report.
// ℓ(π) = 0; the expected cross-entropy less the entropy of π.
// Kullback & Leibler 1951.
struct BernoulliKl : Score {
  static constexpr LossInfo info = described(
      {.id = "bernoulli_kl",
       .english = "KL divergence",
       .chinese = "KL 散度",
       .also = "KL; Kullback-Leibler; "
               "KLDivLoss (PyTorch takes log q, and its mean is over all numbers unless batchmean); "
               "kl_divergence; relative entropy; forward KL; I-divergence; information gain; KL 散度; "
               "相对熵; 库尔贝克-莱布勒",
       .used_for = "distillation; variational inference; comparing distributions; 蒸馏; 变分推断",
       .family = Family::score,
       .formula = R"(\ell(q) = \pi \log \frac{\pi}{q} + (1 - \pi) \log \frac{1 - \pi}{1 - q})",
       .expression = "if(truth > 0, h, q) + if(truth < 1, k, 1 - q)\n"
                     "u = (q - truth)/truth\n"
                     "v = (truth - q)/(1 - truth)\n"
                     "s = u/(2 + u)\n"
                     "t = v/(2 + v)\n"
                     "h = if(abs(u) < 0.01, truth*s*(u - s^2*(2/3 + s^2*(2/5 + s^2*2/7))), if(abs(u) < 0.5, truth*(u - "
                     "log1p(u)), q - truth + truth*log(truth/q)))\n"
                     "k = if(abs(v) < 0.01, (1 - truth)*t*(v - t^2*(2/3 + t^2*(2/5 + t^2*2/7))), if(abs(v) < 0.5, (1 - "
                     "truth)*(v - log1p(v)), truth - q + (1 - truth)*log((1 - truth)/(1 - q))))",
       .gradient_expression = "if(0 < truth < 1, (q - truth)/q/(1 - q), if(truth > 0, -1/q, 1/(1 - q)))",
       .curvature_expression = "if(truth > 0, truth/q/q, 0) + if(truth < 1, (1 - truth)/(1 - q)^2, 0)",
       .estimates = "probability",
       .noise = "Bernoulli",
       .remark = "The nats that a forecaster loses by reporting q in place of π. To call the possible impossible costs "
                 "infinitely much.",
       .source = "Kullback & Leibler 1951",
       .link = "q itself"});

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T q) const {
    const BernoulliTerms<T> terms = bernoulli_terms(q, pi);
    const T off = q - pi;
    return {divergence_term(T(pi), q, off) + divergence_term(T(1 - pi), 1.0 - q, -off), terms.slope, terms.bend};
  }

  Properties properties() const {
    return {.convex = true, .strongly_convex = true, .calibrated = Fact::yes, .proper = Fact::yes};
  }
};

LOSSLAB_END_TARGET;
