#include "losses/structures/boxes/experiment/descent_kernels.h"

// This file is read once for each instruction set.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "losses/structures/boxes/experiment/descent_kernels.cpp"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"
#include "losses/structures/boxes/experiment/descent-inl.h"

LOSSLAB_BEGIN_TARGET

std::span<BoxDescentKernel* const> box_descent_kernels_here() {
  static constexpr std::array<BoxDescentKernel*, 5> kernels{&descend<IouBox>, &descend<GiouBox>, &descend<DiouBox>,
                                                            &descend<CiouBox>, &descend<EiouBox>};
  return kernels;
}

LOSSLAB_END_TARGET;

#if HWY_ONCE
namespace losslab {

HWY_EXPORT(box_descent_kernels_here);

std::span<BoxDescentKernel* const> box_descent_kernels() { return HWY_DYNAMIC_DISPATCH(box_descent_kernels_here)(); }

}  // namespace losslab
#endif
