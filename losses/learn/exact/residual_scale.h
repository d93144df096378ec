#pragma once
#include "losses/learn/optimise/problem.h"

namespace losslab {

// A robust estimate of the noise: the median of |r| over its positions at the least-absolute-deviations fit of the
// model, divided by 0.6745 (consistent for Gaussian noise). For models linear in their parameters.
double residual_scale(const Setting& setting);

}  // namespace losslab
