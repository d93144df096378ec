#pragma once
#include <cmath>

namespace losslab {

// The e with 2^(e − 1) ≤ |x| < 2^e; 0 for 0 and for what is not finite. std::ldexp(x, −e) is then near 1, with the same
// digits.
inline int binary_exponent(double x) {
  int exponent = 0;
  if (std::isfinite(x)) std::frexp(x, &exponent);
  return exponent;
}

}  // namespace losslab
