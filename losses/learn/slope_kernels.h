#pragma once
#include "losses/core/kernels.h"
#include "losses/core/loss.h"

namespace losslab::kernels {

// The slopes of a fit as loss.kernels().fit_slopes gives them, to the last bit, but sooner: for losses whose gradient
// is one long chain of operations, each of which waits for the one before, several groups of samples go through it side
// by side. Null for the other losses.
FitKernel* slopes_in_step(const Loss& loss);

}  // namespace losslab::kernels
