#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(r) = (b/α)((1 + u²/b)^(α/2) − 1) with u = r/c, b = |α − 2|; note ℓ″(0) = 1/c².
// α = 2: u²/2; 1: √(1 + u²) − 1; 0: log(1 + u²/2); −2: 2u²/(u² + 4); −∞: 1 − e^(−u²/2).
// Barron 2019.
struct Barron {
  static constexpr LossInfo info{
      .id = "barron",
      .english = "Barron (general robust)",
      .chinese = "Barron 通用稳健损失",
      .also =
          "general robust; adaptive robust; general and adaptive robust; Barron; 广义稳健; 自适应稳健; "
          "巴伦",
      .used_for = "robust fitting; outliers; one loss for all shapes; 稳健拟合; 离群值",
      .family = Family::residual,
      .formula = R"(\ell(r) = \frac{|\alpha - 2|}{\alpha} ((1 + \frac{(r/c)^{2}}{|\alpha - 2|})^{\alpha / 2} - 1))",
      .expression =
          "if(alpha == 2, u^2/2, if(alpha == 0, k, if(alpha < -1e30, -expm1(-u^2/2), b/n*expm1(alpha/2*k))))\n"
          "u = r/c\n"
          "n = if(alpha == 0, 1, alpha)\n"
          "b = abs(alpha - 2)\n"
          "v = abs(u)/sqrt(max(b, 1e-300))\n"
          "k = if(v < 1e8, log1p(v^2), 2*log(v))",
      .gradient_expression =
          "if(alpha == 2, u, if(alpha < -1e30, if(abs(u) < 40, u*exp(-u^2/2), 0), if(abs(u) < 1e8, u*w, "
          "sign(u)*exp(log(abs(u)) + (alpha/2 - 1)*k))))/c\n"
          "w = exp((alpha/2 - 1)*k)",
      .curvature_expression =
          "if(alpha == 2, 1, if(alpha < -1e30, (1 - min(u^2, 1600))*exp(-u^2/2), w*(1 + (alpha - 2)*(1 - 1/(1 + "
          "v^2)))))/c^2",
      .estimates = "between mean and mode",
      .noise = "generalised robust density for α ≥ 0",
      .remark =
          "One knob from squares (α = 2) over pseudo-Huber (1), Cauchy (0) and Geman-McClure (−2) to Welsch (−∞): the "
          "smaller α, the less a far point counts.",
      .source = "Barron 2019"};
  static constexpr std::array parameters{Parameter{.name = "alpha",
                                                   .symbol = "α",
                                                   .role = "shape",
                                                   .initial = 1.0,
                                                   .slider_min = -10,
                                                   .slider_max = 3,
                                                   .minus_infinity = true},
                                         residual_scale_parameter("c", "c", 1.0)};
  double alpha = parameters[0].initial;
  double c = parameters[1].initial;
  // √b, c√b, b/α and what else the formula takes out of the parameters alone.
  double root = std::sqrt(abs(alpha - 2)), width = c * root, log_c = log(c);
  bool alpha_is_0 = abs(alpha) < 1e-20;
  double rise = alpha_is_0 ? 1.0 : abs(alpha - 2) / alpha, log_rise = log(rise);
  double end = alpha < 1 ? 0 : alpha > 1 ? infinity : 1 / c;  // of ψ at infinity

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T r) const {
    const T u = ratio(r, c);
    if (alpha == 2) return {0.5 * u * u, u / c, T((1 / c) / c)};
    if (alpha < -1e30) {  // so far down it is Welsch's to the last bit
      const T z = 0.5 * u * u, e = exp(-z);
      return {-expm1(-z), u * e / c, (select(z > 800.0, T(0.0), ((1.0 - u) * (1.0 + u)) * e) / c) / c};
    }
    const T v = u / root;
    const T log_t = width > 1e-300 && width < infinity ? log1p_square(r, width) : log1p_square(v);
    const T slope_log = (0.5 * alpha - 1) * log_t, grown = 0.5 * alpha * log_t;
    const T value = alpha_is_0 ? log_t : select(grown > 600.0, exp(grown + log_rise), rise * expm1(grown));
    // u/c·t^(α/2 − 1), in logarithms where the power alone would leave the range.
    const T a = abs(u);
    const auto far = a > 1e8;
    const T pull = exp(select(far, log(abs(r)) - 2 * log_c, T(0.0)) + slope_log) * select(far, T(1.0), a / c);
    const auto [zeroth, first, second] = lorentz(v);
    const T plain = alpha > 2 ? 1.0 + (alpha - 2) * second : ((1.0 - u) * (1.0 + u)) * zeroth + second;
    const T bend = alpha > 2 ? plain : select(second > 0.5, (alpha - 1) + (2 - alpha) * zeroth, plain);
    return {value, copy_sign(select(abs(r) == infinity, T(end), pull), r), ((exp(slope_log) * bend) / c) / c};
  }

  Properties properties() const {
    return {.convex = alpha >= 1,
            .strongly_convex = alpha >= 2,
            .bounded = alpha < 0,
            .bounded_gradient = alpha <= 1,
            .redescending = alpha < 1,
            .lipschitz = alpha <= 2 ? 1 / (c * c) : infinity};
  }
  Kinks kinks() const { return {}; }
};

LOSSLAB_END_TARGET;
