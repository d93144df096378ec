// The remainder of large angles by π/2, with as many bits of 2/π as it takes (Payne and Hanek 1983).
#include "losses/core/far_angle.h"

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

#include "losses/core/functions.h"

namespace losslab {
namespace {

// 2/π behind its binary point.
constexpr std::array<std::uint64_t, 20> two_over_pi{
    0xa2f9836e4e441529, 0xfc2757d1f534ddc0, 0xdb6295993c439041, 0xfe5163abdebbc561, 0xb7246e3a424dd2e0,
    0x06492eea09d1921c, 0xfe1deb1cb129a73e, 0xe88235f52ebb4484, 0xe99c7026b45f7e41, 0x3991d639835339f4,
    0x9c845f8bbdf9283b, 0x1ff897ffde05980f, 0xef2f118b5a0a6d1f, 0x6d367ecf27cb09b7, 0x4f463f669e5fea2d,
    0x7527bac7ebe5f17b, 0x3d0739f78a5292ea, 0x6bfb5fb11f8d5d08, 0x56033046fc7b6bab, 0xf0cfbc209af4361d};

__extension__ using Wide = unsigned __int128;

// 192 bits, the most significant word first.
struct Bits {
  std::uint64_t high, middle, low;
};

// 64 bits of 2/π from bit number `from` on.
std::uint64_t word_at(std::size_t from) {
  const std::size_t word = from / 64, shift = from % 64;
  if (shift == 0) return two_over_pi[word];
  return two_over_pi[word] << shift | two_over_pi[word + 1] >> (64 - shift);
}

Bits shifted_left(Bits b, int by) {
  if (by >= 64) return shifted_left({b.middle, b.low, 0}, by - 64);
  if (by == 0) return b;
  return {b.high << by | b.middle >> (64 - by), b.middle << by | b.low >> (64 - by), b.low << by};
}
Bits shifted_right(Bits b, int by) {
  if (by == 0) return b;
  return {b.high >> by, b.middle >> by | b.high << (64 - by), b.low >> by | b.middle << (64 - by)};
}
// Without what overflows.
Bits product(std::uint64_t m, Bits b) {
  const Wide low = static_cast<Wide>(m) * b.low;
  const Wide middle = static_cast<Wide>(m) * b.middle + static_cast<std::uint64_t>(low >> 64);
  return {m * b.high + static_cast<std::uint64_t>(middle >> 64), static_cast<std::uint64_t>(middle),
          static_cast<std::uint64_t>(low)};
}
Bits negative(Bits b) {
  const std::uint64_t low = ~b.low + 1, carry = low == 0 ? 1 : 0, middle = ~b.middle + carry;
  return {~b.high + (carry == 1 && middle == 0 ? 1 : 0), middle, low};
}

}  // namespace

FarAngle reduced_far_angle(double x) {
  int exponent = 0;
  const auto m = static_cast<std::uint64_t>(std::ldexp(std::frexp(std::fabs(x), &exponent), 53));
  exponent -= 53;
  // |x| = m·2^exponent. The bits of 2/π whose products are multiples of four quarters are left out.
  const std::size_t from = exponent > 2 ? static_cast<std::size_t>(exponent - 2) : 0;
  Bits bits{word_at(from), word_at(from + 64), word_at(from + 128)};
  if (exponent < 2) bits = shifted_right(bits, 2 - exponent);
  bits = product(m, bits);  // in quarters: two bits before the point, 190 behind it
  int quarter = static_cast<int>(bits.high >> 62);
  Bits rest = shifted_left(bits, 2);
  const bool above_half = rest.high >> 63 != 0;
  if (above_half) {
    rest = negative(rest);
    quarter = (quarter + 1) % 4;
  }
  int shift = 0;
  while (shift < 128 && rest.high >> 63 == 0) {
    rest = shifted_left(rest, 1);
    ++shift;
  }
  // 53 bits, and the 53 behind them.
  const double first = std::ldexp(static_cast<double>(rest.high >> 11), -53 - shift);
  const double second = std::ldexp(static_cast<double>((rest.high & 0x7ff) << 42 | rest.middle >> 22), -106 - shift);
  constexpr double half_pi = 0.5 * scalar::pi, half_pi_low = 0.5 * scalar::pi_low;
  const auto [high, low] = scalar::detail::exact_product(first, half_pi);
  FarAngle angle{quarter, high, low + (first * half_pi_low + second * half_pi)};
  if (above_half) angle = {quarter, -angle.high, -angle.low};
  if (x < 0) angle = {(4 - angle.quarter) % 4, -angle.high, -angle.low};
  return angle;
}

namespace {

double sine_turned(double x, int turned) {
  if (!std::isfinite(x)) return std::numeric_limits<double>::quiet_NaN();
  const FarAngle angle = reduced_far_angle(x);
  const int quarter = (angle.quarter + turned) % 4;
  const double size = quarter % 2 == 1 ? scalar::detail::cosine_of_quarter(angle.high, angle.low)
                                       : scalar::detail::sine_of_quarter(angle.high, angle.low);
  return quarter >= 2 ? -size : size;
}

}  // namespace

double far_sine(double x) { return sine_turned(x, 0); }
double far_cosine(double x) { return sine_turned(x, 1); }
double far_tangent(double x) { return far_sine(x) / far_cosine(x); }

}  // namespace losslab
