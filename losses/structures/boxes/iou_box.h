#include "losses/structures/boxes/overlap.h"

LOSSLAB_BEGIN_TARGET

// ℓ = 1 − I/U with the areas I of the intersection and U of the union.
// In [0, 1]; 1 with no gradient where the boxes are disjoint.
// Yu et al. 2016 (as −log IoU); Rezatofighi et al. 2019.
struct IouBox {
  static constexpr StructuredInfo info =
      of_box({.id = "iou_box",
              .english = "IoU of boxes",
              .chinese = "交并比损失",
              .also = "IoU; IoULoss; 1 - IoU; intersection over union; Jaccard of boxes; 交并比",
              .used_for = "object detection; bounding boxes; 目标检测; 边界框",
              .structure = Structure::box,
              .input = "",
              .target = "",
              .formula = R"(\ell(x) = 1 - \frac{I}{U})",
              .remark = "Blind to scale, and to everything else where the boxes do not overlap: there it is 1 "
                        "and nothing moves.",
              .source = "Yu et al. 2016",
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
    return overlap.miss;
  }
  std::string objection(Numbers x, Numbers t) const { return box_objection(info.id, x, t); }
};

LOSSLAB_END_TARGET;
