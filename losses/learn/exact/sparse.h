#pragma once
#include <Eigen/Core>

#include "losses/learn/exact/exact_problem.h"

namespace losslab {

// Minima of objectives with λ₁·Σ|w|, λ₁ > 0, of models linear in their parameters. Weights that are 0 there are exactly
// 0.

// The minimiser for a convex loss with a continuous gradient; found sooner from a place near it.
Minimum minimise_sparse(const Setting& setting, const Loss& loss, Eigen::VectorXd start);
// The same for a convex loss with kinks.
Minimum minimise_sparse_kinked(const Setting& setting, const Loss& loss);
// For any other loss a local minimum below the start.
Minimum descend_sparse(const Setting& setting, const Loss& loss, Eigen::VectorXd start);

}  // namespace losslab
