#pragma once
#include <span>
#include <vector>

#include "losses/core/jet.h"
#include "losses/expression/program/program.h"

namespace losslab {

// A point at which the rows of a formula do not say what its derivatives are.
struct SpecialPoint {
  double x;
  Jet<double> jet;               // what they are there by the project's convention
  bool is_kink;                  // the curvature is not defined
  bool has_value, has_gradient;  // they are not what the rows give
};
inline constexpr std::size_t most_special_points = 64;

// The points at which one of the rows `boundaries` is zero and the value, gradient or curvature of the two sides
// differ, or where only the sides have one; ascending, those nearest to 0 where there are too many. Zeros that are
// crossed are found up to 1e30: the one of an affine row, of others those that lie 1/16 apart up to 60, and a factor of
// 3 beyond.
// `all` computes value, gradient and curvature, on [from, to].
std::vector<SpecialPoint> special_points(const RowGraph& graph, std::span<const int> boundaries, const Program& all,
                                         double from, double to);

}  // namespace losslab
