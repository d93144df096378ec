#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(m) = 0 for m ≥ 1, (1 − m)²/(2γ) for 1 − γ < m < 1, 1 − m − γ/2 below.
// γ → 0: hinge.
// Rennie & Srebro 2005.
struct SmoothedHinge {
  static constexpr LossInfo info{
      .id = "smoothed_hinge",
      .english = "Smoothed hinge",
      .chinese = "平滑合页损失",
      .also =
          "smooth hinge; Huberised hinge; quadratically smoothed hinge; rounded hinge; 平滑铰链; "
          "平滑合页",
      .used_for = "SVM; support vector machine; maximum margin; 支持向量机",
      .family = Family::margin,
      .formula =
          R"(\ell(m) = \begin{cases} 0 & m \ge 1 \\ \frac{(1 - m)^{2}}{2 \gamma} & 1 - \gamma < m < 1 \\ 1 - m - \frac{\gamma}{2} & m \le 1 - \gamma \end{cases})",
      .expression =
          "if(h < gamma, h^2/(2*gamma), h - gamma/2)\n"
          "h = max(1 - m, 0)",
      .gradient_expression = "-min(h/gamma, 1)",
      .curvature_expression = "if(0 < h < gamma, 1/gamma, 0)",
      .estimates = "the more frequent class",
      .noise = "",
      .remark =
          "A hinge with a rounded corner: smooth for descent, and a wrong label still pulls with strength 1 at most.",
      .source = "Rennie & Srebro 2005",
      .link = "p = ℓ′(−f)/(ℓ′(f) + ℓ′(−f))"};
  static constexpr std::array parameters{Parameter{.name = "gamma",
                                                   .symbol = "γ",
                                                   .role = "width of the rounding",
                                                   .initial = 1.0,
                                                   .slider_min = 0.05,
                                                   .slider_max = 3,
                                                   .lower = 0,
                                                   .open_lower = true}};
  double gamma = parameters[0].initial;

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T m) const {
    const T h = max(T(0.0), 1.0 - m), u = min(T(1.0), h / gamma);
    const auto far = (m < 1.0 - gamma) || (h > gamma);
    return {select(far, h - 0.5 * gamma, 0.5 * h * u), -u, select(far || (m > 1.0), T(0.0), T(1.0 / gamma))};
  }

  Properties properties() const {
    return {.convex = true,
            .bounded_gradient = true,
            .calibrated = Fact::yes,
            .proper = gamma >= 1 ? Fact::yes : Fact::no,
            .lipschitz = 1 / gamma};
  }
  Kinks kinks() const { return {1.0 - gamma, 1.0}; }
};

LOSSLAB_END_TARGET;
