// Two packs that behave like one number, or two such pairs: each operation is done for all of them before the next.
// What a single pack would wait for is then ready. Only for source files of Highway's foreach_target, like pack.h.
#if defined(LOSSLAB_PACKS_H) == defined(HWY_TARGET_TOGGLE)
#ifdef LOSSLAB_PACKS_H
#undef LOSSLAB_PACKS_H
#else
#define LOSSLAB_PACKS_H
#endif

#include <cstddef>

#include "hwy/highway.h"
#include "losses/core/batch/pack.h"
#include "losses/core/elementary.h"
#include "losses/core/target.h"

LOSSLAB_BEGIN_TARGET

template <class M>
struct MaskPair {
  M low, high;
  friend HWY_INLINE MaskPair operator&&(MaskPair a, MaskPair b) { return {a.low && b.low, a.high && b.high}; }
  friend HWY_INLINE MaskPair operator||(MaskPair a, MaskPair b) { return {a.low || b.low, a.high || b.high}; }
  friend HWY_INLINE MaskPair operator!(MaskPair a) { return {!a.low, !a.high}; }
};

template <class T>
struct Pair {
  static constexpr std::size_t size = 2 * T::size;
  using Masks = MaskPair<decltype(T() < T())>;

  T low, high;

  Pair() = default;
  HWY_INLINE Pair(T first, T second) : low(first), high(second) {}
  HWY_INLINE Pair(Pack x) : low(x), high(x) {}  // NOLINT: a conversion by intent
  HWY_INLINE Pair(double x) : Pair(Pack(x)) {}  // NOLINT: a conversion by intent
  static HWY_INLINE Pair load(const double* x) { return {T::load(x), T::load(x + T::size)}; }

  friend HWY_INLINE Pair operator+(Pair a, Pair b) { return {a.low + b.low, a.high + b.high}; }
  friend HWY_INLINE Pair operator-(Pair a, Pair b) { return {a.low - b.low, a.high - b.high}; }
  friend HWY_INLINE Pair operator*(Pair a, Pair b) { return {a.low * b.low, a.high * b.high}; }
  friend HWY_INLINE Pair operator/(Pair a, Pair b) { return {a.low / b.low, a.high / b.high}; }
  friend HWY_INLINE Pair operator-(Pair a) { return {-a.low, -a.high}; }
  friend HWY_INLINE Masks operator<(Pair a, Pair b) { return {a.low < b.low, a.high < b.high}; }
  friend HWY_INLINE Masks operator<=(Pair a, Pair b) { return {a.low <= b.low, a.high <= b.high}; }
  friend HWY_INLINE Masks operator>(Pair a, Pair b) { return {a.low > b.low, a.high > b.high}; }
  friend HWY_INLINE Masks operator>=(Pair a, Pair b) { return {a.low >= b.low, a.high >= b.high}; }
  friend HWY_INLINE Masks operator==(Pair a, Pair b) { return {a.low == b.low, a.high == b.high}; }
  friend HWY_INLINE Masks operator!=(Pair a, Pair b) { return {a.low != b.low, a.high != b.high}; }

  friend HWY_INLINE Pair select(Masks c, Pair yes, Pair no) {
    return {select(c.low, yes.low, no.low), select(c.high, yes.high, no.high)};
  }
  friend HWY_INLINE Pair abs(Pair x) { return {abs(x.low), abs(x.high)}; }
  friend HWY_INLINE Pair sqrt(Pair x) { return {sqrt(x.low), sqrt(x.high)}; }
  friend HWY_INLINE Pair min(Pair a, Pair b) { return {min(a.low, b.low), min(a.high, b.high)}; }
  friend HWY_INLINE Pair max(Pair a, Pair b) { return {max(a.low, b.low), max(a.high, b.high)}; }
  friend HWY_INLINE Pair copy_sign(Pair magnitude, Pair sign) {
    return {copy_sign(magnitude.low, sign.low), copy_sign(magnitude.high, sign.high)};
  }
  friend HWY_INLINE Pair power_of_two(Pair k) { return {power_of_two(k.low), power_of_two(k.high)}; }
  friend HWY_INLINE Pair raised_power(Pair x, Pair k) {
    return {raised_power(x.low, k.low), raised_power(x.high, k.high)};
  }
  friend HWY_INLINE Split<Pair> split(Pair x) {
    const auto low = split(x.low), high = split(x.high);
    return {{low.k, high.k}, {low.m, high.m}};
  }
};
template <class T>
inline constexpr bool is_real<Pair<T>> = true;

LOSSLAB_END_TARGET;

#endif  // LOSSLAB_PACKS_H
