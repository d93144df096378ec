#pragma once
#include <cstddef>
#include <optional>
#include <string>

#include "losses/learn/exact/points_on_fit.h"
#include "losses/learn/optimise/problem.h"

namespace losslab {

struct ResidualScale {
  double value = 0;  // in units of y; 0 where half of the points or more lie on the fit
  // That fit, where the model has one through more points than it has parameters.
  std::optional<FitOnPoints> on_fit;
};

// A robust estimate of the noise: the median of |r| over its positions at the least-absolute-deviations fit of the
// model, divided by 0.6745 (consistent for Gaussian noise). For models linear in their parameters. Throws InputError
// for classes.
ResidualScale residual_scale(const Setting& setting);

// What is said of data whose residuals have no scale: "11 of the 15 points lie exactly on one fit".
std::string on_fit_text(const FitOnPoints& fit, std::size_t n);

}  // namespace losslab
