#pragma once
#include <span>

#include "losses/core/entry.h"

namespace losslab {

// The row of an own loss: its functions ask the prepared formula that comes with the arguments.
LossEntry own_loss_entry(const LossInfo& info, std::span<const Parameter> parameters);

}  // namespace losslab
