#include "losses/structures/data_set/sum_over_samples.h"

LOSSLAB_BEGIN_TARGET

// J = (1/2n) Σ r_i².
// Gauss 1809.
struct HalfMse {
  static constexpr StructuredInfo info =
      of_data_set({.id = "half_mse",
                   .english = "Half the mean squared error",
                   .chinese = "半均方误差",
                   .also = "half mean squared error",
                   .used_for = "regression; 回归",
                   .structure = Structure::data_set,
                   .input = "",
                   .target = "",
                   .formula = R"(\ell(x) = \frac{1}{2 n} \sum_{i} (y_{i} - x_{i})^{2})",
                   .remark = "The half takes the factor 2 from the gradient, and nothing else.",
                   .source = "Gauss 1809"});

  template <class T>
  T operator()(const StructuredCase<T>& at, T* gradient) const {
    return sum_over_samples(HalfSquaredError{}, at, share_of_sample(at), gradient);
  }
  std::string objection(Numbers x, Numbers t) const { return data_set_objection(info.id, x, t); }
};

LOSSLAB_END_TARGET;
