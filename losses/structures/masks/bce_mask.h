#if defined(LOSSLAB_BCE_MASK_H) == defined(HWY_TARGET_TOGGLE)
#ifdef LOSSLAB_BCE_MASK_H
#undef LOSSLAB_BCE_MASK_H
#else
#define LOSSLAB_BCE_MASK_H
#endif

#include "losses/structures/masks/mask.h"

LOSSLAB_BEGIN_TARGET

// ℓ = (1/n) Σ −g log p − (1 − g) log(1 − p).
// In the logit its slope is (p − g)/n.
// Cox 1958; Long, Shelhamer & Darrell 2015.
struct BceMask {
  static constexpr StructuredInfo info =
      of_pixels({.id = "bce_mask",
                 .english = "Binary cross-entropy of a mask",
                 .chinese = "掩膜二元交叉熵",
                 .also = "BCE of pixels; pixel-wise cross-entropy; 像素交叉熵",
                 .used_for = "segmentation; medical images; masks; 图像分割; 医学图像",
                 .structure = Structure::mask,
                 .input = "",
                 .target = "",
                 .formula = R"(\ell(p) = -\frac{1}{n} \sum_{i} (g_{i} \log p_{i} + (1 - g_{i}) \log(1 - p_{i})))",
                 .remark = "Every pixel counts alike: where the foreground is 1 % of them, nearly all of the "
                           "gradient is of the background.",
                 .source = "Long, Shelhamer & Darrell 2015"});

  template <class T>
  T of_mask(const MaskCase<T>& at, PixelSlope<T>* slopes) const {
    const double share = share_of_pixel(at);
    T sum = T(0.0);
    for (std::size_t i = 0; i < at.size; ++i) {
      const double g = at.truth[i];
      const Pixel<T>& pixel = at.pixels[i];
      // A truth of 0 or 1 says nothing of the other probability, even where that is 0.
      if (g > 0) sum = sum + (g)*pixel.s;
      if (g < 1) sum = sum + (1 - g) * pixel.u;
      if (slopes) {
        slopes[i].over_p = T(share * g);
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

#endif  // LOSSLAB_BCE_MASK_H
