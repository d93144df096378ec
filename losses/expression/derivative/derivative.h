#pragma once
#include "losses/expression/derivative/graph.h"

namespace losslab {

// The derivative of a node by the variable, by the rules, as a node of the same graph. At a kink of abs, min, max and
// clip it is the subgradient of least absolute value; of if() it is the derivative of the branch that is taken.
int derivative(ExpressionGraph& graph, int node);

}  // namespace losslab
