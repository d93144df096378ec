#include "losses/core/kernels.h"

// This file is read once for each instruction set.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "losses/core/batch/kernels_margin.cpp"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"
#include "losses/core/batch/kernels-inl.h"

LOSSLAB_BEGIN_TARGET

std::span<const LossKernels> margin_kernels_here() { return kernels_of(MarginLosses{}); }

LOSSLAB_END_TARGET;

#if HWY_ONCE
namespace losslab {

HWY_EXPORT(margin_kernels_here);

std::span<const LossKernels> margin_kernels() { return HWY_DYNAMIC_DISPATCH(margin_kernels_here)(); }

}  // namespace losslab
#endif
