#pragma once
#include "losses/humps/bell_divergence.h"

namespace losslab {

// The mixture of the lecture: ½ N(−2, ½²) + ½ N(2, ½²).
inline Mixture two_humps() { return Mixture({{0.5, -2, 0.5}, {0.5, 2, 0.5}}); }
inline Mixture unequal_humps() { return Mixture({{0.7, -2, 0.5}, {0.3, 2, 0.8}}); }
inline Mixture three_humps() { return Mixture({{0.3, -6, 0.5}, {0.3, 0, 0.3}, {0.4, 4, 0.8}}); }

}  // namespace losslab
