#include "widgets/figure/number.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>

namespace losslab {

std::string fixed_text(double value, int decimals) {
  // The longest finite number has 309 digits before the point. Several times faster than a format string, and many
  // numbers are written anew in each frame that changes.
  std::array<char, 400> digits;
  const std::to_chars_result end = std::to_chars(digits.data(), digits.data() + digits.size(), value,
                                                 std::chars_format::fixed, std::min(decimals, 80));
  std::string text(digits.data(), end.ptr);
  if (text.front() != '-') return text;
  // Minus nothing is nothing.
  if (text.find_first_of("123456789") == std::string::npos) return text.substr(1);
  return "\u2212" + text.substr(1);
}

std::string scientific_text(double mantissa, int decimals, int exponent) {
  constexpr std::array<std::string_view, 10> digits{"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
  if (mantissa == 0) return "0";
  std::string text = decimals == 0 && mantissa == 1 ? "10" : fixed_text(mantissa, decimals) + "×10";
  for (const char c : fmt::format("{}", exponent)) text += c == '-' ? "⁻" : digits[static_cast<std::size_t>(c - '0')];
  return text;
}

}  // namespace losslab
