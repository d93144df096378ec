#include "losses/structures/data_set/sum_over_samples.h"

LOSSLAB_BEGIN_TARGET

// J = (1/n) Σ r_i².
// Legendre 1805.
struct MseMean {
  static constexpr StructuredInfo info =
      of_data_set({.id = "mse_mean",
                   .english = "Mean squared error",
                   .chinese = "均方误差",
                   .also = "mse of a data set; MSELoss; mean_squared_error",
                   .used_for = "regression; 回归",
                   .structure = Structure::data_set,
                   .input = "",
                   .target = "",
                   .formula = R"(\ell(x) = \frac{1}{n} \sum_{i} (y_{i} - x_{i})^{2})",
                   .remark = "The mean over the samples; its unit is the square of that of y.",
                   .source = "Legendre 1805, Gauss 1809"});

  template <class T>
  T operator()(const StructuredCase<T>& at, T* gradient) const {
    return sum_over_samples(SquaredError{}, at, share_of_sample(at), gradient);
  }
  std::string objection(Numbers x, Numbers t) const { return data_set_objection(info.id, x, t); }
};

LOSSLAB_END_TARGET;
