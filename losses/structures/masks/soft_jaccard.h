#include "losses/structures/masks/region.h"

LOSSLAB_BEGIN_TARGET

// ℓ = 1 − (Σ p g + s)/(Σ p + Σ g − Σ p g + s).
// In [0, 1]; the Tversky loss of α = β = 1.
// Rahman & Wang 2016.
struct SoftJaccard {
  static constexpr StructuredInfo info = of_pixels(
      {.id = "soft_jaccard",
       .english = "Soft Jaccard",
       .chinese = "软 Jaccard 损失",
       .also = "soft IoU; Jaccard loss; JaccardLoss; IoU of masks; 软交并比",
       .used_for = "segmentation; medical images; masks; 图像分割; 医学图像",
       .structure = Structure::mask,
       .input = "",
       .target = "",
       .formula = R"(\ell(p) = 1 - \frac{\sum_{i} p_{i} g_{i} + s}{\sum_{i} (p_{i} + g_{i} - p_{i} g_{i}) + s})",
       .remark = "The intersection over the union of soft sets; of hard ones it is 2d/(1 + d) for a "
                 "Dice loss d.",
       .source = "Rahman & Wang 2016",
       .bounded = true});
  static constexpr std::array parameters{mask_smoothing};
  double smooth = parameters[0].initial;

  template <class T>
  T of_mask(const MaskCase<T>& at, PixelSlope<T>* slopes) const {
    return TverskyRatio{1, 1, smooth}(at, slopes);
  }
  std::string objection(Numbers x, Numbers t, bool probabilities) const {
    const std::string wrong = mask_objection(info.id, x, t, false, probabilities);
    return wrong.empty() && probabilities ? empty_objection(info.id, x, t, smooth) : wrong;
  }
};

LOSSLAB_END_TARGET;
