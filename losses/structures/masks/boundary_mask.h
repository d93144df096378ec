#include "losses/structures/masks/distance_map.h"
#include "losses/structures/masks/mask.h"

LOSSLAB_BEGIN_TARGET

// ℓ = (1/n) Σ φ p with the distance φ of a pixel from the border of the truth, negative inside (distance_map.h).
// Linear in p; least for the truth itself, where it is negative.
// Kervadec et al. 2019.
struct BoundaryMask {
  static constexpr StructuredInfo info =
      of_pixels({.id = "boundary_mask",
                 .english = "Boundary loss of a mask",
                 .chinese = "边界损失",
                 .also = "boundary loss; distance map loss; surface loss; BoundaryLoss; 距离图损失",
                 .used_for = "segmentation; medical images; masks; 图像分割; 医学图像",
                 .structure = Structure::mask,
                 .input = "",
                 .target = "",
                 .formula = R"(\ell(p) = \frac{1}{n} \sum_{i} \phi_{i} p_{i})",
                 .remark = "A false alarm costs more the farther from the object it is. It is usually added to "
                           "Dice, as alone it is content with nothing.",
                 .source = "Kervadec et al. 2019"});
  static constexpr std::array parameters{mask_width};
  double width = parameters[0].initial;

  template <class T>
  T of_mask(const MaskCase<T>& at, PixelSlope<T>* slopes) const {
    const double share = share_of_pixel(at);
    T sum = T(0.0);
    for (std::size_t i = 0; i < at.size; ++i) {
      sum = sum + at.distance[i] * at.pixels[i].p;
      if (slopes) slopes[i].plain = T(share * at.distance[i]);
    }
    return share * sum;
  }
  std::string objection(Numbers x, Numbers t, bool probabilities) const {
    if (std::string wrong = mask_objection(info.id, x, t, false, probabilities); !wrong.empty()) return wrong;
    if (std::string wrong = width_objection(info.id, x, width); !wrong.empty()) return wrong;
    return border_objection(info.id, t);
  }

  static constexpr bool needs_distance = true;
  std::vector<double> distances(Numbers truth) const {
    return signed_distance_map(truth, row_width(width, truth.size()));
  }
};

LOSSLAB_END_TARGET;
