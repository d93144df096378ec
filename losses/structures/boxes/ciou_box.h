#include "losses/structures/boxes/aspect.h"

LOSSLAB_BEGIN_TARGET

// ℓ = 1 − I/U + ρ²/c² + αv with v of aspect.h and α = v/(1 − I/U + v), 0 where v is.
// As published, α is a constant in the gradient; `through_alpha` is how much of what α adds to it counts, 1 for the
// gradient of the value.
// Zheng et al. 2020.
struct CiouBox {
  static constexpr StructuredInfo info = of_box(
      {.id = "ciou_box",
       .english = "Complete IoU of boxes",
       .chinese = "完整交并比损失",
       .also = "CIoU; CIoULoss; complete IoU; complete_box_iou_loss; 完整交并比",
       .used_for = "object detection; bounding boxes; 目标检测; 边界框",
       .structure = Structure::box,
       .input = "",
       .target = "",
       .formula =
           R"(\ell(x) = 1 - \frac{I}{U} + \frac{\rho^{2}}{c^{2}} + \alpha v, v = \frac{4}{\pi^{2}} (\arctan \frac{w_{t}}{h_{t}} - \arctan \frac{w}{h})^{2}, \alpha = \frac{v}{1 - \frac{I}{U} + v})",
       .remark = "Adds the aspect to DIoU; of boxes of one aspect and different sizes that term says "
                 "nothing.",
       .source = "Zheng et al. 2020",
       .bounded = true,
       .has_kinks = true});
  static constexpr std::array parameters{Parameter{.name = "through_alpha",
                                                   .symbol = "κ",
                                                   .role = "share of the gradient through the weight",
                                                   .initial = 0,
                                                   .slider_min = 0,
                                                   .slider_max = 1,
                                                   .lower = 0,
                                                   .upper = 1,
                                                   .also = "full_gradient"}};
  double through_alpha = parameters[0].initial;

  template <class T>
  T operator()(const StructuredCase<T>& at, T* gradient) const {
    return of_boxes(*this, at, gradient);
  }
  template <class T>
  LOSSLAB_INLINE T of_pair(const BoxPair<T>& at, BoxSlopes<T>* slopes) const {
    const Overlap<T> overlap = overlap_of(at);
    const Aspect<T> aspect = aspect_of(at);
    const T alpha = quotient(aspect.value, overlap.miss + aspect.value, 0.0);
    if (slopes) {
      // αv = v²/(1 − IoU + v).
      const T by_aspect = alpha + through_alpha * (alpha * (1.0 - alpha)), by_iou = through_alpha * square(alpha);
      add_iou_slopes(at, overlap, 1.0 - by_iou, *slopes);
      slopes->x.size = slopes->x.size + by_aspect * aspect.by_width;
      slopes->y.size = slopes->y.size + by_aspect * aspect.by_height;
    }
    return overlap.miss + centre_distance(at, slopes) + alpha * aspect.value;
  }
  std::string objection(Numbers x, Numbers t) const { return box_objection(info.id, x, t); }
};

LOSSLAB_END_TARGET;
