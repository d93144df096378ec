#pragma once
#include <span>
#include <string>

#include "losses/expression/expression.h"

namespace losslab {

// The formula in the subset of TeX that LossInfo::formula is written in: "\ell(r) = \frac{c^{2}}{2} \log(1 + z^{2}),
// z = \frac{r}{c}", with the intermediate values under their names. `symbols` has one for each parameter, as they are
// printed; an empty one, or an empty list, stands for the usual.
std::string typeset(const Expression& expression, std::span<const std::string> symbols = {});

}  // namespace losslab
