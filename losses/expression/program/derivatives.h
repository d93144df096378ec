#pragma once
#include <span>
#include <vector>

#include "losses/expression/expression.h"
#include "losses/expression/program/row_graph.h"

namespace losslab {

// The rows of a value and of its derivatives by the variable; −1 where a derivative is zero everywhere.
struct RowJet {
  int value = -1, gradient = -1, curvature = -1;
};

// Writes the expression and its derivatives into the graph, by the rules of second-order forward differentiation, with
// these values for the parameters. Where |u|, min, max or a condition changes sides, the derivatives are those of one
// side: the rows whose zeros are these places go to `boundaries`, and so do those under roots and fractional powers.
RowJet differentiated(const Expression& expression, std::span<const double> values, RowGraph& graph,
                      std::vector<int>& boundaries);

}  // namespace losslab
