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
       .expression = "(if(truth > 0, h, n) + if(truth < 1, i, o) + if(q > 0, j, n) + if(q < 1, k, o))/2\n"
                     "d = (q - truth)/2\n"
                     "n = (q + truth)/2\n"
                     "o = 1 - n\n"
                     "u = d/truth\n"
                     "v = -d/(1 - truth)\n"
                     "x = -d/q\n"
                     "y = d/(1 - q)\n"
                     "s = u/(2 + u)\n"
                     "t = v/(2 + v)\n"
                     "a = x/(2 + x)\n"
                     "b = y/(2 + y)\n"
                     "h = if(abs(u) < 0.01, truth*s*(u - s^2*(2/3 + s^2*(2/5 + s^2*2/7))), if(abs(u) < 0.5, truth*(u - "
                     "log1p(u)), d + truth*log(truth/n)))\n"
                     "i = if(abs(v) < 0.01, (1 - truth)*t*(v - t^2*(2/3 + t^2*(2/5 + t^2*2/7))), if(abs(v) < 0.5, (1 - "
                     "truth)*(v - log1p(v)), -d + (1 - truth)*log((1 - truth)/o)))\n"
                     "j = if(abs(x) < 0.01, q*a*(x - a^2*(2/3 + a^2*(2/5 + a^2*2/7))), if(abs(x) < 0.5, q*(x - "
                     "log1p(x)), -d + q*log(q/n)))\n"
                     "k = if(abs(y) < 0.01, (1 - q)*b*(y - b^2*(2/3 + b^2*(2/5 + b^2*2/7))), if(abs(y) < 0.5, (1 - "
                     "q)*(y - log1p(y)), d + (1 - q)*log((1 - q)/o)))",
       .gradient_expression = "if(truth > 0, if(abs(x) < 0.5, -log1p(x), log(q/n)), log(2))/2 - if(truth < 1, "
                              "if(abs(y) < 0.5, -log1p(y), log((1 - q)/o)), log(2))/2",
       .curvature_expression =
           "if(truth > 0, truth/(q + truth)/q, 0)/2 + if(truth < 1, (1 - truth)/(2 - q - truth)/(1 - q), 0)/2",
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
