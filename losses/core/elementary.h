// Elementary functions in doubles, written once for a plain double and for a SIMD pack, without branches and without
// fused multiply-add. Every instruction set and the plain double therefore give the same bits, on every machine, which
// neither the C library nor a SIMD library promises.
//
// Accuracy: exp, log, log1p, expm1 and atan err by at most 2 ulp, tanh and decay_parts by at most 4, over the whole
// range: infinities, zeros, subnormal numbers and NaN are treated as IEEE 754 says (but a result of -0 may be +0). sin
// and cos err by at most 2 ulp for |x| ≤ 1, which is all that the losses ask for; beyond, they are not to be used.
#if defined(LOSSLAB_ELEMENTARY_H) == defined(HWY_TARGET_TOGGLE)
#ifdef LOSSLAB_ELEMENTARY_H
#undef LOSSLAB_ELEMENTARY_H
#else
#define LOSSLAB_ELEMENTARY_H
#endif

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

#include "losses/core/target.h"

LOSSLAB_BEGIN_TARGET

inline constexpr double infinity = std::numeric_limits<double>::infinity();
inline constexpr double largest = std::numeric_limits<double>::max();
inline constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
inline constexpr double pi = 3.14159265358979323846, pi_low = 1.2246467991473532e-16;  // π in two parts
inline constexpr double log_2 = 0.693147180559945309417;

// The machine's own operations, for a double; pack.h has them for a pack.
template <class T>
inline constexpr bool is_real = false;
template <>
inline constexpr bool is_real<double> = true;
template <class T>
concept Real = is_real<T>;

LOSSLAB_INLINE double select(bool condition, double yes, double no) { return condition ? yes : no; }
LOSSLAB_INLINE double abs(double x) { return std::fabs(x); }
LOSSLAB_INLINE double sqrt(double x) { return std::sqrt(x); }
LOSSLAB_INLINE double min(double a, double b) { return a < b ? a : b; }
LOSSLAB_INLINE double max(double a, double b) { return a > b ? a : b; }
LOSSLAB_INLINE double copy_sign(double magnitude, double sign) { return std::copysign(magnitude, sign); }

// Adding 1.5·2^52 to a whole number |k| < 2^51 leaves k in the low bits of the sum: rounding and conversion in one.
inline constexpr double whole_shift = 0x1.8p52;

// 2^k for a whole k in [-1022, 1023].
LOSSLAB_INLINE double power_of_two(double k) {
  return std::bit_cast<double>(std::bit_cast<std::uint64_t>(k + (whole_shift + 1023)) << 52);
}
// x·2^(k + 64) for x in [¼, 4] and a whole k in [−1080, 950], without a rounding: 2^−64 of it may be subnormal. Of an x
// that is not a number it makes anything.
LOSSLAB_INLINE double raised_power(double x, double k) {
  const std::uint64_t exponent = std::bit_cast<std::uint64_t>(k + (whole_shift + 64)) << 52;
  return std::bit_cast<double>(std::bit_cast<std::uint64_t>(x) + exponent);
}
// x = m·2^k with m in [√½, √2), for positive normal x.
template <class T>
struct Split {
  T k, m;
};
inline constexpr std::uint64_t to_sqrt_half = 0x3ff0000000000000 - 0x3fe6a09e667f3bcd;
LOSSLAB_INLINE Split<double> split(double x) {
  const std::uint64_t word = std::bit_cast<std::uint64_t>(x);
  const std::uint64_t biased = (word + to_sqrt_half) >> 52;
  const double k = std::bit_cast<double>(biased + std::bit_cast<std::uint64_t>(0x1p52)) - (0x1p52 + 1023);
  return {k, std::bit_cast<double>(word - ((biased - 1023) << 52))};
}

