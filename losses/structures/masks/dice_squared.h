#include "losses/structures/masks/region.h"

LOSSLAB_BEGIN_TARGET

// ℓ = 1 − (2 Σ p g + s)/(Σ p² + Σ g² + s) = Σ (p − g)²/(Σ p² + Σ g² + s).
// In [0, 1]. With s = 0 and an empty truth it is 1 for every prediction, and 1 for the empty one as well.
// Milletari, Navab & Ahmadi 2016.
struct DiceSquared {
  static constexpr StructuredInfo info = of_pixels(
      {.id = "dice_squared",
       .english = "Squared Dice",
       .chinese = "平方 Dice 损失",
       .also = "V-Net Dice; squared soft Dice; Dice with squares; V-Net 损失",
       .used_for = "segmentation; medical images; masks; 图像分割; 医学图像",
       .structure = Structure::mask,
       .input = "",
       .target = "",
       .formula = R"(\ell(p) = 1 - \frac{2 \sum_{i} p_{i} g_{i} + s}{\sum_{i} p_{i}^{2} + \sum_{i} g_{i}^{2} + s})",
       .remark = "With squares below the line small probabilities on the background cost little.",
       .source = "Milletari, Navab & Ahmadi 2016",
       .bounded = true});
  static constexpr std::array parameters{mask_smoothing};
  double smooth = parameters[0].initial;

  template <class T>
  T of_mask(const MaskCase<T>& at, PixelSlope<T>* slopes) const {
    T missed = T(0.0), all = T(smooth);
    for (std::size_t i = 0; i < at.size; ++i) {
      const double g = at.truth[i];
      missed = missed + square(off_truth(at.pixels[i], g));
      all = all + square(at.pixels[i].p) + g * g;
    }
    const auto defined = all > 0.0;
    const T whole = select(defined, all, T(1.0));
    const T value = select(defined, missed / whole, T(1.0));
    if (slopes) {
      const T twice = select(defined, 2.0 / whole, T(0.0));
      for (std::size_t i = 0; i < at.size; ++i) {
        slopes[i].plain = twice * (off_truth(at.pixels[i], at.truth[i]) - value * at.pixels[i].p);
      }
    }
    return value;
  }
  std::string objection(Numbers x, Numbers t, bool probabilities) const {
    const std::string wrong = mask_objection(info.id, x, t, false, probabilities);
    return wrong.empty() && probabilities ? empty_objection(info.id, x, t, smooth) : wrong;
  }
};

LOSSLAB_END_TARGET;
