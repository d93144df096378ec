#include "losses/structures/data_set/sum_over_samples.h"

LOSSLAB_BEGIN_TARGET

// J = (1/n) Σ h(r_i) with h(r) = ½r² for |r| ≤ δ, δ(|r| − δ/2) beyond.
// Huber 1964.
struct HuberMean {
  static constexpr StructuredInfo info = of_data_set({.id = "huber_mean",
                                                      .english = "Mean Huber loss",
                                                      .chinese = "平均 Huber 损失",
                                                      .also = "huber of a data set; HuberLoss",
                                                      .used_for = "robust regression; 稳健回归",
                                                      .structure = Structure::data_set,
                                                      .input = "",
                                                      .target = "",
                                                      .formula = R"(\ell(x) = \frac{1}{n} \sum_{i} h(y_{i} - x_{i}))",
                                                      .remark = "No sample pulls harder than δ/n.",
                                                      .source = "Huber 1964"});
  static constexpr std::array parameters{delta_threshold};
  double delta = parameters[0].initial;

  template <class T>
  T operator()(const StructuredCase<T>& at, T* gradient) const {
    return sum_over_samples(Huber{delta}, at, share_of_sample(at), gradient);
  }
  std::string objection(Numbers x, Numbers t) const { return data_set_objection(info.id, x, t); }
};

LOSSLAB_END_TARGET;
