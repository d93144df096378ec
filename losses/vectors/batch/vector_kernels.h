#pragma once
#include <span>

#include "losses/vectors/vector_entry.h"

namespace losslab {

// One loop over samples for each loss of a list of vectors.h, in its order; null for what takes a teacher.
std::span<VectorKernel* const> entropy_vector_kernels();
std::span<VectorKernel* const> robust_vector_kernels();
std::span<VectorKernel* const> divergence_vector_kernels();
std::span<VectorKernel* const> hinge_vector_kernels();

}  // namespace losslab
