#include "losses/structures/masks/mask.h"

LOSSLAB_BEGIN_TARGET

// ℓ = (1/n) Σ −g (1 − p)^γ log p − (1 − g) p^γ log(1 − p).
// γ = 0: binary cross-entropy.
// Lin et al. 2017.
struct FocalMask {
  static constexpr StructuredInfo info = of_pixels(
      {.id = "focal_mask",
       .english = "Focal loss of a mask",
       .chinese = "掩膜焦点损失",
       .also = "focal loss of pixels; 焦点损失",
       .used_for = "segmentation; medical images; masks; 图像分割; 医学图像",
       .structure = Structure::mask,
       .input = "",
       .target = "",
       .formula =
           R"(\ell(p) = -\frac{1}{n} \sum_{i} (g_{i} (1 - p_{i})^{\gamma} \log p_{i} + (1 - g_{i}) p_{i}^{\gamma} \log(1 - p_{i})))",
       .remark = "Pixels that are right already fade out, so that those of the border and of small "
                 "objects are heard.",
       .source = "Lin et al. 2017"});
  static constexpr std::array parameters{with_role(focusing, "focusing")};
  double gamma = parameters[0].initial;

  template <class T>
  T of_mask(const MaskCase<T>& at, PixelSlope<T>* slopes) const {
    const double share = share_of_pixel(at);
    T sum = T(0.0);
    for (std::size_t i = 0; i < at.size; ++i) {
      const double g = at.truth[i];
      const Pixel<T>& pixel = at.pixels[i];
      if (g > 0) sum = sum + g * (faded(pixel.q, pixel.u) * pixel.s);
      if (g < 1) sum = sum + (1 - g) * (faded(pixel.p, pixel.s) * pixel.u);
      if (slopes) {
        const double own = share * g, other = share * (1 - g);
        slopes[i].over_p = own * faded(pixel.q, pixel.u);
        slopes[i].over_q = other * faded(pixel.p, pixel.s);
        slopes[i].plain = (g < 1 ? other * fading(pixel.p, pixel.s, pixel.u) : T(0.0)) -
                          (g > 0 ? own * fading(pixel.q, pixel.u, pixel.s) : T(0.0));
      }
    }
    return share * sum;
  }
  std::string objection(Numbers x, Numbers t, bool probabilities) const {
    return mask_objection(info.id, x, t, false, probabilities);
  }

 private:
  // x^γ for x = exp(−minus_log).
  template <class T>
  T faded(T x, T minus_log) const {
    return power(x, -minus_log, gamma);
  }
  // γ x^(γ−1) s for s = −log(1 − x), which is x^γ at x = 0.
  template <class T>
  T fading(T x, T minus_log, T s) const {
    const auto some = x > 0.0;
    return gamma * (faded(x, minus_log) * select(some, s / select(some, x, T(1.0)), T(1.0)));
  }
};

LOSSLAB_END_TARGET;