namespace detail {
// ln 2 in two parts; k·high is exact for |k| < 2^20.
inline constexpr double log_2_high = 0x1.62e42feep-1, log_2_low = 0x1.a39ef35793c76p-33;

// x = k·ln 2 + (high − low) with |high − low| ≤ ½ ln 2 and k whole.
template <class T>
struct Reduced {
  T k, high, low;
};
template <Real T>
LOSSLAB_INLINE Reduced<T> reduce(T x) {
  const T k = (x * 1.44269504088896340736 + whole_shift) - whole_shift;
  return {k, x - k * log_2_high, k * log_2_low};
}

// (e^r − 1 − r)/r² by its Taylor series, for |r| ≤ 0.36; what is left out changes e^r by less than 1e-17.
template <class T>
LOSSLAB_INLINE T exp_tail(T r) {
  const T r2 = r * r, r4 = r2 * r2;
  const T a = (0.5 + r * (1.0 / 6)) + r2 * (1.0 / 24 + r * (1.0 / 120));
  const T b = (1.0 / 720 + r * (1.0 / 5040)) + r2 * (1.0 / 40320 + r * (1.0 / 362880));
  const T c = (1.0 / 3628800 + r * (1.0 / 39916800)) + r2 * (1.0 / 479001600 + r * (1.0 / 6227020800));
  return a + r4 * (b + r4 * c);
}

// log((1 + f)·2^k·(1 + c)) for 1 + f in [√½, √2) and tiny c: 2 artanh(f/(2 + f)) with the leading terms split off, so
// that they lose nothing.
template <Real T>
LOSSLAB_INLINE T log_of_parts(T k, T f, T c) {
  const T s = f / (2.0 + f), z = s * s, z2 = z * z, z4 = z2 * z2;
  const T lead = (2.0 / 3 + z * (2.0 / 5)) + z2 * (2.0 / 7 + z * (2.0 / 9));
  const T rest = (2.0 / 11 + z * (2.0 / 13)) + z2 * (2.0 / 15 + z * (2.0 / 17));
  const T series = z * (lead + z4 * (rest + z4 * (2.0 / 19 + z * (2.0 / 21))));
  const T half_square = 0.5 * f * f;
  return k * log_2_high - ((half_square - (s * (half_square + series) + (k * log_2_low + c))) - f);
}
}  // namespace detail

namespace detail {
// e^(x + extra)·2^shift for |extra| far below 1 and a small whole shift.
template <Real T>
LOSSLAB_INLINE T scaled_exp(T x, T extra, double shift) {
  // Beyond these bounds the result is +∞ or 0 all the same; NaN passes through.
  const T bounded = max(T(-746.0), min(T(711.0), x));
  const auto [k, high, low] = reduce(bounded);
  const T rest = low - extra, r = high - rest;
  const T scaled = 1.0 + (high - (rest - r * r * exp_tail(r)));
  // 2^k in two steps, as neither 2^1024 nor a subnormal power of two has a plain exponent.
  const T half = (0.5 * k + whole_shift) - whole_shift;
  return scaled * power_of_two(half) * power_of_two(k - half + shift);
}
}  // namespace detail

template <Real T>
LOSSLAB_INLINE T exp(T x) {
  return detail::scaled_exp(x, T(0.0), 0);
}

template <Real T>
LOSSLAB_INLINE T expm1(T x) {
  const T bounded = max(T(-40.0), min(T(710.0), x));
  const auto [k, high, low] = detail::reduce(bounded);
  const T r = high - low;
  const T small = high - (low - r * r * detail::exp_tail(r));
  const T half_scale = power_of_two(k - 1.0);
  return select(k == 0.0, small, 2.0 * (half_scale * small + (half_scale - 0.5)));
}

template <Real T>
LOSSLAB_INLINE T log(T x) {
  const auto tiny = x < std::numeric_limits<double>::min();
  const auto [k, m] = split(select(tiny, x * 0x1p54, x));
  const T finite = detail::log_of_parts(k - select(tiny, T(54.0), T(0.0)), m - 1.0, T(0.0));
  const T at_ends = select(x == 0.0, T(-infinity), select(x < 0.0, T(not_a_number), x));
  return select((x > 0.0) && (x < infinity), finite, at_ends);
}

template <Real T>
LOSSLAB_INLINE T log1p(T x) {
  // What rounding takes from 1 + x is put back to first order; its square is below half an ulp.
  const T u = 1.0 + x;
  const T lost = select(u < 2.0, x - (u - 1.0), 1.0 - (u - x));
  const auto [k, m] = split(u);
  const T finite = detail::log_of_parts(k, m - 1.0, lost / u);
  const T at_ends = select(x == -1.0, T(-infinity), select(x < -1.0, T(not_a_number), x));
  return select((x > -1.0) && (x < infinity), finite, at_ends);
}

namespace detail {
// e^−a = 2^k·(c + half)/(c − half) for 0 ≤ a, where c = half·coth(half) is nearly 1. No division is needed yet, so that
// what is made of e^−a gets along with one.
template <class T>
struct Decay {
  T k, c, half;
};
template <Real T>
LOSSLAB_INLINE Decay<T> decay(T a) {
  const auto [k, high, low] = reduce(-a);
  // An even function, fitted for |half| ≤ 0.175 so that e^−a errs by 1e-18.
  const T r = high - low, z = r * r, z2 = z * z;
  const T c = 1.0 + z * ((0x1.5555555555553p-4 + z * -0x1.6c16c16c09c2bp-10) +
                         z2 * ((0x1.1566ab55f9cb0p-15 + z * -0x1.bbd51aa8fd478p-21) + z2 * 0x1.63e4a27275cfep-26));
  return {k, c, 0.5 * r};
}
// log(1 + e) by u = 2e/(2 + e), as twice the artanh of u/2.
template <Real T>
LOSSLAB_INLINE T log_of_one_and(T u) {
  const T w = u * u, w2 = w * w, w4 = w2 * w2;
  const T lead =
      (0x1.5555555555555p-4 + w * 0x1.999999999a3dfp-7) + w2 * (0x1.24924923d422cp-9 + w * 0x1.c71c727164156p-12);
  const T rest =
      (0x1.745cf0aa6a011p-14 + w * 0x1.3b18b34a260a3p-16) + w2 * (0x1.10ac6a3d3e5f6p-18 + w * 0x1.eb913ba3ef69ep-21);
  return u + u * (w * (lead + w4 * (rest + w4 * (0x1.687604d0c86a1p-23 + w * 0x1.4b0ed4be611b2p-24))));
}
}  // namespace detail

