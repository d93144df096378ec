#include "losses/structures/boxes/coordinates.h"

LOSSLAB_BEGIN_TARGET

// ℓ = Σ_k over the four deltas of coordinates.h of the squared error.
// Girshick et al. 2014.
struct SquaredBoxDeltas {
  static constexpr StructuredInfo info =
      of_box({.id = "squared_box_deltas",
              .english = "Squared error of centre and log-size of a box",
              .chinese = "中心与对数尺寸平方误差损失",
              .also = "Squared error on deltas; Squared error of centre and log-size",
              .used_for = "object detection; bounding boxes; 目标检测; 边界框",
              .structure = Structure::box,
              .input = "",
              .target = "",
              .formula = R"(\ell(x) = \sum_{k} \Delta_{k}^{2})",
              .remark = "The centre in units of the true size, and the logarithm of the size: large and small "
                        "boxes count alike.",
              .source = "Girshick et al. 2014",
              .has_kinks = false});

  template <class T>
  T operator()(const StructuredCase<T>& at, T* gradient) const {
    return of_deltas(SquaredError{}, at, gradient);
  }
  std::string objection(Numbers x, Numbers t) const { return box_objection(info.id, x, t); }
};

LOSSLAB_END_TARGET;
