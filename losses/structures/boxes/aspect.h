// How far two boxes differ in their aspect, as CIoU measures it.
#if defined(LOSSLAB_BOX_ASPECT_H) == defined(HWY_TARGET_TOGGLE)
#ifdef LOSSLAB_BOX_ASPECT_H
#undef LOSSLAB_BOX_ASPECT_H
#else
#define LOSSLAB_BOX_ASPECT_H
#endif

#include "losses/core/target.h"
#include "losses/structures/boxes/overlap.h"

LOSSLAB_BEGIN_TARGET

// v = (4/π²)(atan(w_t/h_t) − atan(w/h))² and its slopes in w and h; 0 where the prediction has neither. The angle is
// taken as one arctangent, so that nearly equal aspects do not cancel.
template <class T>
struct Aspect {
  T value, by_width, by_height;
};
template <class T>
LOSSLAB_INLINE Aspect<T> aspect_of(const BoxPair<T>& at) {
  const T across = at.x.target_size * at.y.growth - at.x.growth * at.y.target_size;
  const T along = at.y.size * at.y.target_size + at.x.size * at.x.target_size;
  const T angle = atan(quotient(across, along, 0.0));
  const T length = square(at.x.size) + square(at.y.size);
  const T twice = (8 / (pi * pi)) * angle;
  return {(4 / (pi * pi)) * square(angle), -twice * quotient(at.y.size, length, 0.0),
          twice * quotient(at.x.size, length, 0.0)};
}

LOSSLAB_END_TARGET;

#endif  // LOSSLAB_BOX_ASPECT_H
