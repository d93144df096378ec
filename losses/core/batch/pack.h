// A SIMD vector of doubles that behaves like a number, over Google Highway. Only for source files of Highway's
// foreach_target, which include hwy/highway.h before it. At most eight lanes, so that sums can keep eight partial sums
// on every machine.
#if defined(LOSSLAB_PACK_H) == defined(HWY_TARGET_TOGGLE)
#ifdef LOSSLAB_PACK_H
#undef LOSSLAB_PACK_H
#else
#define LOSSLAB_PACK_H
#endif

#include <cstddef>

#include "hwy/highway.h"
#include "losses/core/elementary.h"
#include "losses/core/target.h"

LOSSLAB_BEGIN_TARGET

namespace hn = hwy::HWY_NAMESPACE;

using Lanes = hn::CappedTag<double, 8>;
using Words = hn::RebindToUnsigned<Lanes>;

struct Mask {
  hn::Mask<Lanes> m;
  friend HWY_INLINE Mask operator&&(Mask a, Mask b) { return {hn::And(a.m, b.m)}; }
  friend HWY_INLINE Mask operator||(Mask a, Mask b) { return {hn::Or(a.m, b.m)}; }
  friend HWY_INLINE Mask operator!(Mask a) { return {hn::Not(a.m)}; }
};

struct Pack {
  static constexpr std::size_t size = HWY_MIN(hn::MaxLanes(Lanes()), std::size_t{8});

  hn::Vec<Lanes> v;

  Pack() = default;
  HWY_INLINE Pack(hn::Vec<Lanes> vector) : v(vector) {}  // NOLINT: a conversion by intent
  HWY_INLINE Pack(double x) : v(hn::Set(Lanes(), x)) {}  // NOLINT: a conversion by intent
  static HWY_INLINE Pack load(const double* x) { return hn::LoadU(Lanes(), x); }
  HWY_INLINE void store(double* x) const { hn::StoreU(v, Lanes(), x); }

  friend HWY_INLINE Pack operator+(Pack a, Pack b) { return hn::Add(a.v, b.v); }
  friend HWY_INLINE Pack operator-(Pack a, Pack b) { return hn::Sub(a.v, b.v); }
  friend HWY_INLINE Pack operator*(Pack a, Pack b) { return hn::Mul(a.v, b.v); }
  friend HWY_INLINE Pack operator/(Pack a, Pack b) { return hn::Div(a.v, b.v); }
  friend HWY_INLINE Pack operator-(Pack a) { return hn::Neg(a.v); }
  friend HWY_INLINE Mask operator<(Pack a, Pack b) { return {hn::Lt(a.v, b.v)}; }
  friend HWY_INLINE Mask operator<=(Pack a, Pack b) { return {hn::Le(a.v, b.v)}; }
  friend HWY_INLINE Mask operator>(Pack a, Pack b) { return {hn::Gt(a.v, b.v)}; }
  friend HWY_INLINE Mask operator>=(Pack a, Pack b) { return {hn::Ge(a.v, b.v)}; }
  friend HWY_INLINE Mask operator==(Pack a, Pack b) { return {hn::Eq(a.v, b.v)}; }
  // NaN differs from everything, which Highway's own Ne does not promise.
  friend HWY_INLINE Mask operator!=(Pack a, Pack b) { return !(a == b); }

  friend HWY_INLINE Pack select(Mask c, Pack yes, Pack no) { return hn::IfThenElse(c.m, yes.v, no.v); }
  friend HWY_INLINE Pack abs(Pack x) { return hn::Abs(x.v); }
  friend HWY_INLINE Pack sqrt(Pack x) { return hn::Sqrt(x.v); }
  // As a < b ? a : b, so that NaN goes the same way as in plain doubles on every machine. One instruction of x86 does
  // just that.
#if HWY_ARCH_X86
  friend HWY_INLINE Pack min(Pack a, Pack b) { return hn::Min(a.v, b.v); }
  friend HWY_INLINE Pack max(Pack a, Pack b) { return hn::Max(a.v, b.v); }
#else
  friend HWY_INLINE Pack min(Pack a, Pack b) { return select(a < b, a, b); }
  friend HWY_INLINE Pack max(Pack a, Pack b) { return select(a > b, a, b); }
#endif
  friend HWY_INLINE Pack copy_sign(Pack magnitude, Pack sign) { return hn::CopySign(magnitude.v, sign.v); }
};
template <>
inline constexpr bool is_real<Pack> = true;

HWY_INLINE Pack power_of_two(Pack k) {
  const Pack shifted = k + (whole_shift + 1023);
  return hn::BitCast(Lanes(), hn::ShiftLeft<52>(hn::BitCast(Words(), shifted.v)));
}
HWY_INLINE Pack raised_power(Pack x, Pack k) {
  const Pack shifted = k + (whole_shift + 64);
  const auto exponent = hn::ShiftLeft<52>(hn::BitCast(Words(), shifted.v));
  return hn::BitCast(Lanes(), hn::Add(hn::BitCast(Words(), x.v), exponent));
}
HWY_INLINE Split<Pack> split(Pack x) {
  const auto word = hn::BitCast(Words(), x.v);
  const auto biased = hn::ShiftRight<52>(hn::Add(word, hn::Set(Words(), to_sqrt_half)));
  const auto placed = hn::Add(biased, hn::Set(Words(), std::bit_cast<std::uint64_t>(0x1p52)));
  const Pack k = Pack(hn::BitCast(Lanes(), placed)) - (0x1p52 + 1023);
  const auto exponent = hn::ShiftLeft<52>(hn::Sub(biased, hn::Set(Words(), 1023)));
  return {k, Pack(hn::BitCast(Lanes(), hn::Sub(word, exponent)))};
}

LOSSLAB_END_TARGET;

#endif  // LOSSLAB_PACK_H
