#pragma once
#include <optional>
#include <vector>

#include "app/cli/check/checked_row.h"

namespace losslab::cli {

// A loss of regions taken to pieces, so that each can be put in wrongly: with its ratio (shared + above)/(whole +
// below) it is (1 − ratio)^power, to which bce_dice adds the cross-entropy.
struct RegionRatio {
  double shared, whole;                             // without smoothing
  std::vector<double> shared_slopes, whole_slopes;  // in the probabilities
  double above, below;                              // the smoothing s, in both places
  double power = 1, weight = 1;
};
bool is_region_loss(const InputLoss& loss);
// Of a region loss at these probabilities, which may be any numbers.
RegionRatio region_ratio(const InputLoss& loss, const std::vector<double>& p, const std::vector<double>& truth);
// What the pieces make of the row: the gradient is in its own input.
VectorNumbers numbers_of_ratio(const InputRow& row, const RegionRatio& ratio);

// Of a row of a mask.
std::vector<double> probabilities_of(const InputRow& row);
// A gradient in the probabilities as one in the logits.
std::vector<double> in_logits(const std::vector<double>& p, std::vector<double> gradient);

}  // namespace losslab::cli
