#pragma once
#include <cstddef>
#include <span>

namespace losslab {

// The loops over samples of one loss, for the widest vectors of this machine. `parameters` holds one double for each
// parameter of the loss.
struct LossKernels {
  // n values, gradients and curvatures; any output may be null.
  void (*evaluate)(const double* parameters, std::size_t n, const double* x, double* value, double* gradient,
                   double* curvature);
  // out[k] = Σᵢ ℓ(base[i] + s[k]·direction[i]) for k < count. Sample i goes to the partial sum i mod 8, and these are
  // added in pairs, whatever the width of the vectors.
  void (*sum_along)(const double* parameters, std::size_t n, const double* base, const double* direction,
                    std::size_t count, const double* s, double* out);
};

// One row for each loss of a family, in the catalogue's order.
std::span<const LossKernels> residual_kernels();
std::span<const LossKernels> margin_kernels();
std::span<const LossKernels> probability_kernels();

}  // namespace losslab
