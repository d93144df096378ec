#include <cmath>

#include "losses/structures/masks/distance_map.h"
#include "losses/structures/masks/mask.h"

LOSSLAB_BEGIN_TARGET

// ℓ = (1/n) Σ (p − g)² (d^α + e^α) with the distances d of a pixel from the border of the truth and e from that of the
// prediction {p ≥ ½} (distance_map.h, without the sign).
// In the gradient e is a constant, as published; the value jumps where a pixel crosses ½. Where truth or prediction
// have no border their distances are 0, so that two empty or full masks cost nothing. Karimi & Salcudean 2020.
struct HausdorffMask {
  static constexpr StructuredInfo info =
      of_pixels({.id = "hausdorff_mask",
                 .english = "Hausdorff loss of a mask",
                 .chinese = "豪斯多夫损失",
                 .also = "Hausdorff distance loss; HausdorffDTLoss; HD loss; Hausdorff DT; 豪斯多夫距离损失",
                 .used_for = "segmentation; medical images; masks; 图像分割; 医学图像",
                 .structure = Structure::mask,
                 .input = "",
                 .target = "",
                 .formula = R"(\ell(p) = \frac{1}{n} \sum_{i} (p_{i} - g_{i})^{2} (d_{i}^{\alpha} + e_{i}^{\alpha}))",
                 .remark = "An error costs more the farther it lies from the borders: d is the distance from that of "
                           "the truth, e from that of the prediction at ½, which is held constant in the gradient.",
                 .source = "Karimi & Salcudean 2020",
                 .has_kinks = true});
  static constexpr std::array parameters{Parameter{.name = "alpha",
                                                   .symbol = "α",
                                                   .role = "power of the distance",
                                                   .initial = 2,
                                                   .slider_min = 0.5,
                                                   .slider_max = 3,
                                                   .lower = 0,
                                                   .open_lower = true},
                                         mask_width};
  double alpha = parameters[0].initial;
  double width = parameters[1].initial;

  template <class T>
  T of_mask(const MaskCase<T>& at, PixelSlope<T>* slopes) const {
    std::vector<double> seen(at.size);
    for (std::size_t i = 0; i < at.size; ++i) seen[i] = at.pixels[i].p >= 0.5 ? 1 : 0;
    const std::vector<double> from_seen = distances(seen);
    const double share = share_of_pixel(at);
    T sum = T(0.0);
    for (std::size_t i = 0; i < at.size; ++i) {
      const double weight = powered(at.distance[i]) + powered(from_seen[i]);
      const T off = off_truth(at.pixels[i], at.truth[i]);
      sum = sum + weight * square(off);
      if (slopes) slopes[i].plain = (2 * share * weight) * off;
    }
    return share * sum;
  }
  std::string objection(Numbers x, Numbers t, bool probabilities) const {
    if (std::string wrong = mask_objection(info.id, x, t, false, probabilities); !wrong.empty()) return wrong;
    return width_objection(info.id, x, width);
  }

  static constexpr bool needs_distance = true;
  std::vector<double> distances(Numbers mask) const { return signed_distance_map(mask, row_width(width, mask.size())); }

 private:
  double powered(double distance) const { return std::pow(std::fabs(distance), alpha); }
};

LOSSLAB_END_TARGET;
