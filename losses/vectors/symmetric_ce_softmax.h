#include "losses/vectors/vector_instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(z) = −α log p_y − βA(1 − p_y) with p = softmax(z): the reverse cross-entropy with log 0 := A < 0.
// β = 0: α times cross-entropy.
// Wang et al. 2019 (A = −4; their code clips at A = −9.21).
struct SymmetricCeSoftmax {
  static constexpr VectorInfo info{
      .id = "symmetric_ce_softmax",
      .english = "Symmetric cross-entropy of a softmax",
      .chinese = "Softmax 对称交叉熵",
      .also = "symmetric cross-entropy; SCE; SCELoss; symmetric cross entropy learning; 对称交叉熵",
      .used_for = "label noise; noisy labels; wrong labels; 标签噪声; 噪声标签; 错误标签",
      .formula = R"(\ell(z) = -\alpha \log p_{y} - \beta A (1 - p_{y}))",
      .remark =
          "Cross-entropy plus a multiple of the absolute error of p: the second part ignores symmetric label noise, "
          "the first keeps it learning.",
      .source = "Wang et al. 2019"};
  static constexpr std::array parameters{Parameter{.name = "alpha",
                                                   .symbol = "α",
                                                   .role = "weight of cross-entropy",
                                                   .initial = 0.1,
                                                   .slider_min = 0,
                                                   .slider_max = 2,
                                                   .lower = 0},
                                         Parameter{.name = "beta",
                                                   .symbol = "β",
                                                   .role = "weight of the reverse part",
                                                   .initial = 1.0,
                                                   .slider_min = 0,
                                                   .slider_max = 2,
                                                   .lower = 0},
                                         Parameter{.name = "A",
                                                   .symbol = "A",
                                                   .role = "stand-in for log 0",
                                                   .initial = -4.0,
                                                   .slider_min = -10,
                                                   .slider_max = -0.5,
                                                   .upper = 0,
                                                   .open_upper = true}};
  double alpha = parameters[0].initial;
  double beta = parameters[1].initial;
  double A = parameters[2].initial;

  template <class T>
  T operator()(Sample<T> at, T* gradient) const {
    const auto probabilities = softmax(at.classes, at.z, at.room);
    const Truth<T> truth = truth_of(probabilities, at.t);
    const double k = -beta * A;
    if (gradient) pull_to_truth(probabilities, at.t, alpha + k * truth.p, gradient);
    return alpha * truth.s + k * truth.q;
  }

  VectorProperties properties() const {
    return {.convex = alpha >= -beta * A,
            .bounded = alpha == 0,
            .proper = alpha > 0 && beta == 0 ? Fact::yes : Fact::no,
            .consistent = alpha > 0 || beta > 0 ? Fact::yes : Fact::no,
            .needs_hard_target = true};
  }
};

LOSSLAB_END_TARGET;
