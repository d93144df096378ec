#pragma once
#include <cstddef>
#include <span>

#include "losses/vectors/vector_info.h"

namespace losslab {

// One sample in plain doubles: K logits, K target probabilities, and K logits of the teacher or null.
struct VectorPoint {
  std::size_t classes;
  const double *z, *t, *teacher;
};

// The loop over samples of one loss, for the widest vectors of this machine and at most most_batch_classes classes:
// z[k*stride + i], t likewise; `values` and `gradients` (laid out as z) may be null. A loss that needs a teacher has
// none.
using VectorKernel = void(const double* parameters, std::size_t classes, std::size_t n, std::size_t stride,
                          const double* z, const double* t, double* values, double* gradients);
inline constexpr std::size_t most_batch_classes = 64;

// One row of the list: a loss of logits with its type forgotten. `parameters` in these calls points to one double for
// each parameter.
struct VectorEntry {
  const VectorInfo* info;
  std::span<const Parameter> parameters;
  VectorProperties (*properties)(const double* parameters);
  // The value; the gradient goes to `gradient` unless that is null. `room` has Room<double>::rows·K doubles.
  double (*evaluate)(const double* parameters, const VectorPoint& at, double* room, double* gradient);
  // The product of the Hessian and v into `out`.
  void (*hessian_product)(const double* parameters, const VectorPoint& at, const double* v, double* out);
  bool (*is_kink)(const double* parameters, const VectorPoint& at, double* room);
  VectorKernel* (*kernel)();  // null for what takes a teacher
};

// All of them, in the order of the list.
std::span<const VectorEntry> vector_catalogue();

}  // namespace losslab
