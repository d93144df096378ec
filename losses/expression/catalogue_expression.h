#pragma once
#include <string>

#include "losses/core/info.h"
#include "losses/expression/expression.h"

namespace losslab {

// What a loss of the catalogue is in the language of formulas.

// The name of its argument: "r", "m", "p", "q", "d".
std::string variable_of(const LossInfo& info);
// Its value (order 0), gradient (1) or curvature (2) as text; empty where LossInfo leaves the derivative to the rules.
std::string expression_text(const LossInfo& info, int order);

}  // namespace losslab
