#pragma once
#include <cstddef>
#include <span>

#include "losses/core/info.h"

namespace losslab {

// Parameters of the models that are fitted in one pass: a line for residuals, a plane for the losses of two classes; 0
// for the families that no model is fitted by.
constexpr std::size_t fit_columns(Family family) { return is_of_residual(family) ? 2 : is_of_margin(family) ? 3 : 0; }

// Samples for f = w₁x₁ (+ w₂x₂) + b. All arrays can be read up to the next multiple of 8.
struct FitSamples {
  std::size_t n, stride;
  const double *y, *features;  // x₁, and x₂ from features + stride on
  // Residuals: 0 for the samples that are left out of `clean`. Classes: +1 where the given label is the true one, else
  // −1.
  const double* known;
};
// Sums over the samples: sample i goes to the partial sum i mod 8, and these are added in pairs.
struct FitSums {
  double slopes[3];     // residuals: ℓ′·x₁, ℓ′; classes: ℓ′y·x₁, ℓ′y·x₂, ℓ′y
  double value;         // ℓ
  double given, clean;  // residuals: r² over all and over the known; classes: given and true labels that are missed
};

class PreparedLoss;  // see losses/expression/prepared_loss.h

// What the loops over samples are told of a loss: one value for each of its parameters and, of somebody's own loss
// alone, the formula made ready for these values.
struct LossArguments {
  const double* values;
  const PreparedLoss* formula = nullptr;
};

using FitKernel = void(const LossArguments& arguments, const FitSamples& samples, const double* theta, FitSums& out);

// The loops over samples of one loss, for the widest vectors of this machine.
struct LossKernels {
  // n values, gradients and curvatures; any output may be null.
  void (*evaluate)(const LossArguments& arguments, std::size_t n, const double* x, double* value, double* gradient,
                   double* curvature);
  // out[row·count + k] = Σᵢ ℓ(base[row·n + i] + s[k]·direction[i]) for k < count. Sample i goes to the partial sum
  // i mod 8, and these are added in pairs, whatever the width of the vectors.
  void (*sum_along)(const LossArguments& arguments, std::size_t n, std::size_t rows, const double* base,
                    const double* direction, std::size_t count, const double* s, double* out);
  // The slopes alone, and all of the sums; null where fit_columns() of the family is 0.
  FitKernel *fit_slopes, *fit_all;
};

// One row for each loss of a family, in the catalogue's order.
std::span<const LossKernels> residual_kernels();
std::span<const LossKernels> margin_kernels();
std::span<const LossKernels> probability_kernels();
std::span<const LossKernels> of_probability_kernels();
std::span<const LossKernels> score_kernels();
std::span<const LossKernels> other_kernels();

}  // namespace losslab
