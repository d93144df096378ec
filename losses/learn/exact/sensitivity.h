#pragma once
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "losses/learn/optimise/problem.h"

namespace losslab {

// What one point does to the exact fit of one loss.
struct SensitivityCurve {
  std::vector<double> displacement;  // by position; empty where it is not known
  std::string why;                   // then: why not
};

// The finite-sample sensitivity curve of each loss (Mosteller and Tukey 1977; Hampel et al. 1986), not multiplied with
// n: the exact fit with the y of `point` at each of the positions less the exact fit without that point, as the
// difference of the fitted values at the point's own x. Features, and so the meaning of a penalty, stay those of all
// points; with a penalty, either objective is a mean over the points that it has. Convex losses go from position to
// position and begin each fit at the one before; the others begin each at their robust start (see solve_exact).
// Regression and models linear in their parameters, at least 2 points, else throws InputError. One curve for each loss;
// none where `stop` was requested.
std::vector<SensitivityCurve> sensitivity(const Setting& setting, std::span<const Loss> losses, std::size_t point,
                                          std::span<const double> positions, const std::stop_token& stop);

}  // namespace losslab
