#pragma once
#include <array>

#include "losses/core/info.h"

namespace losslab {

// What the losses are plotted against. The losses of the margin and probability families share both of the latter:
// on the probability axis they are functions of p = σ(m), with dℓ/dp as the gradient. `score` is the stated probability
// q of an event; on `other` each loss has its own argument, see LossInfo::variable.
enum class LossAxis : unsigned char { residual, margin, probability, score, other };
inline constexpr std::array<const char*, 5> axis_names{"residual", "margin", "probability", "score", "other"};

// Whether a loss of a family can be drawn on an axis.
bool is_drawn_on(LossAxis axis, Family family);

}  // namespace losslab
