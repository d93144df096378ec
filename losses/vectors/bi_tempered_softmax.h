#include "losses/vectors/vector_instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(z) = −log_t₁ p_y − (1 − Σ p_k^(2−t₁))/(2 − t₁) with p_k = exp_t₂(z_k − λ) and the λ that makes Σ p_k = 1;
// log_t x = (x^(1−t) − 1)/(1 − t) and exp_t is its inverse.
// t₁ = t₂ = 1: cross-entropy. t₁ < 1: bounded by 1/(1 − t₁); t₂ > 1: p has heavy tails. K = 2 with z = (m, 0): the
// bi-tempered loss of a margin.
// Amid et al. 2019.
struct BiTemperedSoftmax {
  static constexpr VectorInfo info{
      .id = "bi_tempered_softmax",
      .english = "Bi-tempered logistic loss of several classes",
      .chinese = "双温度多分类逻辑损失",
      .also =
          "bi-tempered; BiTempered; BiTemperedLoss; bi_tempered_logistic_loss; bi-tempered logistic; tempered softmax; "
          "tempered cross-entropy; 双温度; 双温度损失",
      .used_for = "label noise; noisy labels; wrong labels; outliers; 标签噪声; 噪声标签; 错误标签; 离群点",
      .formula =
          R"(\ell(z) = \frac{1 - p_{y}^{1 - t_{1}}}{1 - t_{1}} - \frac{1 - \sum_{k} p_{k}^{2 - t_{1}}}{2 - t_{1}}, p_{k} = (1 + (t_{2} - 1) (\lambda - z_{k}))^{-1 / (t_{2} - 1)})",
      .remark =
          "t₁ < 1 bounds the cost of a far wrong label; t₂ > 1 gives p a heavy tail, so that wrong labels near the "
          "boundary pull less. Proper: p learns the true probabilities.",
      .source = "Amid et al. 2019"};
  static constexpr std::array parameters{Parameter{.name = "t1",
                                                   .symbol = "t₁",
                                                   .role = "temperature of the logarithm",
                                                   .initial = 0.8,
                                                   .slider_min = 0,
                                                   .slider_max = 1,
                                                   .lower = 0,
                                                   .upper = 1},
                                         Parameter{.name = "t2",
                                                   .symbol = "t₂",
                                                   .role = "temperature of the exponential",
                                                   .initial = 1.4,
                                                   .slider_min = 1,
                                                   .slider_max = 4,
                                                   .lower = 1,
                                                   .upper = 10}};
  double t1 = parameters[0].initial;
  double t2 = parameters[1].initial;

  template <class T>
  T operator()(Sample<T> at, T* gradient) const {
    const auto probabilities = tempered(at.classes, at.z, t2 - 1, at.room);
    const Truth<T> truth = truth_of(probabilities, at.t);
    const double d = 1 - t1;
    T others = T(0.0);  // Σ p_k^(1+d) without the true class
    for (std::size_t k = 0; k < at.classes; ++k) {
      others = others + select(is_true(at.t[k]), T(0.0), exp(-(1 + d) * probabilities.s[k]));
    }
    if (gradient) slopes(probabilities, at.t, truth, d, at.room, gradient);
    // −log_t₁ p − (1 − p^(1+d))/(1 + d) is the integral of x^(d−1)(1 − x) from p to 1, and positive. Where s = −log p
    // is small, the terms of first order, which cancel, are left out.
    const T more = (1 + d) * truth.s;
    const T small = expm1_less(-more) / (1 + d) - (d == 0 ? T(0.0) : expm1_less(-d * truth.s) / d);
    const T large = (d == 0 ? truth.s : -expm1(-d * truth.s) / d) + expm1(-more) / (1 + d);
    return others / (1 + d) + select(truth.s < 1.0, small, large);
  }

  VectorProperties properties() const {
    return {.convex = t1 == 1 && t2 == 1,
            .bounded = t1 < 1,
            .proper = Fact::yes,
            .consistent = Fact::yes,
            .needs_hard_target = true};
  }

