#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(f) = e^f − y·f, up to log y!; f is the logarithm of the rate.
// Least at f = log y; ℓ → ∞ on both sides for y > 0.
// Nelder & Wedderburn 1972.
struct PoissonNll {
  static constexpr LossInfo info{
      .id = "poisson_nll",
      .english = "Poisson likelihood",
      .chinese = "泊松负对数似然",
      .also =
          "Poisson; PoissonNLLLoss (of the log rate, as with log_input=True, PyTorch's default); "
          "poisson_nll_loss; Poisson deviance (half of it, but for a constant); Poisson regression; "
          "count:poisson; log-linear; 泊松; 泊松损失; 泊松回归; 泊松负对数似然",
      .used_for = "counts; count data; rates; Poisson regression; 计数; 计数数据; 计数回归",
      .family = Family::other,
      .formula = R"(\ell(f) = \exp(f) - y f)",
      .expression = "exp(f) - y*f",
      .estimates = "log of the mean",
      .noise = "Poisson",
      .remark = "For counts: expecting far too much costs exponentially, expecting far too little only linearly.",
      .source = "Nelder & Wedderburn 1972",
      .variable = "log rate f"};
  static constexpr std::array parameters{Parameter{
      .name = "y", .symbol = "y", .role = "count", .initial = 3.0, .slider_min = 0, .slider_max = 20, .lower = 0}};
  double y = parameters[0].initial;

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T f) const {
    const T rate = exp(f);
    const T line = y == 0 ? T(0.0) : clip(y * f, -largest, largest);
    const T value = select(rate == infinity, rate, rate - line);
    return {select(f < -largest, y == 0 ? T(0.0) : T(infinity), value), rate - y, rate};
  }

  Properties properties() const { return {.convex = true}; }
  Kinks kinks() const { return {}; }
};

LOSSLAB_END_TARGET;
