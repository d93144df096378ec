#include "losses/catalogue/score.h"

LOSSLAB_BEGIN_TARGET

// ℓ(q) = q log(q/π) + (1 − q) log((1 − q)/(1 − π)): KL of the report from the truth.
// ℓ(π) = 0; it needs a truth strictly between 0 and 1.
// Kullback & Leibler 1951.
struct BernoulliReverseKl : Score {
  static constexpr LossInfo info = described(
      {.id = "bernoulli_reverse_kl",
       .english = "Reverse KL divergence",
       .chinese = "反向 KL 散度",
       .also = "reverse KL; exclusive KL; mode-seeking KL; 反向 KL; 反向 KL 散度",
       .used_for = "variational inference; policies; distillation; 变分推断; 强化学习",
       .family = Family::score,
       .formula = R"(\ell(q) = q \log \frac{q}{\pi} + (1 - q) \log \frac{1 - q}{1 - \pi})",
       .expression = "if(q > 0, h, truth) + if(q < 1, k, 1 - truth)\n"
                     "u = (truth - q)/q\n"
                     "v = (q - truth)/(1 - q)\n"
                     "s = u/(2 + u)\n"
                     "t = v/(2 + v)\n"
                     "h = if(abs(u) < 0.01, q*s*(u - s^2*(2/3 + s^2*(2/5 + s^2*2/7))), if(abs(u) < 0.5, q*(u - "
                     "log1p(u)), truth - q + q*log(q/truth)))\n"
                     "k = if(abs(v) < 0.01, (1 - q)*t*(v - t^2*(2/3 + t^2*(2/5 + t^2*2/7))), if(abs(v) < 0.5, (1 - "
                     "q)*(v - log1p(v)), q - truth + (1 - q)*log((1 - q)/(1 - truth))))",
       .gradient_expression =
           "if(abs(u) < 0.5, -log1p(u), log(q/truth)) - if(abs(v) < 0.5, -log1p(v), log((1 - q)/(1 - truth)))",
       .curvature_expression = "1/q/(1 - q)",
       .estimates = "probability",
       .noise = "",
       .remark = "KL with truth and report exchanged: least at the truth, too, but finite where a report "
                 "rules something out.",
       .source = "Kullback & Leibler 1951"});
  static constexpr std::array parameters{without_bounds(true_probability)};

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T q) const {
    const T off = q - pi, other = 1.0 - q, truth = T(pi), untruth = T(1 - pi);
    return {divergence_term(q, truth, -off) + divergence_term(other, untruth, off),
            log_ratio(q, truth, off) - log_ratio(other, untruth, -off), (1.0 / q) / other};
  }

  Properties properties() const {
    return {.convex = true, .strongly_convex = true, .bounded = true, .calibrated = Fact::yes};
  }
};

LOSSLAB_END_TARGET;
