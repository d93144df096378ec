// What every header of the list of losses of logits includes.
//
// Such a loss is a plain struct: its description `info`, its `parameters` and, as its first members, their values; and
// one template that gives the value of a sample and writes its gradient in z, unless that is null, for any number type:
// double, a SIMD pack, or a dual number, whose gradient is then a product with the Hessian. Where it has kinks, the
// gradient written is, in each component, the subgradient of least absolute value, and is_kink() says where.
#if defined(LOSSLAB_VECTOR_INSTANCE_H) == defined(HWY_TARGET_TOGGLE)
#ifdef LOSSLAB_VECTOR_INSTANCE_H
#undef LOSSLAB_VECTOR_INSTANCE_H
#else
#define LOSSLAB_VECTOR_INSTANCE_H
#endif

#include <array>
#include <cstddef>

#include "losses/core/instance.h"
#include "losses/core/math.h"
#include "losses/core/target.h"
#include "losses/vectors/sample.h"
#include "losses/vectors/softmax.h"
#include "losses/vectors/vector_info.h"
#include "losses/vectors/vector_parameters.h"

LOSSLAB_BEGIN_TARGET

// (z_k − max z)/T: the same softmax as z/T, but rounded relative to the differences.
template <class N>
N* divided(std::size_t classes, const N* z, double by, Room<N>& room) {
  N* const out = room.row();
  less_largest(classes, z, out);
  for (std::size_t k = 0; k < classes; ++k) out[k] = out[k] / by;
  return out;
}

LOSSLAB_END_TARGET;

#endif  // LOSSLAB_VECTOR_INSTANCE_H
