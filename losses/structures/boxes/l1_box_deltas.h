#include "losses/structures/boxes/coordinates.h"

LOSSLAB_BEGIN_TARGET

// ℓ = Σ_k over the four deltas of coordinates.h of the absolute error.
// Girshick et al. 2014.
struct L1BoxDeltas {
  static constexpr StructuredInfo info =
      of_box({.id = "l1_box_deltas",
              .english = "L1 of centre and log-size of a box",
              .chinese = "中心与对数尺寸L1 损失",
              .also = "L1 on deltas; L1 of centre and log-size",
              .used_for = "object detection; bounding boxes; 目标检测; 边界框",
              .structure = Structure::box,
              .input = "",
              .target = "",
              .formula = R"(\ell(x) = \sum_{k} |\Delta_{k}|)",
              .remark = "The centre in units of the true size, and the logarithm of the size: large and small "
                        "boxes count alike.",
              .source = "Girshick et al. 2014",
              .has_kinks = true});

  template <class T>
  T operator()(const StructuredCase<T>& at, T* gradient) const {
    return of_deltas(AbsoluteError{}, at, gradient);
  }
  std::string objection(Numbers x, Numbers t) const { return box_objection(info.id, x, t); }
};

LOSSLAB_END_TARGET;
