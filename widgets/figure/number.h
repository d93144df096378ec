#pragma once
#include <string>

namespace losslab {

// Numbers as they are printed: a true minus (U+2212), superscript exponents.

// Fixed notation with that many decimals.
std::string fixed_text(double value, int decimals);
// value = mantissa·10^exponent as "1.5×10⁻⁷"; zero is "0" and a power of ten without decimals is "10⁻⁷".
std::string scientific_text(double mantissa, int decimals, int exponent);

}  // namespace losslab
