#include "losses/structures/masks/region.h"

LOSSLAB_BEGIN_TARGET

// ℓ = 1 − (TP + s)/(TP + α FP + β FN + s).
// In [0, 1]. α = β = ½: Dice with s halved; α = β = 1: soft Jaccard.
// Salehi, Erdogmus & Gholipour 2017.
struct Tversky {
  static constexpr StructuredInfo info = of_pixels(
      {.id = "tversky",
       .english = "Tversky",
       .chinese = "Tversky 损失",
       .also = "TverskyLoss; Tversky index; Tversky 指数",
       .used_for = "segmentation; medical images; masks; 图像分割; 医学图像",
       .structure = Structure::mask,
       .input = "",
       .target = "",
       .formula =
           R"(\ell(p) = 1 - \frac{A + s}{A + \alpha B + \beta C + s}, A = \sum_{i} p_{i} g_{i}, B = \sum_{i} p_{i} (1 - g_{i}), C = \sum_{i} (1 - p_{i}) g_{i})",
       .remark = "A β above α makes a missed pixel dearer than a false alarm.",
       .source = "Salehi, Erdogmus & Gholipour 2017",
       .bounded = true});
  static constexpr std::array parameters{false_alarm_weight, missed_weight, mask_smoothing};
  double alpha = parameters[0].initial;
  double beta = parameters[1].initial;
  double smooth = parameters[2].initial;

  template <class T>
  T of_mask(const MaskCase<T>& at, PixelSlope<T>* slopes) const {
    return TverskyRatio{alpha, beta, smooth}(at, slopes);
  }
  std::string objection(Numbers x, Numbers t, bool probabilities) const {
    const std::string wrong = mask_objection(info.id, x, t, false, probabilities);
    return wrong.empty() && probabilities ? empty_objection(info.id, x, t, smooth) : wrong;
  }
};

LOSSLAB_END_TARGET;
