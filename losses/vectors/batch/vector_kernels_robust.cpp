#include "losses/vectors/batch/vector_kernels.h"

// This file is read once for each instruction set.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "losses/vectors/batch/vector_kernels_robust.cpp"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"
#include "losses/vectors/batch/vector_kernels-inl.h"

LOSSLAB_BEGIN_TARGET

std::span<VectorKernel* const> robust_vector_kernels_here() { return vector_kernels_of(RobustVectorLosses{}); }

LOSSLAB_END_TARGET;

#if HWY_ONCE
namespace losslab {

HWY_EXPORT(robust_vector_kernels_here);

std::span<VectorKernel* const> robust_vector_kernels() { return HWY_DYNAMIC_DISPATCH(robust_vector_kernels_here)(); }

}  // namespace losslab
#endif
