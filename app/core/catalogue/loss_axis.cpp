#include "app/core/catalogue/loss_axis.h"

namespace losslab {

bool is_drawn_on(LossAxis axis, Family family) {
  switch (axis) {
    case LossAxis::residual:
      return family == Family::residual;
    case LossAxis::margin:
      return is_of_margin(family);
    case LossAxis::probability:
      return is_of_margin(family) || family == Family::of_probability;
    case LossAxis::score:
      return family == Family::score;
    case LossAxis::other:
      return family == Family::other;
  }
  return false;
}

}  // namespace losslab
