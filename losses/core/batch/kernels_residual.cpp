#include "losses/core/kernels.h"

// This file is read once for each instruction set.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "losses/core/batch/kernels_residual.cpp"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"
#include "losses/core/batch/kernels-inl.h"

LOSSLAB_BEGIN_TARGET

std::span<const LossKernels> residual_kernels_here() { return kernels_of(ResidualLosses{}); }

LOSSLAB_END_TARGET;

#if HWY_ONCE
namespace losslab {

HWY_EXPORT(residual_kernels_here);

std::span<const LossKernels> residual_kernels() { return HWY_DYNAMIC_DISPATCH(residual_kernels_here)(); }

}  // namespace losslab
#endif
