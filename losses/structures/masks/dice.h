#if defined(LOSSLAB_DICE_H) == defined(HWY_TARGET_TOGGLE)
#ifdef LOSSLAB_DICE_H
#undef LOSSLAB_DICE_H
#else
#define LOSSLAB_DICE_H
#endif

#include "losses/structures/masks/region.h"

LOSSLAB_BEGIN_TARGET

// ℓ = 1 − (2 Σ p g + s)/(Σ p + Σ g + s) = (FP + FN)/(2 TP + FP + FN + s).
// In [0, 1]; the Tversky loss of α = β = ½ and s/2.
// Milletari, Navab & Ahmadi 2016; Drozdzal et al. 2016.
struct Dice {
  static constexpr StructuredInfo info =
      of_pixels({.id = "dice",
                 .english = "Dice",
                 .chinese = "Dice 损失",
                 .also = "soft Dice; DiceLoss; Sorensen-Dice; F1 loss; Dice 系数",
                 .used_for = "segmentation; medical images; masks; 图像分割; 医学图像",
                 .structure = Structure::mask,
                 .input = "",
                 .target = "",
                 .formula = R"(\ell(p) = 1 - \frac{2 \sum_{i} p_{i} g_{i} + s}{\sum_{i} p_{i} + \sum_{i} g_{i} + s})",
                 .remark = "Counts in shares of the object, and so does not forget a small one; s decides what "
                           "an empty truth costs.",
                 .source = "Drozdzal et al. 2016",
                 .bounded = true});
  static constexpr std::array parameters{mask_smoothing};
  double smooth = parameters[0].initial;

  template <class T>
  T of_mask(const MaskCase<T>& at, PixelSlope<T>* slopes) const {
    return TverskyRatio{0.5, 0.5, 0.5 * smooth}(at, slopes);
  }
  std::string objection(Numbers x, Numbers t, bool probabilities) const {
    const std::string wrong = mask_objection(info.id, x, t, false, probabilities);
    return wrong.empty() && probabilities ? empty_objection(info.id, x, t, smooth) : wrong;
  }
};

LOSSLAB_END_TARGET;

#endif  // LOSSLAB_DICE_H
