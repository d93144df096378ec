#include "losses/structures/masks/mask.h"

LOSSLAB_BEGIN_TARGET

// ℓ = (1/n) Σ −w g log p − (1 − g) log(1 − p).
// Least where p/(1 − p) is w times the odds of the foreground.
// Ronneberger, Fischer & Brox 2015.
struct WeightedBceMask {
  static constexpr StructuredInfo info =
      of_pixels({.id = "weighted_bce_mask",
                 .english = "Class-weighted cross-entropy of a mask",
                 .chinese = "加权掩膜交叉熵",
                 .also = "weighted BCE; balanced cross-entropy of pixels; 加权交叉熵",
                 .used_for = "segmentation; medical images; masks; 图像分割; 医学图像",
                 .structure = Structure::mask,
                 .input = "",
                 .target = "",
                 .formula = R"(\ell(p) = -\frac{1}{n} \sum_{i} (w g_{i} \log p_{i} + (1 - g_{i}) \log(1 - p_{i})))",
                 .remark = "Gives the foreground its say, and pays with false alarms: the best p is too large "
                           "where w is above 1.",
                 .source = "Ronneberger, Fischer & Brox 2015"});
  static constexpr std::array parameters{Parameter{.name = "weight",
                                                   .symbol = "w",
                                                   .role = "weight of the foreground",
                                                   .initial = 10,
                                                   .slider_min = 0.1,
                                                   .slider_max = 100,
                                                   .scale = Scale::logarithmic,
                                                   .lower = 0,
                                                   .also = "pos_weight; beta"}};
  double weight = parameters[0].initial;

  template <class T>
  T of_mask(const MaskCase<T>& at, PixelSlope<T>* slopes) const {
    const double share = share_of_pixel(at);
    T sum = T(0.0);
    for (std::size_t i = 0; i < at.size; ++i) {
      const double g = at.truth[i];
      const Pixel<T>& pixel = at.pixels[i];
      // A truth of 0 or 1 says nothing of the other probability, even where that is 0.
      if (g > 0) sum = sum + (weight * g) * pixel.s;
      if (g < 1) sum = sum + (1 - g) * pixel.u;
      if (slopes) {
        slopes[i].over_p = T(share * weight * g);
        slopes[i].over_q = T(share * (1 - g));
      }
    }
    return share * sum;
  }
  std::string objection(Numbers x, Numbers t, bool probabilities) const {
    return mask_objection(info.id, x, t, false, probabilities);
  }
};

LOSSLAB_END_TARGET;
