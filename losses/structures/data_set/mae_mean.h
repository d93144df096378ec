#include "losses/structures/data_set/sum_over_samples.h"

LOSSLAB_BEGIN_TARGET

// J = (1/n) Σ |r_i|.
// Boscovich 1757.
struct MaeMean {
  static constexpr StructuredInfo info =
      of_data_set({.id = "mae_mean",
                   .english = "Mean absolute error",
                   .chinese = "平均绝对误差",
                   .also = "mae of a data set; L1Loss; mean_absolute_error",
                   .used_for = "robust regression; 稳健回归",
                   .structure = Structure::data_set,
                   .input = "",
                   .target = "",
                   .formula = R"(\ell(x) = \frac{1}{n} \sum_{i} |y_{i} - x_{i}|)",
                   .remark = "Each sample pulls with the same force 1/n, however far away it is.",
                   .source = "Boscovich 1757, Laplace 1789",
                   .has_kinks = true});

  template <class T>
  T operator()(const StructuredCase<T>& at, T* gradient) const {
    return sum_over_samples(AbsoluteError{}, at, share_of_sample(at), gradient);
  }
  std::string objection(Numbers x, Numbers t) const { return data_set_objection(info.id, x, t); }
};

LOSSLAB_END_TARGET;
