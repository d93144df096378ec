#pragma once
#include <string>
#include <vector>

#include "losses/core/loss.h"

namespace losslab::cli {

// The loss of that id with "NAME=VALUE" parameters in order. Throws InputError where the id, a name or a value is
// wrong.
Loss loss_argument(const std::string& id, const std::vector<std::string>& parameters);

// Value, gradient and curvature as they are reported: NaN is what is not defined, the curvature at a kink, and where
// the value jumps (the zero-one loss at 0) the gradient too.
Jet<double> reported_jet(const Loss& loss, double x);

const char* family_name(Family family);  // "residual", "margin", "probability"

}  // namespace losslab::cli
