// Functions that no loss of the catalogue needs but that formulas of losses may have, for a double and for a SIMD pack,
// as those of elementary.h: the same bits on every machine.
//
// Accuracy: all err by at most 4 ulp; sine, cosine and tangent for |x| ≤ farthest_angle (see far_angle.h for beyond).
#if defined(LOSSLAB_FUNCTIONS_H) == defined(HWY_TARGET_TOGGLE)
#ifdef LOSSLAB_FUNCTIONS_H
#undef LOSSLAB_FUNCTIONS_H
#else
#define LOSSLAB_FUNCTIONS_H
#endif

#include "losses/core/math.h"
#include "losses/core/target.h"

LOSSLAB_BEGIN_TARGET

// A number in two parts, the second below half a unit in the last place of the first.
template <class T>
struct Double {
  T high, low;
};

namespace detail {
// a + b and a·b with what is lost by rounding (Dekker 1971; Knuth).
template <class T>
LOSSLAB_INLINE Double<T> exact_sum(T a, T b) {
  const T sum = a + b, part = sum - a;
  return {sum, (a - (sum - part)) + (b - part)};
}
template <class T>
LOSSLAB_INLINE Double<T> halves(T a) {
  const T scaled = 134217729.0 * a, high = scaled - (scaled - a);
  return {high, a - high};
}
template <class T>
LOSSLAB_INLINE Double<T> exact_product(T a, T b) {
  const T product = a * b;
  const auto [a1, a2] = halves(a);
  const auto [b1, b2] = halves(b);
  return {product, a2 * b2 - (((product - a1 * b1) - a2 * b1) - a1 * b2)};
}
}  // namespace detail

// ---- Angles

inline constexpr double farthest_angle = 1.6e6;

namespace detail {
// x = k·π/2 + high + low with |high| ≤ π/4.
template <class T>
struct Quarters {
  T k, high, low;
};
template <Real T>
LOSSLAB_INLINE Quarters<T> quarters(T x) {
  // π/2 in parts of 33 bits, so that their products with k < 2^20 are exact, and a last one.
  constexpr double first = 0x1.921fb544p+0, second = 0x1.0b4611a6p-34, third = 0x1.3198a2ep-69,
                   fourth = 0x1.b839a252049c1p-104;
  const T k = (x * 0x1.45f306dc9c883p-1 + whole_shift) - whole_shift;
  const auto [a, a_low] = exact_sum(x - k * first, -k * second);
  const auto [b, b_low] = exact_sum(a, -k * third);
  const T low = a_low + b_low - k * fourth;
  const T high = b + low;
  return {k, high, low - (high - b)};
}

template <Real T>
LOSSLAB_INLINE T sine_of_quarter(T high, T low) {
  const T z = high * high;
  T series = T(1.0 / 355687428096000);
  series = -1.0 / 1307674368000 + z * series;
  series = 1.0 / 6227020800 + z * series;
  series = -1.0 / 39916800 + z * series;
  series = 1.0 / 362880 + z * series;
  series = -1.0 / 5040 + z * series;
  series = 1.0 / 120 + z * series;
  series = -1.0 / 6 + z * series;
  return high + (high * (z * series) + low * (1.0 - 0.5 * z));
}
template <Real T>
LOSSLAB_INLINE T cosine_of_quarter(T high, T low) {
  const T z = high * high;
  T series = T(-1.0 / 6402373705728000);
  series = 1.0 / 20922789888000 + z * series;
  series = -1.0 / 87178291200 + z * series;
  series = 1.0 / 479001600 + z * series;
  series = -1.0 / 3628800 + z * series;
  series = 1.0 / 40320 + z * series;
  series = -1.0 / 720 + z * series;
  series = 1.0 / 24 + z * series;
  const T half = 0.5 * z, near = 1.0 - half;
  return near + (((1.0 - near) - half) + (z * z * series - high * low));
}

// The remainder of k by 4, for whole k: 0, 1, 2 or 3.
template <Real T>
LOSSLAB_INLINE T remainder_by_4(T k) {
  const T fours = ((0.25 * k - 0.375 + whole_shift) - whole_shift);  // ⌊k/4⌋
  return k - 4.0 * fours;
}

// The sine of the angle that is `turned` quarters further.
template <Real T>
LOSSLAB_INLINE T sine_turned(T x, double turned) {
  const auto [k, high, low] = quarters(x);
  const T quarter = remainder_by_4(k + turned);
  const T s = sine_of_quarter(high, low), c = cosine_of_quarter(high, low);
  const T size = select((quarter == 1.0) || (quarter == 3.0), c, s);
  return select(quarter >= 2.0, -size, size);
}
}  // namespace detail

