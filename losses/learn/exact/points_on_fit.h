#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "losses/learn/optimise/problem.h"

namespace losslab {

// A fit with so many points on it that the residuals have no scale.
struct FitOnPoints {
  std::size_t points = 0;     // that lie on it
  std::vector<double> theta;  // in the model's own parameters
};

// The fit through most of the points: where half of them or more lie on that at `theta`, or as near as the rounding of
// the numbers lets tell (a few units in the last place of y and of the terms of the model), and more than there are
// parameters, through as many of which some fit always passes. It is the least-squares fit of those points alone.
// Empty where the residuals have a scale. For regression with a model linear in its parameters.
std::optional<FitOnPoints> fit_on_points(const Setting& setting, std::span<const double> theta);

}  // namespace losslab
