#pragma once
#include "losses/core/parameter.h"

namespace losslab {

// Parameters that several losses of logits have with the same meaning.
inline constexpr Parameter smoothing{.name = "epsilon",
                                     .symbol = "ε",
                                     .role = "smoothing",
                                     .initial = 0.1,
                                     .slider_min = 0,
                                     .slider_max = 0.5,
                                     .lower = 0,
                                     .upper = 1,
                                     .also = "label_smoothing; eps"};
inline constexpr Parameter temperature{.name = "T",
                                       .symbol = "T",
                                       .role = "temperature",
                                       .initial = 2.0,
                                       .slider_min = 0.1,
                                       .slider_max = 20,
                                       .scale = Scale::logarithmic,
                                       .lower = 0,
                                       .open_lower = true,
                                       .also = "tau; temp"};

}  // namespace losslab