template <Real T>
LOSSLAB_INLINE T sine(T x) {
  return detail::sine_turned(x, 0);
}
template <Real T>
LOSSLAB_INLINE T cosine(T x) {
  return detail::sine_turned(x, 1);
}
template <Real T>
LOSSLAB_INLINE T tangent(T x) {
  const auto [k, high, low] = detail::quarters(x);
  const T quarter = detail::remainder_by_4(k);
  const T s = detail::sine_of_quarter(high, low), c = detail::cosine_of_quarter(high, low);
  const auto odd = (quarter == 1.0) || (quarter == 3.0);
  return select(odd, -c, s) / select(odd, s, c);
}

// ---- Hyperbolic functions

template <Real T>
LOSSLAB_INLINE T cosh(T x) {
  const T half = detail::scaled_exp(abs(x), T(0.0), -1);
  return half + 0.25 / half;
}
template <Real T>
LOSSLAB_INLINE T sinh(T x) {
  const T a = abs(x), e = expm1(min(T(30.0), a));
  const T near = 0.5 * (e + e / (1.0 + e));
  return copy_sign(select(a > 22.0, detail::scaled_exp(a, T(0.0), -1), select(a == a, near, a)), x);
}
// log cosh x, which keeps its digits near 0.
template <Real T>
LOSSLAB_INLINE T log_cosh(T x) {
  const T a = abs(x), t = tanh(x);
  const auto far = a > 1.0;
  const T bend = log1p(select(far, exp(-2.0 * a), -t * t));
  return select(far, a + (bend - log_2), -0.5 * bend);
}

// ---- The error function

namespace detail {
// erf(x)/x − 1 in z = x² on [0, 1]: a Chebyshev interpolant, good to 2e-17.
inline constexpr double erf_near[13] = {0.1283791670955126,      -0.3761263890318375,     0.11283791670954879,
                                        -0.026866170645076792,   0.0052239776248180145,   -0.000854832698083379,
                                        0.0001205533111164271,   -1.4925595266831182e-05, 1.6461000484121368e-06,
                                        -1.6350312701054695e-07, 1.4659775274047436e-08,  -1.1372848856791674e-09,
                                        5.957176147748911e-11};
// e^(x²)·(1 − erf x) for 1 ≤ x ≤ 6.2, in t = 1/(x + 3) taken to [−1, 1]: good to 3e-16 of itself.
inline constexpr double erf_far[15] = {0.20531371419116834,    0.15529869480353647,     0.05076019140471405,
                                       0.013207468697945604,   0.0026255421551207637,   0.00035921672353709594,
                                       2.2018105586764868e-05, -2.6496701166296257e-06, -6.367194392011023e-07,
                                       2.989018452783371e-09,  1.3407186239863995e-08,  3.8349524121775897e-10,
                                       -3.142732810680166e-10, -9.385706985601512e-12,  7.712803823843064e-12};
inline constexpr double erf_far_from = 0.10869565217391305, erf_far_to = 0.25;
}  // namespace detail

