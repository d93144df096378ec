#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(r) = ((ν + 1)/2) log(1 + (r/σ)²/ν) + log σ + ½ log(νπ) + log Γ(ν/2) − log Γ((ν + 1)/2).
// ν = 1: Cauchy; ν → ∞: the Gaussian one; ψ is largest at r = √ν σ.
// Lange, Little & Taylor 1989.
struct StudentTNll {
  static constexpr LossInfo info{
      .id = "student_t_nll",
      .english = "Student t likelihood",
      .chinese = "Student t 负对数似然",
      .also = "Student t; t likelihood; t distribution; Student's t; t-loss; StudentT; 学生 t; t 分布",
      .used_for = "maximum likelihood; heavy tails; robust fitting; outliers; 重尾; 稳健拟合; 离群值; 极大似然",
      .family = Family::residual,
      .formula =
          R"(\ell(r) = \frac{\nu + 1}{2} \log(1 + \frac{r^{2}}{\nu \sigma^{2}}) + \log \frac{\sigma \sqrt{\nu \pi} \Gamma(\nu / 2)}{\Gamma((\nu + 1) / 2)})",
      .expression =
          "(nu + 1)/2*if(abs(v) < 1e8, log1p(v^2), 2*log(abs(v))) + log(sigma) + log(2*pi)/2 - (y*s + log1p(8/x)/2 - "
          "log(a) - log(b))\n"
          "v = r/k\n"
          "k = sqrt(nu)*sigma\n"
          "x = nu/2\n"
          "y = 1/(x + 8)\n"
          "z = y^2\n"
          "s = -1/8 + z*(1/192 + z*(-1/640 + z*(17/14336 + z*(-31/18432 + z*g))))\n"
          "g = 691/180224 + z*(-5461/425984 + z*929569/15728640)\n"
          "a = (x + 0.5)/x*(x + 1.5)/(x + 1)*(x + 2.5)/(x + 2)*(x + 3.5)/(x + 3)\n"
          "b = (x + 4.5)/(x + 4)*(x + 5.5)/(x + 5)*(x + 6.5)/(x + 6)*(x + 7.5)/(x + 7)",
      .gradient_expression =
          "(nu + 1)/k*if(abs(v) < 1e8, v*w, 1/v)\n"
          "w = 1/(1 + v^2)",
      .curvature_expression = "(nu + 1)/k^2*w*(2*w - 1)",
      .estimates = "mode of the bulk",
      .noise = "Student t with ν degrees of freedom",
      .remark =
          "Noise with heavy tails: the fewer degrees of freedom, the less surprising a far point, and the less it "
          "pulls.",
      .source = "Lange, Little & Taylor 1989",
      .efficiency_95 = 5.687973};
  static constexpr std::array parameters{Parameter{.name = "nu",
                                                   .symbol = "ν",
                                                   .role = "degrees of freedom",
                                                   .initial = 4.0,
                                                   .slider_min = 0.5,
                                                   .slider_max = 100,
                                                   .scale = Scale::logarithmic,
                                                   .lower = 0,
                                                   .open_lower = true,
                                                   .also = "df; dof"},
                                         residual_scale_parameter("sigma", "σ", 1.0)};
  double nu = parameters[0].initial;
  double sigma = parameters[1].initial;
  // √ν σ in two parts, and what does not depend on r.
  double root = std::sqrt(nu), width = root * sigma;
  double width_low = std::fma(root, sigma, -width) + 0.5 * std::fma(-root, root, nu) / root * sigma;
  double constant = log(sigma) + 0.91893853320467274178 - gamma_step(0.5 * nu);

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T r) const {
    const T size = abs(r);
    const auto far = size > width;
    const T scale = select(far, size, T(width)), b = select(far, T(width), size) / scale,
            near_one = 1.0 / (1.0 + b * b);
    // (ν + 1)/(νσ² + r²), without squares that leave the range, and νσ² − r² without loss where it is small.
    const T stiff = ((nu + 1) / scale) * near_one;
    const T difference = (((width - size) + width_low) / scale) * ((width + size) / scale);
    return {0.5 * (nu + 1) * log1p_square(r, width) + constant, copy_sign(stiff * select(far, T(1.0), b), r),
            (stiff / scale) * near_one * select(size < infinity, difference, T(-1.0))};
  }

  Properties properties() const {
    return {.bounded_gradient = true, .redescending = true, .lipschitz = ((nu + 1) / width) / width};
  }
  Kinks kinks() const { return {}; }

 private:
  // log Γ(x + ½) − log Γ(x) − ½ log x by its asymptotic series, which holds for x ≥ 16; smaller ones are stepped up.
  static double gamma_step(double x) {
    double product = 1, at = x;
    for (; at < 16; at += 1) product *= at == x ? 1.0 : (at + 0.5) / at;
    const double v = 1 / at, z = v * v;
    const double series =
        v * (-1.0 / 8 + z * (1.0 / 192 + z * (-1.0 / 640 + z * (17.0 / 14336 + z * (-31.0 / 18432)))));
    if (at == x) return series;
    return series + 0.5 * (log(at) + log(x)) - log(x + 0.5) - log(product);
  }
};

LOSSLAB_END_TARGET;
