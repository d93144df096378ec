#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(q) = q log(q/π) + (1 − q) log((1 − q)/(1 − π)): KL of the report from the truth.
// ℓ(π) = 0; it needs a truth strictly between 0 and 1.
// Kullback & Leibler 1951.
struct BernoulliReverseKl {
  static constexpr LossInfo info{
      .id = "bernoulli_reverse_kl",
      .english = "Reverse KL divergence",
      .chinese = "反向 KL 散度",
      .family = Family::score,
      .formula = R"(\ell(q) = q \log \frac{q}{\pi} + (1 - q) \log \frac{1 - q}{1 - \pi})",
      .estimates = "probability",
      .noise = "",
      .remark =
          "KL with truth and report exchanged: least at the truth, too, but finite where a report rules something out.",
      .source = "Kullback & Leibler 1951",
      .variable = "reported probability q",
      .from = 0,
      .to = 1};
  static constexpr std::array parameters{Parameter{.name = "pi",
                                                   .symbol = "π",
                                                   .role = "true probability",
                                                   .initial = 0.7,
                                                   .slider_min = 0.01,
                                                   .slider_max = 0.99,
                                                   .lower = 0,
                                                   .upper = 1,
                                                   .open_lower = true,
                                                   .open_upper = true}};
  double pi = parameters[0].initial;

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T q) const {
    const T off = q - pi, other = 1.0 - q, truth = T(pi), untruth = T(1 - pi);
    return {divergence_term(q, truth, -off) + divergence_term(other, untruth, off),
            log_ratio(q, truth, off) - log_ratio(other, untruth, -off), (1.0 / q) / other};
  }

  Properties properties() const {
    return {.convex = true, .strongly_convex = true, .bounded = true, .calibrated = Fact::yes};
  }
  Kinks kinks() const { return {}; }
};

LOSSLAB_END_TARGET;
