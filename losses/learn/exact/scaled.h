#pragma once
#include "losses/core/loss.h"

namespace losslab {

// Whether any parameter is in units of the residual: Huber's δ is, the quantile τ is not.
bool has_scale(const Loss& loss);

// The loss with those parameters as multiples of `scale`, a positive measure of the noise: thresholds for residuals of
// that size. Throws InputError where a parameter leaves its bounds.
Loss scaled(const Loss& loss, double scale);

}  // namespace losslab
