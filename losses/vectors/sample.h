// One sample, or a pack of samples, of K classes: what a loss of logits is a function of.
#if defined(LOSSLAB_VECTOR_SAMPLE_H) == defined(HWY_TARGET_TOGGLE)
#ifdef LOSSLAB_VECTOR_SAMPLE_H
#undef LOSSLAB_VECTOR_SAMPLE_H
#else
#define LOSSLAB_VECTOR_SAMPLE_H
#endif

#include <cstddef>

#include "losses/core/target.h"

LOSSLAB_BEGIN_TARGET

// Rows of K numbers that a formula may write in.
template <class T>
struct Room {
  static constexpr std::size_t rows = 14;  // as many as any loss asks for

  T* next;
  std::size_t classes;

  LOSSLAB_INLINE T* row() {
    T* const here = next;
    next += classes;
    return here;
  }
};

template <class T>
struct Sample {
  std::size_t classes;  // K ≥ 2
  const T* z;           // logits
  const T* t;           // target probabilities
  const T* teacher;     // the teacher's logits, or null
  Room<T> room;         // copied with the sample, so that each formula starts with all of it
};

LOSSLAB_END_TARGET;

#endif  // LOSSLAB_VECTOR_SAMPLE_H
