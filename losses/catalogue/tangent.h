#include "losses/core/instance.h"

LOSSLAB_BEGIN_TARGET

// ℓ(m) = (2 arctan m − 1)².
// ℓ(0) = 1; its minimum is 0 at m = tan ½; ℓ(−∞) = (π + 1)², ℓ(∞) = (π − 1)².
// Masnadi-Shirazi & Vasconcelos 2010.
struct Tangent {
  static constexpr LossInfo info{
      .id = "tangent",
      .english = "Tangent",
      .chinese = "正切损失",
      .also = "TangentBoost; Tangent 损失; 正切",
      .used_for = "boosting; label noise; noisy labels; computer vision; 提升; 标签噪声; 噪声标签",
      .family = Family::margin,
      .formula = R"(\ell(m) = (2 \arctan m - 1)^{2})",
      .expression =
          "a^2\n"
          "a = if(abs(d) < 0.4, 2*atan(d/(1 + m*t)), 2*atan(m) - 1)\n"
          "d = m - t - 2.9096576216837176e-17\n"
          "t = 0.5463024898437905",
      .gradient_expression =
          "4*a*w\n"
          "w = 1/(1 + m^2)",
      .curvature_expression = "8*w*(w - a*(m*w))",
      .estimates = "probability, as arctan f + ½",
      .noise = "",
      .remark =
          "Bounded on both sides: very wrong points cost no more than a constant, and "
          "points that are too right cost a little as well.",
      .source = "Masnadi-Shirazi et al. 2010",
      .link = "p = arctan(f) + ½"};

  template <class T>
  LOSSLAB_INLINE Jet<T> operator()(T m) const {
    // 2 arctan m − 1 = 2 arctan((m − t)/(1 + mt)) with t = tan ½, where the difference would lose digits.
    const auto near = abs(m - tan_half) < 0.4;
    const T turned = ((m - tan_half) - tan_half_low) / (1.0 + m * tan_half);
    const T angle = 2.0 * atan(select(near, turned, m)), a = select(near, angle, angle - 1.0);
    const Lorentz<T> parts = lorentz(m);
    return {a * a, 4.0 * a * parts.zeroth, 8.0 * parts.zeroth * (parts.zeroth - a * parts.first)};
  }

  Properties properties() const {
    return {.bounded = true,
            .bounded_gradient = true,
            .redescending = true,
            .calibrated = Fact::yes,
            .proper = Fact::yes,
            .lipschitz = largest_curvature(*this, -10, 10)};
  }
  Kinks kinks() const { return {}; }

 private:
  static constexpr double tan_half = 0.54630248984379051326, tan_half_low = 2.9096576216837176e-17;
};

LOSSLAB_END_TARGET;
