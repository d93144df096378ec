#include "losses/structures/boxes/overlap.h"

LOSSLAB_BEGIN_TARGET

// ℓ = 1 − I/U + (C − U)/C with the area C of the hull of both boxes.
// In [0, 2]; of disjoint boxes it first grows the prediction towards the target.
// Rezatofighi et al. 2019.
struct GiouBox {
  static constexpr StructuredInfo info =
      of_box({.id = "giou_box",
              .english = "Generalised IoU of boxes",
              .chinese = "广义交并比损失",
              .also = "GIoU; GIoULoss; generalized IoU; generalized_box_iou_loss; 广义交并比",
              .used_for = "object detection; bounding boxes; 目标检测; 边界框",
              .structure = Structure::box,
              .input = "",
              .target = "",
              .formula = R"(\ell(x) = 1 - \frac{I}{U} + \frac{C - U}{C})",
              .remark = "The empty part of the enclosing box C pulls where IoU is silent, at first by growing "
                        "the prediction until the two meet.",
              .source = "Rezatofighi et al. 2019",
              .bounded = true,
              .has_kinks = true});

  template <class T>
  T operator()(const StructuredCase<T>& at, T* gradient) const {
    return of_boxes(*this, at, gradient);
  }
  template <class T>
  LOSSLAB_INLINE T of_pair(const BoxPair<T>& at, BoxSlopes<T>* slopes) const {
    const Overlap<T> overlap = overlap_of(at);
    const T hull = at.x.hull * at.y.hull;
    // Of overlapping boxes the hull has two corners more than the union, which cannot cancel.
    const T corners = at.x.missed * at.y.out + at.y.missed * at.x.out;
    const T excess = quotient(select(overlap.both > 0.0, corners, hull - overlap.either), hull, 0.0);
    if (slopes) {
      add_iou_slopes(at, overlap, T(1.0), *slopes);
      const T by_union = quotient(T(-1.0), hull, 0.0), by_hull = quotient(overlap.either, hull * hull, 0.0);
      slopes->x.size = slopes->x.size + by_union * at.y.size;
      slopes->y.size = slopes->y.size + by_union * at.x.size;
      slopes->x.overlap = slopes->x.overlap - by_union * at.y.overlap;
      slopes->y.overlap = slopes->y.overlap - by_union * at.x.overlap;
      slopes->x.hull = slopes->x.hull + by_hull * at.y.hull;
      slopes->y.hull = slopes->y.hull + by_hull * at.x.hull;
    }
    return overlap.miss + excess;
  }
  std::string objection(Numbers x, Numbers t) const { return box_objection(info.id, x, t); }
};

LOSSLAB_END_TARGET;
