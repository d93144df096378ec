#pragma once
#include <string>
#include <vector>

#include "app/core/lab/results/lab.h"
#include "widgets/figure/language.h"

namespace losslab {

// What the parameters of a laboratory's model are called for people, in their order: "slope w" and "intercept b" of a
// line, on several predictors their names, otherwise the model's own names.
std::vector<std::string> parameter_titles(const Lab& lab, const Language& text);

}  // namespace losslab
