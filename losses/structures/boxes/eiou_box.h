#include "losses/structures/boxes/overlap.h"

LOSSLAB_BEGIN_TARGET

// ℓ = 1 − I/U + ρ²/c² + (w − w_t)²/C_w² + (h − h_t)²/C_h² with the width and height C_w, C_h of the hull.
// In [0, 4).
// Zhang et al. 2021.
struct EiouBox {
  static constexpr StructuredInfo info = of_box(
      {.id = "eiou_box",
       .english = "Efficient IoU of boxes",
       .chinese = "高效交并比损失",
       .also = "EIoU; EIoULoss; efficient IoU; 高效交并比",
       .used_for = "object detection; bounding boxes; 目标检测; 边界框",
       .structure = Structure::box,
       .input = "",
       .target = "",
       .formula =
           R"(\ell(x) = 1 - \frac{I}{U} + \frac{\rho^{2}}{c^{2}} + \frac{(w - w_{t})^{2}}{C_{w}^{2}} + \frac{(h - h_{t})^{2}}{C_{h}^{2}})",
       .remark = "Width and height each have a term of their own, so that no size can hide behind an "
                 "aspect.",
       .source = "Zhang et al. 2021",
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
    return overlap.miss + centre_distance(at, slopes) + growth(at.x, slopes ? &slopes->x : nullptr) +
           growth(at.y, slopes ? &slopes->y : nullptr);
  }
  std::string objection(Numbers x, Numbers t) const { return box_objection(info.id, x, t); }

 private:
  template <class T>
  static LOSSLAB_INLINE T growth(const BoxAxis<T>& axis, AxisSlopes<T>* slopes) {
    const T share = quotient(axis.growth, axis.hull, 0.0);
    if (slopes) {
      const T twice = quotient(2.0 * share, axis.hull, 0.0);
      slopes->size = slopes->size + twice;
      slopes->hull = slopes->hull - twice * share;
    }
    return square(share);
  }
};

LOSSLAB_END_TARGET;
