#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(m) = α·(−log p) − βA(1 − p): the reverse cross-entropy with log 0 := A < 0.
// β = 0: α times cross-entropy.
// Wang et al. 2019 (A = −4; their code clips at A = −9.21).
struct SymmetricCe {
  static constexpr LossInfo info{
      .id = "symmetric_ce",
      .english = "Symmetric cross-entropy",
      .chinese = "对称交叉熵",
      .also =
          "SCE; symmetric cross entropy learning; SL; ~reverse cross-entropy; ~RCE; 对称交叉熵; "
          "~反向交叉熵",
      .used_for = "label noise; noisy labels; wrong labels; 标签噪声; 噪声标签; 错误标签",
      .family = Family::probability,
      .formula = R"(\ell(m) = -\alpha \log p - \beta A (1 - p), p = \sigma(m))",
      .expression =
          "alpha*softplus(-m) - beta*A*q\n"
          "q = sigmoid(-m)",
      .curvature_expression =
          "p*q*(alpha - beta*A*tanh(m/2))\n"
          "p = sigmoid(m)",
      .estimates = "a class, over-confident",
      .noise = "",
      .remark =
          "Cross-entropy plus a multiple of the absolute error of p: the second part "
          "ignores symmetric label noise, the first keeps it learning.",
      .source = "Wang et al. 2019",
      .link = "p = σ(f)"};
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
                                         log_of_zero};
  double alpha = parameters[0].initial;
  double beta = parameters[1].initial;
  double A = parameters[2].initial;

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T m) const {
    const auto [p, q, s, t] = logistic_parts(m);
    const double k = -beta * A;
    return {(alpha == 0 ? T(0.0) : alpha * s) + k * q, -q * (alpha + k * p), p * q * (alpha + k * tanh(0.5 * m))};
  }

  Properties properties() const {
    return {.convex = alpha >= -beta * A,
            .bounded = alpha == 0,
            .bounded_gradient = true,
            .redescending = alpha == 0,
            .symmetric = alpha == 0,
            .calibrated = alpha > 0 || beta > 0 ? Fact::yes : Fact::no,
            .proper = alpha > 0 && beta == 0 ? Fact::yes : Fact::no,
            .lipschitz = largest_curvature(*this, -30, 30)};
  }
  Kinks kinks() const { return {}; }
};

LOSSLAB_END_TARGET;
