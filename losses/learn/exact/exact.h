#pragma once
#include <span>
#include <string>
#include <vector>

#include "losses/core/error.h"
#include "losses/learn/optimise/problem.h"

namespace losslab {

struct ExactFit {
  std::vector<double> theta;
  double objective = 0;
  int iterations = 0;
  bool converged = false;
  std::string method;  // "Newton", "IRLS" or "interior point", for reports
};

// The objective falls on and on as the parameters grow.
class NoFiniteMinimiser : public InputError {
 public:
  using InputError::InputError;
};

// The exact minimiser for a model linear in its parameters: regularised Newton for convex losses with a continuous
// gradient, an interior-point method finished on its active set for those with kinks, and reweighted least squares
// (IRLS) finished by Newton where the loss is not convex: a local minimum. Residual losses then start from the Huber
// fit with δ = 1.345, scaled with the loss's own threshold (Tukey's c = 4.6851 goes with 1.345, twice that with 2.69)
// or, where it has none, by the scale of the residuals; margin losses start from 0; `start`, where not empty, replaces
// either (of a convex loss it only says where to begin). Accurate to 1e-8 in the parameters for smooth convex losses
// and to 1e-10 (relative) in the objective for the others.
// With an L1 penalty weights that are 0 at the minimum are exactly 0, and the objectives of kinked losses are accurate
// to 1e-9. Losses that are not convex start from the Huber fit with that penalty; those of the margin from 0 and from
// the logistic fit with it, and the lower of the two minima is taken.
// Throws InputError where there is no minimum to be had: a network, the zero-one loss, or, as NoFiniteMinimiser, an
// objective without a finite minimiser (separable classes without a penalty).
ExactFit solve_exact(const Setting& setting, const Loss& loss, std::span<const double> start = {});

// The parameters of least median of squares (Rousseeuw 1984) over elemental fits: all pairs of points for a line, or
// `samples` random ones by seed. A start that neither vertical outliers nor leverage points move.
std::vector<double> least_median_start(const Setting& setting, std::uint64_t seed = 1, int samples = 3000);

}  // namespace losslab
