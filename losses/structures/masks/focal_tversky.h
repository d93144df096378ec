#include "losses/structures/masks/region.h"

LOSSLAB_BEGIN_TARGET

// ℓ = t^(1/γ) of the Tversky loss t.
// γ > 1: the slope grows without limit towards a perfect mask; there it is taken as 0, a kink.
// Abraham & Khan 2019.
struct FocalTversky {
  static constexpr StructuredInfo info =
      of_pixels({.id = "focal_tversky",
                 .english = "Focal Tversky",
                 .chinese = "焦点 Tversky 损失",
                 .also = "FocalTverskyLoss; focal Dice; FTL",
                 .used_for = "segmentation; medical images; masks; 图像分割; 医学图像",
                 .structure = Structure::mask,
                 .input = "",
                 .target = "",
                 .formula = R"(\ell(p) = t^{\frac{1}{\gamma}}, t = 1 - \frac{A + s}{A + \alpha B + \beta C + s})",
                 .remark = "For γ above 1 the pull grows as the masks come to agree, so that small objects are "
                           "finished as well.",
                 .source = "Abraham & Khan 2019",
                 .bounded = true,
                 .has_kinks = true});
  static constexpr std::array parameters{false_alarm_weight, missed_weight,
                                         Parameter{.name = "gamma",
                                                   .symbol = "γ",
                                                   .role = "focusing",
                                                   .initial = 4.0 / 3,
                                                   .slider_min = 0.5,
                                                   .slider_max = 3,
                                                   .lower = 0,
                                                   .open_lower = true},
                                         mask_smoothing};
  double alpha = parameters[0].initial;
  double beta = parameters[1].initial;
  double gamma = parameters[2].initial;
  double smooth = parameters[3].initial;

  template <class T>
  T of_mask(const MaskCase<T>& at, PixelSlope<T>* slopes) const {
    const T ratio = TverskyRatio{alpha, beta, smooth}(at, slopes);
    const auto some = ratio > 0.0;
    const T log_ratio_here = log(select(some, ratio, T(1.0)));
    if (slopes) {
      const T steepness = select(some, (1 / gamma) * exp((1 / gamma - 1) * log_ratio_here), T(gamma == 1 ? 1.0 : 0.0));
      for (std::size_t i = 0; i < at.size; ++i) slopes[i].plain = steepness * slopes[i].plain;
    }
    return select(some, exp(log_ratio_here / gamma), T(0.0));
  }
  std::string objection(Numbers x, Numbers t, bool probabilities) const {
    const std::string wrong = mask_objection(info.id, x, t, false, probabilities);
    return wrong.empty() && probabilities ? empty_objection(info.id, x, t, smooth) : wrong;
  }
};

LOSSLAB_END_TARGET;
