#pragma once
#include <span>
#include <vector>

#include "losses/vectors/vector_loss.h"

namespace losslab {

// One class of the minimisers along a line of truths: its probability and its logit at each; NaN where other minimisers
// have others, ±∞ where they run away.
struct ClassLink {
  std::vector<double> p, z;
};

ClassLink class_link(const VectorLoss& loss, std::span<const std::vector<double>> truths, std::size_t which,
                     std::span<const double> teacher);

}  // namespace losslab
