#include "losses/structures/boxes/coordinates.h"

LOSSLAB_BEGIN_TARGET

// ℓ = Σ_k over the four corners of the squared error.
// Redmon et al. 2016.
struct SquaredBox {
  static constexpr StructuredInfo info =
      of_box({.id = "squared_box",
              .english = "Squared error of the corners of a box",
              .chinese = "角点平方误差损失",
              .also = "Squared error on corners; Squared error of corners",
              .used_for = "object detection; bounding boxes; 目标检测; 边界框",
              .structure = Structure::box,
              .input = "",
              .target = "",
              .formula = R"(\ell(x) = \sum_{k} (x_{k} - t_{k})^{2})",
              .remark = "Each corner goes its own way, and the same error costs the same for a small box and "
                        "a large one.",
              .source = "Redmon et al. 2016",
              .has_kinks = false});

  template <class T>
  T operator()(const StructuredCase<T>& at, T* gradient) const {
    return of_corners(SquaredError{}, at, gradient);
  }
  std::string objection(Numbers x, Numbers t) const { return box_objection(info.id, x, t); }
};

LOSSLAB_END_TARGET;