template <Real T>
LOSSLAB_INLINE T erf(T x) {
  const T a = abs(x), z = a * a;
  T near = T(detail::erf_near[12]);
  for (int i = 11; i >= 0; --i) near = detail::erf_near[i] + z * near;
  const T held = max(T(1.0), min(T(6.2), a));
  constexpr double middle = 0.5 * (detail::erf_far_from + detail::erf_far_to);
  constexpr double scale = 2 / (detail::erf_far_to - detail::erf_far_from);
  const T t = (1.0 / (held + 3.0) - middle) * scale;
  T far = T(detail::erf_far[14]);
  for (int i = 13; i >= 0; --i) far = detail::erf_far[i] + t * far;
  const T size = select(a < 1.0, a + a * near, 1.0 - far * exp(-held * held));
  return copy_sign(select(a == a, size, a), x);
}

// ---- Powers

// x^y, of a negative x for a whole y alone; −0 is as 0, and y beyond ±2^51 as whole and even.
template <Real T>
LOSSLAB_INLINE T general_power(T x, T y) {
  using detail::exact_product;
  using detail::exact_sum;
  const T a = abs(x);
  const auto tiny = a < std::numeric_limits<double>::min();
  const auto [exponent, m] = split(select(tiny, a * 0x1p54, a));
  const T k = exponent - select(tiny, T(54.0), T(0.0));
  // log a = k·log 2 + 2 artanh s with s = f/(2 + f), in two parts.
  const T f = m - 1.0, d = 2.0 + f, d_low = f - (d - 2.0);
  const T s = f / d;
  const auto [sd, sd_low] = exact_product(s, d);
  const T s_low = (((f - sd) - sd_low) - s * d_low) / d;
  const auto [z, z_rounded] = exact_product(s, s);
  const T z_low = z_rounded + 2.0 * (s * s_low);
  const auto [cube, cube_rounded] = exact_product(z, s);
  const T cube_low = cube_rounded + (z * s_low + z_low * s);
  const auto [third, third_rounded] = exact_product(cube, T(2.0 / 3));
  const T third_low = third_rounded + (cube_low * (2.0 / 3) + cube * 3.700743415417188e-17);
  T series = T(2.0 / 27);
  for (int odd = 25; odd >= 5; odd -= 2) series = 2.0 / odd + z * series;
  const auto [one, one_low] = exact_sum(k * detail::log_2_high, 2.0 * s);
  const auto [two, two_low] = exact_sum(one, third);
  const T rest = ((one_low + two_low) + (k * detail::log_2_low + (2.0 * s_low + third_low))) + cube * z * series;
  const T log = two + rest, log_low = rest - (log - two);
  const auto [product, product_low] = exact_product(y, log);
  const auto moderate = abs(product) < 1000.0;
  const T low = where(moderate, product_low + y * log_low);
  const T size = detail::scaled_exp(product, low, 0);
  // Whole and odd y: adding 1.5·2^52 rounds to whole numbers below 2^51; beyond 2^53 all are even.
  const T held = min(T(0x1p51), abs(y)), whole = (held + whole_shift) - whole_shift;
  const T half = 0.5 * held, even = (half + whole_shift) - whole_shift;
  const auto is_whole = (whole == held) || (abs(y) >= 0x1p51),
             is_odd = (whole == held) && (even != half) && (abs(y) < 0x1p51);
  const T at_zero = select(y > 0.0, T(0.0), T(infinity)), at_infinity = select(y > 0.0, T(infinity), T(0.0));
  T result = select(a == 0.0, at_zero, select(a == infinity, at_infinity, size));
  result = select(a == 1.0, T(1.0), result);
  result = select(x < 0.0, select(is_whole, select(is_odd, -result, result), T(not_a_number)), result);
  result = select((x == x) && (y == y), result, x + y);
  return select((y == 0.0) || (x == 1.0), T(1.0), result);
}

LOSSLAB_END_TARGET;

#endif  // LOSSLAB_FUNCTIONS_H
