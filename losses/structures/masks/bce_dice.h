#include "losses/structures/masks/bce_mask.h"
#include "losses/structures/masks/dice.h"

LOSSLAB_BEGIN_TARGET

// ℓ = BCE + w Dice.
// Isensee et al. 2021.
struct BceDice {
  static constexpr StructuredInfo info = of_pixels(
      {.id = "bce_dice",
       .english = "Cross-entropy plus Dice",
       .chinese = "交叉熵与 Dice 之和",
       .also = "BCE + Dice; DiceCE; DiceCELoss; combo loss; 组合损失",
       .used_for = "segmentation; medical images; masks; 图像分割; 医学图像",
       .structure = Structure::mask,
       .input = "",
       .target = "",
       .formula =
           R"(\ell(p) = -\frac{1}{n} \sum_{i} (g_{i} \log p_{i} + (1 - g_{i}) \log(1 - p_{i})) + w (1 - \frac{2 \sum_{i} p_{i} g_{i} + s}{\sum_{i} p_{i} + \sum_{i} g_{i} + s}))",
       .remark = "Dice sees the object, cross-entropy moves the pixels that Dice has given up.",
       .source = "Isensee et al. 2021"});
  static constexpr std::array parameters{Parameter{.name = "weight",
                                                   .symbol = "w",
                                                   .role = "weight of Dice",
                                                   .initial = 1,
                                                   .slider_min = 0,
                                                   .slider_max = 5,
                                                   .lower = 0,
                                                   .also = "dice_weight; lambda"},
                                         mask_smoothing};
  double weight = parameters[0].initial;
  double smooth = parameters[1].initial;

  template <class T>
  T of_mask(const MaskCase<T>& at, PixelSlope<T>* slopes) const {
    const T pixelwise = BceMask{}.of_mask(at, slopes);
    std::vector<PixelSlope<T>> region(slopes ? at.size : 0);
    const T overlap = Dice{smooth}.of_mask(at, slopes ? region.data() : nullptr);
    for (std::size_t i = 0; slopes && i < at.size; ++i) slopes[i].plain = weight * region[i].plain;
    return pixelwise + weight * overlap;
  }
  std::string objection(Numbers x, Numbers t, bool probabilities) const {
    const std::string wrong = mask_objection(info.id, x, t, false, probabilities);
    return wrong.empty() && probabilities ? empty_objection(info.id, x, t, smooth) : wrong;
  }
};

LOSSLAB_END_TARGET;
