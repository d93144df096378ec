#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(r) = r²/(2σ²) + log σ + ½ log 2π.
// ℓ(0) may be negative (σ < 0.3989); ℓ″ = 1/σ².
// Gauss 1809.
struct GaussianNll {
  static constexpr LossInfo info{
      .id = "gaussian_nll",
      .english = "Gaussian NLL",
      .chinese = "高斯负对数似然",
      .also =
          "GaussianNLLLoss (PyTorch leaves ½ log 2π out unless full=True); normal likelihood; "
          "Gaussian likelihood; normal negative log-likelihood; 高斯似然; 正态似然; 高斯负对数似然",
      .used_for =
          "maximum likelihood; variance; uncertainty; heteroscedastic regression; 极大似然; 方差; "
          "不确定性",
      .family = Family::residual,
      .formula = R"(\ell(r) = \frac{r^{2}}{2 \sigma^{2}} + \log \sigma + \frac{1}{2} \log(2 \pi))",
      .expression = "(r/sigma)^2/2 + log(sigma) + log(2*pi)/2",
      .gradient_expression = "r/sigma/sigma",
      .curvature_expression = "1/sigma^2",
      .estimates = "mean",
      .noise = "Gaussian",
      .remark =
          "Half squared error in units of σ, with the price of a wide σ: far outliers are all but impossible to it, "
          "and pull accordingly.",
      .source = "Gauss 1809"};
  static constexpr std::array parameters{residual_scale_parameter("sigma", "σ", 1.0, "standard deviation")};
  double sigma = parameters[0].initial;

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T r) const {
    const T u = r / sigma;
    return {0.5 * u * u + (log(sigma) + 0.91893853320467274178), u / sigma, T(1.0 / (sigma * sigma))};
  }

  Properties properties() const { return {.convex = true, .strongly_convex = true, .lipschitz = 1 / (sigma * sigma)}; }
  Kinks kinks() const { return {}; }
};

LOSSLAB_END_TARGET;
