#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ψ(r) = r up to a, a up to b, falling to 0 at c, and 0 beyond, for |r|; with the sign of r.
// ℓ(0) = 0, ℓ″(0) = 1, ℓ(∞) = (a/2)(b − a + c).
// Hampel 1974.
struct Hampel {
  static constexpr LossInfo info{
      .id = "hampel",
      .english = "Hampel (three parts)",
      .chinese = "Hampel 三段损失",
      .also =
          "psi.hampel (a, b, c are 2, 4, 8 in MASS, in units of the noise: fit --scaled); "
          "three-part redescending; Hampel M-estimator; 汉佩尔; 三段",
      .used_for = "robust fitting; outliers; 稳健拟合; 离群值",
      .family = Family::residual,
      .formula =
          R"(\ell(r) = \begin{cases} \frac{1}{2} r^{2} & |r| \le a \\ a (|r| - \frac{a}{2}) & a < |r| \le b \\ a (b - \frac{a}{2}) + \frac{a}{2} (|r| - b) (1 + \frac{c - |r|}{c - b}) & b < |r| \le c \\ \frac{a}{2} (b - a + c) & |r| > c \end{cases})",
      .expression =
          "if(s <= a, r^2/2, if(s <= b, a*(s - a/2), a*(b - a/2) + a/2*(min(s, c) - b)*(1 + w)))\n"
          "s = abs(r)\n"
          "w = max(c - s, 0)/(c - b)",
      .gradient_expression = "sign(r)*if(s <= b, min(s, a), a*w)",
      .curvature_expression = "if(s <= a, 1, if(b < s <= c, -a/(c - b), 0))",
      .estimates = "between mean and mode",
      .noise = "",
      .remark =
          "Squares up to a, a constant pull up to b, then a straight way down to 0 at c: near points count, doubtful "
          "ones less, far ones not at all.",
      .source = "Hampel 1974"};
  static constexpr std::array parameters{Parameter{.name = "a",
                                                   .symbol = "a",
                                                   .role = "end of the squares",
                                                   .initial = 2.0,
                                                   .slider_min = 0.2,
                                                   .slider_max = 4,
                                                   .lower = 0,
                                                   .open_lower = true,
                                                   .in_residual_units = true},
                                         Parameter{.name = "b",
                                                   .symbol = "b",
                                                   .role = "start of the descent",
                                                   .initial = 4.0,
                                                   .slider_min = 0.5,
                                                   .slider_max = 8,
                                                   .lower = 0,
                                                   .open_lower = true,
                                                   .in_residual_units = true},
                                         Parameter{.name = "c",
                                                   .symbol = "c",
                                                   .role = "rejection point",
                                                   .initial = 8.0,
                                                   .slider_min = 1,
                                                   .slider_max = 20,
                                                   .lower = 0,
                                                   .open_lower = true,
                                                   .in_residual_units = true}};
  double a = parameters[0].initial;
  double b = parameters[1].initial;
  double c = parameters[2].initial;

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T r) const {
    const T size = abs(r), w = max(T(0.0), (c - size) / (c - b)), beyond = min(size, T(c)) - b;
    const auto outer = size > b, middle = size > a;
    const T level = select(outer, a * (b - 0.5 * a) + (0.5 * a) * (beyond * (1.0 + w)), a * (size - 0.5 * a));
    return {select(middle, level, 0.5 * r * r), copy_sign(select(outer, a * w, min(T(a), size)), r) + 0.0 * w,
            select(outer, select(size > c, T(0.0), T(-a / (c - b))), select(middle, T(0.0), T(1.0)))};
  }

  Properties properties() const {
    return {.bounded = true, .bounded_gradient = true, .redescending = true, .lipschitz = max(1.0, a / (c - b))};
  }
  Kinks kinks() const { return {-c, -b, -a, a, b, c}; }
  const char* objection() const { return a <= b && b < c ? nullptr : "a <= b < c is required"; }
};

LOSSLAB_END_TARGET;
