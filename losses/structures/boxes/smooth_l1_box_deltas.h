#include "losses/structures/boxes/coordinates.h"

LOSSLAB_BEGIN_TARGET

// ℓ = Σ_k over the four deltas of coordinates.h of the smooth L1 error.
// Girshick et al. 2014.
struct SmoothL1BoxDeltas {
  static constexpr StructuredInfo info =
      of_box({.id = "smooth_l1_box_deltas",
              .english = "Smooth L1 of centre and log-size of a box",
              .chinese = "中心与对数尺寸平滑 L1 损失",
              .also = "Smooth L1 on deltas; Smooth L1 of centre and log-size",
              .used_for = "object detection; bounding boxes; 目标检测; 边界框",
              .structure = Structure::box,
              .input = "",
              .target = "",
              .formula = R"(\ell(x) = \sum_{k} h(\Delta_{k}))",
              .remark = "The centre in units of the true size, and the logarithm of the size: large and small "
                        "boxes count alike.",
              .source = "Girshick et al. 2014",
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
    return of_deltas(SmoothL1{beta}, at, gradient);
  }
  std::string objection(Numbers x, Numbers t) const { return box_objection(info.id, x, t); }
};

LOSSLAB_END_TARGET;
