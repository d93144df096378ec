// Eight doubles side by side, in as many registers as the machine needs for them. No guard against a second inclusion:
// it is compiled once for each target of Highway.
#if defined(LOSSLAB_LEARN_EIGHT_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef LOSSLAB_LEARN_EIGHT_INL_H
#undef LOSSLAB_LEARN_EIGHT_INL_H
#else
#define LOSSLAB_LEARN_EIGHT_INL_H
#endif

#include <cstddef>

#include "hwy/highway.h"

HWY_BEFORE_NAMESPACE();
namespace losslab::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

using Tag = hn::CappedTag<double, 8>;
using Vec = hn::Vec<Tag>;
constexpr std::size_t vec_lanes = hn::MaxLanes(Tag());
constexpr std::size_t vec_count = 8 / vec_lanes;

struct Eight {
  Vec part[vec_count];
};

#define LOSSLAB_EIGHT(expression)                                         \
  Eight out;                                                              \
  for (std::size_t k = 0; k < vec_count; ++k) out.part[k] = (expression); \
  return out

HWY_INLINE Eight spread(double value) { LOSSLAB_EIGHT(hn::Set(Tag(), value)); }
HWY_INLINE Eight load(const double* from) { LOSSLAB_EIGHT(hn::LoadU(Tag(), from + k * vec_lanes)); }
HWY_INLINE Eight add(const Eight& a, const Eight& b) { LOSSLAB_EIGHT(hn::Add(a.part[k], b.part[k])); }
HWY_INLINE Eight sub(const Eight& a, const Eight& b) { LOSSLAB_EIGHT(hn::Sub(a.part[k], b.part[k])); }
HWY_INLINE Eight mul(const Eight& a, const Eight& b) { LOSSLAB_EIGHT(hn::Mul(a.part[k], b.part[k])); }
// `value` where `test` is not 0, and 0 elsewhere.
HWY_INLINE Eight where_not_zero(const Eight& test, const Eight& value) {
  LOSSLAB_EIGHT(hn::IfThenElseZero(hn::Ne(test.part[k], hn::Zero(Tag())), value.part[k]));
}
#undef LOSSLAB_EIGHT

HWY_INLINE void store(const Eight& value, double* to) {
  for (std::size_t k = 0; k < vec_count; ++k) hn::StoreU(value.part[k], Tag(), to + k * vec_lanes);
}

// The first `count` < 8 doubles, and zeros.
HWY_INLINE Eight load_part(const double* from, std::size_t count) {
  double buffer[8] = {};
  for (std::size_t i = 0; i < count; ++i) buffer[i] = from[i];
  return load(buffer);
}

// The sum of the eight, pairwise, in a fixed order.
HWY_INLINE double total(const Eight& value) {
  double a[8];
  store(value, a);
  return ((a[0] + a[1]) + (a[2] + a[3])) + ((a[4] + a[5]) + (a[6] + a[7]));
}

// total() of eight at once.
#if HWY_TARGET == HWY_SCALAR
HWY_INLINE Eight totals(const Eight (&sums)[8]) {
  double all[8];
  for (std::size_t k = 0; k < 8; ++k) all[k] = total(sums[k]);
  return load(all);
}
#else
// In each of three rounds neighbours are added and half as many vectors remain.
HWY_INLINE Eight totals(const Eight (&sums)[8]) {
  Vec v[8 * vec_count];
  for (std::size_t k = 0; k < 8 * vec_count; ++k) v[k] = sums[k / vec_count].part[k % vec_count];
  for (std::size_t left = 4 * vec_count; left >= vec_count; left /= 2) {
    for (std::size_t k = 0; k < left; ++k) {
      const Vec low = v[2 * k], high = v[2 * k + 1];
      v[k] = hn::Add(hn::ConcatEven(Tag(), high, low), hn::ConcatOdd(Tag(), high, low));
    }
  }
  Eight out;
  for (std::size_t k = 0; k < vec_count; ++k) out.part[k] = v[k];
  return out;
}
#endif

}  // namespace losslab::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
