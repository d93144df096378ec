#pragma once
#include <vector>

#include "losses/learn/optimise/problem.h"

namespace losslab {

// The hat values of the design (Hoaglin and Welsch 1978): how far the least-squares fit follows a point's own y,
// hᵢ = ∂ŷᵢ/∂yᵢ, from 1/n (or 0 without a bias) to 1. They depend on the predictors alone, and sum to the rank of the
// design. Penalties are left out. Throws InputError for a model that is not linear in its parameters.
std::vector<double> hat_values(const Setting& setting);

// rᵢ/(s·√(1 − hᵢ)): what residuals of equal noise s come to when those of high leverage, which the fit follows, are
// brought to the same scale. NaN where hᵢ is 1 (then r is 0 whatever y is).
std::vector<double> standardised_residuals(std::span<const double> residuals, std::span<const double> hat,
                                           double scale);

}  // namespace losslab
