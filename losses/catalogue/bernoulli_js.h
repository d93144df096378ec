#include "losses/catalogue/score.h"

LOSSLAB_BEGIN_TARGET

// ℓ(q) = ½ KL(q, (q + π)/2) + ½ KL(π, (q + π)/2): the Jensen-Shannon divergence.
// ℓ(π) = 0, at most log 2; its root is a metric.
// Lin 1991.
struct BernoulliJs : Score {
  static constexpr LossInfo info = described(
      {.id = "bernoulli_js",
       .english = "Jensen-Shannon divergence",
       .chinese = "JS 散度",
       .also = "JS; JSD; Jensen-Shannon; JS divergence; JS 散度; 詹森-香农",
       .used_for = "GANs; label noise; comparing distributions; 生成对抗网络; 标签噪声",
       .family = Family::score,
       .formula =
           R"(\ell(q) = \frac{1}{2} (D(\pi, \frac{\pi + q}{2}) + D(q, \frac{\pi + q}{2})), D(x, y) = x \log \frac{x}{y} + (1 - x) \log \frac{1 - x}{1 - y})",
       .estimates = "probability",
       .noise = "",
       .remark = "Both divergences from the middle between truth and report: symmetric, and at most log 2.",
       .source = "Lin 1991"});

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T q) const {
    const T truth = T(pi), untruth = T(1 - pi), other = 1.0 - q;
    const T half = 0.5 * (q - pi), middle = 0.5 * (q + pi), other_middle = 0.5 * (other + untruth);
    const T value = divergence_term(truth, middle, half) + divergence_term(untruth, other_middle, -half) +
                    divergence_term(q, middle, -half) + divergence_term(other, other_middle, half);
    const T here = pi == 0 ? T(log_2) : log_ratio(q, middle, half);
    const T there = pi == 1 ? T(log_2) : log_ratio(other, other_middle, -half);
    return {0.5 * value, 0.5 * (here - there), 0.5 * (bend(q, pi) + bend(other, 1 - pi))};
  }

  Properties properties() const {
    return {.convex = true, .strongly_convex = true, .bounded = true, .calibrated = Fact::yes};
  }

 private:
  // y/(x(x + y)).
  template <class T>
  static LOSSLAB_INLINE T bend(T x, double y) {
    return y == 0 ? T(0.0) : (y / (x + y)) / x;
  }
};

LOSSLAB_END_TARGET;
