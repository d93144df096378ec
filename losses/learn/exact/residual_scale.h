#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <string>

#include "losses/core/loss.h"
#include "losses/learn/exact/exact.h"
#include "losses/learn/exact/points_on_fit.h"
#include "losses/learn/optimise/problem.h"

namespace losslab {

// The median of |r| over the points, divided by 0.6745: consistent for Gaussian noise. In units of y; of finite
// residuals, one at least.
double median_scale(std::span<const double> residuals);

struct ResidualScale {
  double value = 0;  // in units of y; 0 where half of the points or more lie on the fit
  // That fit, where the model has one through more points than it has parameters.
  std::optional<FitOnPoints> on_fit;
};

// A robust estimate of the noise: the median of |r| over its positions at the least-absolute-deviations fit of the
// model, divided by 0.6745 (consistent for Gaussian noise). For models linear in their parameters. Throws InputError
// for classes.
ResidualScale residual_scale(const Setting& setting);

// A fit whose residual scale is that of its own residuals, s = median_scale(y − f): the loss with its parameters in
// units of the residual multiplied by s (see scaled.h) is least at θ, and θ has the scale s.
struct IteratedFit {
  ResidualScale scale;
  Loss loss;     // with the parameters that were used
  ExactFit fit;  // `iterations` counts those of all rounds; not converged where the scale did not settle
};
// From the least-squares fit on, the scale found anew for each fit until it no longer changes, as rlm of R's MASS and
// statsmodels' RLM do. Throws InputError as solve_exact() does, and for classes. Where most points lie on one fit, that
// fit.
IteratedFit solve_with_iterated_scale(const Setting& setting, const Loss& loss);

// What is said of data whose residuals have no scale: "11 of the 15 points lie exactly on one fit".
std::string on_fit_text(const FitOnPoints& fit, std::size_t n);

}  // namespace losslab