 private:
  // What softmax() gives, for the tempered one at the temperature 1 + c.
  //
  // With a_k = max z − z_k and u = −log max p it is p_k = max p · (1 + c a_k e^(−cu))^(−1/c), so that Σ p_k = 1 says
  // u = log(1 + R(u)), R being the sum of these factors for the other classes. The right side rises with a slope
  // below 1, and its error shrinks with R: Newton's method, held in what is known to hold the root, ends at full
  // relative accuracy even where u is tiny. As many steps are always made as the hardest cases take, which keeps the
  // lanes of a pack independent; the last ones also carry the derivative of a dual number, as each step forgets what
  // was before it.
  template <class T>
  static Probabilities<T> tempered(std::size_t classes, const T* z, double c, Room<T>& room) {
    if (c == 0) return softmax(classes, z, room);
    const Probabilities<T> out{classes, room.row(), room.row(), room.row()};
    T* const less = room.row();
    const Top<T> top = less_largest(classes, z, less);
    T low = log1p(rest_at(classes, less, top, c, T(0.0)).value), high = T(std::log(static_cast<double>(classes)));
    T u = low;
    constexpr int steps = 12;
    for (int step = 0; step < steps; ++step) {
      const Rest<T> rest = rest_at(classes, less, top, c, u);
      const T miss = u - log1p(rest.value);
      low = select(miss < 0.0, max(low, u), low);
      high = select(miss < 0.0, high, min(high, u));
      const T next = u - miss / (1.0 - rest.slope / (1.0 + rest.value));
      u = step + 2 < steps ? select((next >= low) && (next <= high), next, 0.5 * (low + high)) : next;
    }
    const Rest<T> rest = rest_at(classes, less, top, c, u);
    for (std::size_t k = 0; k < classes; ++k) {
      const auto best = is_at(k, top);
      out.s[k] = u + select(best, T(0.0), log1p_over(-less[k] * exp(-c * u), c));
      out.p[k] = exp(-out.s[k]);
      out.q[k] = select(best, rest.value / (1.0 + rest.value), 1.0 - out.p[k]);
    }
    return out;
  }

  // R(u) and its derivative.
  template <class T>
  struct Rest {
    T value, slope;
  };
  template <class T>
  static Rest<T> rest_at(std::size_t classes, const T* less, const Top<T>& top, double c, T u) {
    const T shrink = exp(-c * u);
    Rest<T> rest{T(0.0), T(0.0)};
    for (std::size_t k = 0; k < classes; ++k) {
      const T x = -less[k] * shrink;
      const T share = select(is_at(k, top), T(0.0), exp(-log1p_over(x, c)));
      rest.value = rest.value + share;
      rest.slope = rest.slope + share * (c * x / (1.0 + c * x));
    }
    return rest;
  }

  // log(1 + c·x)/c for c > 0 and x ≥ 0.
  template <class T>
  static LOSSLAB_INLINE T log1p_over(T x, double c) {
    return log1p(c * x) / c;
  }

  // As λ moves with z, dp_k/dz_j = p_k^t₂ ([k = j] − π_j) with π_k ∝ p_k^t₂. The gradient by pairs of classes, like
  // through_softmax; what belongs to the true class apart, as p_y^(t₁−1) may be out of range where p_y^(t₂−t₁) is not.
  template <class T>
  void slopes(const Probabilities<T>& at, const T* t, const Truth<T>& truth, double d, Room<T>& room,
              T* gradient) const {
    T* const tail = room.row();   // p_k^t₂
    T* const power = room.row();  // p_k^d
    T sum = T(0.0);
    for (std::size_t k = 0; k < at.classes; ++k) {
      tail[k] = exp(-t2 * at.s[k]);
      power[k] = d == 0 ? T(1.0) : exp(-d * at.s[k]);
      sum = sum + tail[k];
    }
    const T own_tail = exp(-t2 * truth.s), own = truth.q * exp(-(t2 - t1) * truth.s);
    T own_pull = T(0.0);
    for (std::size_t j = 0; j < at.classes; ++j) {
      T pairs = own_tail * power[j] + own;
      for (std::size_t k = 0; k < at.classes; ++k) {
        pairs = pairs + select(is_true(t[k]), T(0.0), tail[k] * (power[j] - power[k]));
      }
      gradient[j] = tail[j] * pairs / sum;
      own_pull = own_pull + select(is_true(t[j]), T(0.0), tail[j] * (own_tail * power[j] + own));
    }
    for (std::size_t j = 0; j < at.classes; ++j) gradient[j] = select(is_true(t[j]), -own_pull / sum, gradient[j]);
  }
};

LOSSLAB_END_TARGET;
