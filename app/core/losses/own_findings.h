#pragma once
#include <optional>
#include <vector>

#include "app/core/catalogue/loss_axis.h"
#include "losses/core/loss.h"
#include "losses/expression/measured_properties.h"
#include "widgets/figure/geometry.h"

namespace losslab {

// The stretches of the shown range of an axis in which a loss is infinite or not defined, to a ten-thousandth of the
// range; at its ends they reach the ends of the range. Ascending.
std::vector<Range> not_finite(const Loss& loss, LossAxis axis, Range shown);

// What was found out about a loss over what is shown of an axis.
struct OwnFindings {
  std::optional<Loss> loss;  // of which; none yet
  LossAxis axis{};
  Range shown{0, 0};
  std::vector<Range> not_finite;
  MeasuredProperties measured{};  // of its own argument; places as well
};
// Finds it out anew where it is of something else.
void follow(OwnFindings& found, const Loss& loss, LossAxis axis, Range shown);

}  // namespace losslab
