#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(r) = 2a² sin²(r/2a) for |r| ≤ aπ, 2a² beyond.
// ℓ(0) = 0, ℓ″(0) = 1; a → ∞: half squared error; ℓ″ jumps from −1 to 0 at |r| = aπ.
// Andrews 1974.
struct Andrews {
  static constexpr LossInfo info{
      .id = "andrews",
      .english = "Andrews sine",
      .chinese = "Andrews 正弦损失",
      .also =
          "Andrews wave; "
          "AndrewWave (a is 1.339 in statsmodels, as here, in units of the noise: fit --scaled); "
          "sine wave; 安德鲁斯; 正弦波",
      .used_for = "robust fitting; outliers; 稳健拟合; 离群值",
      .family = Family::residual,
      .formula =
          R"(\ell(r) = \begin{cases} a^{2} (1 - \cos \frac{r}{a}) & |r| \le a \pi \\ 2 a^{2} & |r| > a \pi \end{cases})",
      .expression = "if(abs(r) <= pi*a, 2*a^2*sin(r/(2*a))^2, 2*a^2)",
      .gradient_expression = "if(abs(r) <= pi*a, a*sin(r/a), 0)",
      .curvature_expression = "if(abs(r) <= pi*a, cos(r/a), 0)",
      .estimates = "mode of the bulk",
      .noise = "",
      .remark = "The pull is a half wave of a sine: strongest at aπ/2, gone at aπ. Beyond that a point is rejected.",
      .source = "Andrews 1974",
      .efficiency_95 = 1.338711};
  static constexpr std::array parameters{Parameter{.name = "a",
                                                   .symbol = "a",
                                                   .role = "scale",
                                                   .initial = 1.339,
                                                   .slider_min = 0.2,
                                                   .slider_max = 5,
                                                   .scale = Scale::logarithmic,
                                                   .lower = 0,
                                                   .open_lower = true,
                                                   .in_residual_units = true,
                                                   .also = "c; k"}};
  double a = parameters[0].initial;
  // aπ in two parts.
  double edge = a * pi, edge_low = std::fma(a, pi, -edge) + a * pi_low;

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T r) const {
    const T size = abs(r);
    // Beyond half of the wave everything is told by the distance to its end, which is exact where it is small.
    const T left = ((edge - size) + edge_low) / a;
    const auto outer = size > 0.5 * edge, beyond = left < 0.0;
    const T angle = 0.5 * select(beyond, T(0.0), select(outer, left, size / a));
    const T s = sin(angle), c = cos(angle), tall = a * select(outer, c, s), bend = (c - s) * (c + s);
    // Where a is huge the quotient may leave the range, and the loss is half the square.
    const auto tiny = size < 1e-8 * a;
    const T pull = select(tiny, size, (2.0 * a) * (s * c));
    return {select(tiny, 0.5 * r * r, 2.0 * tall * tall), where(!beyond, copy_sign(pull, r)) + 0.0 * angle,
            where(!beyond, select(outer, -bend, bend))};
  }

  Properties properties() const {
    return {.bounded = true, .bounded_gradient = true, .redescending = true, .lipschitz = 1};
  }
  Kinks kinks() const { return {-edge, edge}; }
};

LOSSLAB_END_TARGET;
