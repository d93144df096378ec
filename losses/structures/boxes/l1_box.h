#include "losses/structures/boxes/coordinates.h"

LOSSLAB_BEGIN_TARGET

// ℓ = Σ_k over the four corners of the absolute error.
// Laplace 1774.
struct L1Box {
  static constexpr StructuredInfo info =
      of_box({.id = "l1_box",
              .english = "L1 of the corners of a box",
              .chinese = "角点L1 损失",
              .also = "L1 on corners; L1 of corners",
              .used_for = "object detection; bounding boxes; 目标检测; 边界框",
              .structure = Structure::box,
              .input = "",
              .target = "",
              .formula = R"(\ell(x) = \sum_{k} |x_{k} - t_{k}|)",
              .remark = "Each corner goes its own way, and the same error costs the same for a small box and "
                        "a large one.",
              .source = "Laplace 1774",
              .has_kinks = true});

  template <class T>
  T operator()(const StructuredCase<T>& at, T* gradient) const {
    return of_corners(AbsoluteError{}, at, gradient);
  }
  std::string objection(Numbers x, Numbers t) const { return box_objection(info.id, x, t); }
};

LOSSLAB_END_TARGET;
