// What every structured loss includes: the numbers that it is a function of.
//
// Such a loss is a plain struct: its description `info`, its `parameters` and, as its first members, their values; one
// template that gives the value and writes the gradient in its input, unless that is null, for any number type; and
// objection(), which says in a sentence what is wrong with an input or a target, or is empty. At a kink the gradient
// is, in each component, the one-sided slope of least absolute value, and 0 where the two sides differ in sign.
#if defined(LOSSLAB_STRUCTURED_CASE_H) == defined(HWY_TARGET_TOGGLE)
#ifdef LOSSLAB_STRUCTURED_CASE_H
#undef LOSSLAB_STRUCTURED_CASE_H
#else
#define LOSSLAB_STRUCTURED_CASE_H
#endif

#include <array>
#include <cstddef>
#include <span>
#include <string>

#include "losses/core/instance.h"
#include "losses/core/math.h"
#include "losses/core/target.h"
#include "losses/structures/core/objections.h"
#include "losses/structures/core/structured_info.h"

LOSSLAB_BEGIN_TARGET

template <class T>
struct StructuredCase {
  std::size_t size;  // numbers of the input
  const T* x;
  std::size_t targets;  // numbers of the target
  const double* t;
};

// Of the slopes on the two sides of a point, the one that is reported there.
template <class T>
LOSSLAB_INLINE T nearer_zero(T below, T above) {
  const T nearer = select(abs(below) < abs(above), below, above);
  return select(below * above > 0.0, nearer, select(below == above, below, T(0.0)));
}

LOSSLAB_END_TARGET;

#endif  // LOSSLAB_STRUCTURED_CASE_H
