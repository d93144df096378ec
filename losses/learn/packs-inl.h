// Several packs that behave like one number: each operation is done for all of them before the next. What a single
// pack would wait for is then ready. Only for source files of Highway's foreach_target, like pack.h.
#if defined(LOSSLAB_LEARN_PACKS_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef LOSSLAB_LEARN_PACKS_INL_H
#undef LOSSLAB_LEARN_PACKS_INL_H
#else
#define LOSSLAB_LEARN_PACKS_INL_H
#endif

#include <cstddef>

#include "hwy/highway.h"
#include "losses/core/elementary.h"
#include "losses/core/pack.h"
#include "losses/core/target.h"

LOSSLAB_BEGIN_TARGET

#define LOSSLAB_EACH(Type, expression)                                \
  Type out;                                                           \
  for (std::size_t k = 0; k < count; ++k) out.part[k] = (expression); \
  return out

template <std::size_t count>
struct Masks {
  Mask part[count];
  friend HWY_INLINE Masks operator&&(Masks a, Masks b) { LOSSLAB_EACH(Masks, a.part[k] && b.part[k]); }
  friend HWY_INLINE Masks operator||(Masks a, Masks b) { LOSSLAB_EACH(Masks, a.part[k] || b.part[k]); }
  friend HWY_INLINE Masks operator!(Masks a) { LOSSLAB_EACH(Masks, !a.part[k]); }
};

template <std::size_t count>
struct Packs {
  static constexpr std::size_t size = count * Pack::size;

  Pack part[count];

  Packs() = default;
  HWY_INLINE Packs(Pack x) {  // NOLINT: a conversion by intent
    for (Pack& p : part) p = x;
  }
  HWY_INLINE Packs(double x) : Packs(Pack(x)) {}  // NOLINT: a conversion by intent
  static HWY_INLINE Packs load(const double* x) { LOSSLAB_EACH(Packs, Pack::load(x + k * Pack::size)); }

  friend HWY_INLINE Packs operator+(Packs a, Packs b) { LOSSLAB_EACH(Packs, a.part[k] + b.part[k]); }
  friend HWY_INLINE Packs operator-(Packs a, Packs b) { LOSSLAB_EACH(Packs, a.part[k] - b.part[k]); }
  friend HWY_INLINE Packs operator*(Packs a, Packs b) { LOSSLAB_EACH(Packs, a.part[k] * b.part[k]); }
  friend HWY_INLINE Packs operator/(Packs a, Packs b) { LOSSLAB_EACH(Packs, a.part[k] / b.part[k]); }
  friend HWY_INLINE Packs operator-(Packs a) { LOSSLAB_EACH(Packs, -a.part[k]); }
  friend HWY_INLINE Masks<count> operator<(Packs a, Packs b) { LOSSLAB_EACH(Masks<count>, a.part[k] < b.part[k]); }
  friend HWY_INLINE Masks<count> operator<=(Packs a, Packs b) { LOSSLAB_EACH(Masks<count>, a.part[k] <= b.part[k]); }
  friend HWY_INLINE Masks<count> operator>(Packs a, Packs b) { LOSSLAB_EACH(Masks<count>, a.part[k] > b.part[k]); }
  friend HWY_INLINE Masks<count> operator>=(Packs a, Packs b) { LOSSLAB_EACH(Masks<count>, a.part[k] >= b.part[k]); }
  friend HWY_INLINE Masks<count> operator==(Packs a, Packs b) { LOSSLAB_EACH(Masks<count>, a.part[k] == b.part[k]); }
  friend HWY_INLINE Masks<count> operator!=(Packs a, Packs b) { LOSSLAB_EACH(Masks<count>, a.part[k] != b.part[k]); }

  friend HWY_INLINE Packs select(Masks<count> c, Packs yes, Packs no) {
    LOSSLAB_EACH(Packs, select(c.part[k], yes.part[k], no.part[k]));
  }
  friend HWY_INLINE Packs abs(Packs x) { LOSSLAB_EACH(Packs, abs(x.part[k])); }
  friend HWY_INLINE Packs sqrt(Packs x) { LOSSLAB_EACH(Packs, sqrt(x.part[k])); }
  friend HWY_INLINE Packs min(Packs a, Packs b) { LOSSLAB_EACH(Packs, min(a.part[k], b.part[k])); }
  friend HWY_INLINE Packs max(Packs a, Packs b) { LOSSLAB_EACH(Packs, max(a.part[k], b.part[k])); }
  friend HWY_INLINE Packs power_of_two(Packs n) { LOSSLAB_EACH(Packs, power_of_two(n.part[k])); }
  friend HWY_INLINE Split<Packs> split(Packs x) {
    Split<Packs> out;
    for (std::size_t k = 0; k < count; ++k) {
      const Split<Pack> one = split(x.part[k]);
      out.k.part[k] = one.k;
      out.m.part[k] = one.m;
    }
    return out;
  }
};
template <std::size_t count>
inline constexpr bool is_real<Packs<count>> = true;
#undef LOSSLAB_EACH

LOSSLAB_END_TARGET;

#endif  // LOSSLAB_LEARN_PACKS_INL_H
