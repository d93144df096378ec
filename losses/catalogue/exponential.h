#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(m) = e^(−m), the loss of AdaBoost; p = σ(2f).
// ℓ(0) = 1; +∞ below m = −709.78, as it is in doubles.
// Freund & Schapire 1997; Friedman, Hastie & Tibshirani 2000.
struct Exponential {
  static constexpr LossInfo info{
      .id = "exponential",
      .english = "Exponential",
      .chinese = "指数损失",
      .also = "AdaBoost; exp loss; exponential boosting; 指数; 指数损失",
      .used_for = "AdaBoost; boosting; gradient boosting; 提升; 自适应提升",
      .family = Family::margin,
      .formula = R"(\ell(m) = \exp(-m))",
      .expression = "exp(-m)",
      .estimates = "half the log-odds",
      .noise = "",
      .remark =
          "The pull doubles with every 0.7 of wrong margin: a few mislabelled points far away take over the whole fit.",
      .source = "Freund & Schapire 1997; Friedman, Hastie & Tibshirani 2000",
      .link = "p = σ(2f)"};
  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T m) const {
    const T e = exp(-m);
    return {e, -e, e};
  }

  Properties properties() const { return {.convex = true, .calibrated = Fact::yes, .proper = Fact::yes}; }
  Kinks kinks() const { return {}; }
};

LOSSLAB_END_TARGET;
