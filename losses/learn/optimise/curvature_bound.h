#pragma once
#include <cmath>

#include "losses/core/loss.h"
#include "losses/learn/optimise/optimizer.h"

namespace losslab {

// The greatest curvature sup |ℓ″| of a loss, which says how long a step of gradient descent may be; 1 where there is
// none (losses with kinks, whose curvature is 0 or infinite).
inline double curvature_bound(const Loss& loss) {
  const double steepest = loss.properties().lipschitz;
  return steepest > 0 && std::isfinite(steepest) ? steepest : 1;
}

// Whether a method's rate is to be matched to the curvature: the adaptive ones are indifferent to the size of
// gradients.
inline bool rate_depends_on_curvature(Optimizer::Kind kind) {
  return kind == Optimizer::Kind::gd || kind == Optimizer::Kind::momentum || kind == Optimizer::Kind::nesterov;
}

}  // namespace losslab
