#include "losses/structures/data_set/sum_over_samples.h"

LOSSLAB_BEGIN_TARGET

// J = √((1/n) Σ r_i²), which is no mean of a loss of one sample.
// Where all r_i are 0 the root has a kink, whose subgradients are a ball: 0.
// Gauss 1823.
struct Rmse {
  static constexpr StructuredInfo info =
      of_data_set({.id = "rmse",
                   .english = "Root mean squared error",
                   .chinese = "均方根误差",
                   .also = "root of the mean squared error; RMSELoss",
                   .used_for = "regression; reporting; 回归",
                   .structure = Structure::data_set,
                   .input = "",
                   .target = "",
                   .formula = R"(\ell(x) = \sqrt{\frac{1}{n} \sum_{i} (y_{i} - x_{i})^{2}})",
                   .remark = "The same minimiser as that of the mean squared error, in the unit of y; where all "
                             "residuals are 0 it has a kink.",
                   .source = "Gauss 1823",
                   .has_kinks = true});

  template <class T>
  T operator()(const StructuredCase<T>& at, T* gradient) const {
    // Measured by the largest residual, so that no square leaves the range of numbers.
    T largest_residual = T(0.0);
    for (std::size_t i = 0; i < at.size; ++i) largest_residual = max(largest_residual, abs(at.t[i] - at.x[i]));
    const T unit = select(largest_residual > 0.0, largest_residual, T(1.0));
    T sum = T(0.0);
    for (std::size_t i = 0; i < at.size; ++i) sum = sum + square((at.t[i] - at.x[i]) / unit);
    const double share = share_of_sample(at);
    const T root = sqrt(share * select(sum > 0.0, sum, T(1.0)));
    if (gradient) {
      for (std::size_t i = 0; i < at.size; ++i) gradient[i] = share * ((at.x[i] - at.t[i]) / unit) / root;
    }
    return select(sum > 0.0, unit * root, T(0.0));
  }
  std::string objection(Numbers x, Numbers t) const { return data_set_objection(info.id, x, t); }
};

LOSSLAB_END_TARGET;
