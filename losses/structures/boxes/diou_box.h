#include "losses/structures/boxes/overlap.h"

LOSSLAB_BEGIN_TARGET

// ℓ = 1 − I/U + ρ²/c² with the distance ρ of the centres and the diagonal c of the hull.
// In [0, 2).
// Zheng et al. 2020.
struct DiouBox {
  static constexpr StructuredInfo info =
      of_box({.id = "diou_box",
              .english = "Distance IoU of boxes",
              .chinese = "距离交并比损失",
              .also = "DIoU; DIoULoss; distance IoU; distance_box_iou_loss; 距离交并比",
              .used_for = "object detection; bounding boxes; 目标检测; 边界框",
              .structure = Structure::box,
              .input = "",
              .target = "",
              .formula = R"(\ell(x) = 1 - \frac{I}{U} + \frac{\rho^{2}}{c^{2}})",
              .remark = "Moves the centre straight to the true one, in units of the diagonal of the enclosing "
                        "box.",
              .source = "Zheng et al. 2020",
              .bounded = true,
              .has_kinks = true});

  template <class T>
  T operator()(const StructuredCase<T>& at, T* gradient) const {
    return of_boxes(*this, at, gradient);
  }
  template <class T>
  LOSSLAB_INLINE T of_pair(const BoxPair<T>& at, BoxSlopes<T>* slopes) const {
    const Overlap<T> overlap = overlap_of(at);
    if (slopes) add_iou_slopes(at, overlap, T(1.0), *slopes);
    return overlap.miss + centre_distance(at, slopes);
  }
  std::string objection(Numbers x, Numbers t) const { return box_objection(info.id, x, t); }
};

LOSSLAB_END_TARGET;
