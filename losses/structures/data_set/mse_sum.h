#include "losses/structures/data_set/sum_over_samples.h"

LOSSLAB_BEGIN_TARGET

// J = Σ r_i².
// Legendre 1805.
struct MseSum {
  static constexpr StructuredInfo info =
      of_data_set({.id = "mse_sum",
                   .english = "Sum of squared errors",
                   .chinese = "误差平方和",
                   .also = "SSE; residual sum of squares; RSS; 残差平方和",
                   .used_for = "regression; 回归",
                   .structure = Structure::data_set,
                   .input = "",
                   .target = "",
                   .formula = R"(\ell(x) = \sum_{i} (y_{i} - x_{i})^{2})",
                   .remark = "n times the mean: the same minimiser, but a gradient n times as long.",
                   .source = "Legendre 1805"});

  template <class T>
  T operator()(const StructuredCase<T>& at, T* gradient) const {
    return sum_over_samples(SquaredError{}, at, 1, gradient);
  }
  std::string objection(Numbers x, Numbers t) const { return data_set_objection(info.id, x, t); }
};

LOSSLAB_END_TARGET;