// 1/(1 + e), e/(1 + e) and log(1 + e) for e = e^−a, a ≥ 0; what is not used costs nothing.
template <class T>
struct DecayParts {
  T large, small, bend;
};
template <Real T>
LOSSLAB_INLINE DecayParts<T> decay_parts(T a) {
  const auto [k, c, half] = detail::decay(min(T(746.0), a));  // beyond, e is 0 all the same; NaN passes through
  // What may be subnormal stays raised until it is rounded, once, at the end.
  const T raised = raised_power(c + half, k), top = 0x1p-64 * raised, bottom = c - half;
  const T share = 1.0 / (bottom + top);
  const T u = 0x1p-64 * (raised / (bottom + 0.5 * top));
  return {bottom * share, 0x1p-64 * (raised * share), detail::log_of_one_and(u)};
}

template <Real T>
LOSSLAB_INLINE T tanh(T x) {
  // (1 − e)/(1 + e) with e = e^−2|x|, which beyond these bounds is nothing beside 1.
  const auto [k, c, half] = detail::decay(min(T(40.0), 2.0 * abs(x)));
  const T scale = power_of_two(k), top = (c + half) * scale;
  // Near 0 the two terms of the difference lose nothing; far from it its error is that of the sum as well.
  const T difference = c * (1.0 - scale) - half * (1.0 + scale);
  return copy_sign(difference / (difference + 2.0 * top), x);
}

// By their Taylor series; for |x| ≤ 1 only.
template <Real T>
LOSSLAB_INLINE T sin(T x) {
  const T z = x * x;
  T series = T(1.0 / 355687428096000);
  series = -1.0 / 1307674368000 + z * series;
  series = 1.0 / 6227020800 + z * series;
  series = -1.0 / 39916800 + z * series;
  series = 1.0 / 362880 + z * series;
  series = -1.0 / 5040 + z * series;
  series = 1.0 / 120 + z * series;
  series = -1.0 / 6 + z * series;
  return x + x * (z * series);
}
template <Real T>
LOSSLAB_INLINE T cos(T x) {
  const T z = x * x;
  T series = T(-1.0 / 6402373705728000);
  series = 1.0 / 20922789888000 + z * series;
  series = -1.0 / 87178291200 + z * series;
  series = 1.0 / 479001600 + z * series;
  series = -1.0 / 3628800 + z * series;
  series = 1.0 / 40320 + z * series;
  series = -1.0 / 720 + z * series;
  series = 1.0 / 24 + z * series;
  return (1.0 - 0.5 * z) + z * z * series;
}

template <Real T>
LOSSLAB_INLINE T atan(T x) {
  // atan a = base + atan((a − b)/(1 + a·b)) with b = tan(base) = 0, 1 or ∞, which leaves at most tan(π/8).
  const T a = abs(x);
  const auto far = a > 2.41421356237309505, near = a <= 0.41421356237309505;
  const T top = select(far, T(-1.0), select(near, a, a - 1.0));
  const T bottom = select(far, a, select(near, T(1.0), a + 1.0));
  const T base = select(far, T(0.5 * pi), select(near, T(0.0), T(0.25 * pi)));
  const T rest = select(far, T(0.5 * pi_low), select(near, T(0.0), T(0.25 * pi_low)));
  const T t = top / bottom, z = t * t, z2 = z * z;
  // The Taylor series, its even and its odd terms apart.
  T even = T(1.0 / 43), odd = T(1.0 / 41);
  for (int n = 39; n >= 3; n -= 4) even = 1.0 / n + z2 * even;
  for (int n = 37; n >= 5; n -= 4) odd = 1.0 / n + z2 * odd;
  const T series = z * (z * odd - even);
  return copy_sign(base + (t + (t * series + rest)), x);
}

LOSSLAB_END_TARGET;

#endif  // LOSSLAB_ELEMENTARY_H
