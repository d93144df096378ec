#include "losses/structures/boxes/coordinates.h"

LOSSLAB_BEGIN_TARGET

// ℓ = Σ_k over the four corners of the smooth L1 error.
// Girshick 2015.
struct SmoothL1Box {
  static constexpr StructuredInfo info =
      of_box({.id = "smooth_l1_box",
              .english = "Smooth L1 of the corners of a box",
              .chinese = "角点平滑 L1 损失",
              .also = "Smooth L1 on corners; Smooth L1 of corners",
              .used_for = "object detection; bounding boxes; 目标检测; 边界框",
              .structure = Structure::box,
              .input = "",
              .target = "",
              .formula = R"(\ell(x) = \sum_{k} h(x_{k} - t_{k}))",
              .remark = "Each corner goes its own way, and the same error costs the same for a small box and "
                        "a large one.",
              .source = "Girshick 2015",
              .has_kinks = false});
  static constexpr std::array parameters{Parameter{.name = "beta",
                                                   .symbol = "β",
                                                   .role = "threshold",
                                                   .initial = 1.0,
                                                   .slider_min = 0.01,
                                                   .slider_max = 10,
                                                   .scale = Scale::logarithmic,
                                                   .lower = 0,
                                                   .open_lower = true,
                                                   .also = "delta; sigma"}};
  double beta = parameters[0].initial;

  template <class T>
  T operator()(const StructuredCase<T>& at, T* gradient) const {
    return of_corners(SmoothL1{beta}, at, gradient);
  }
  std::string objection(Numbers x, Numbers t) const { return box_objection(info.id, x, t); }
};

LOSSLAB_END_TARGET;
