#pragma once
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

#include "widgets/figure/layout.h"

namespace losslab {

// log10 to about 1e-10, a few times faster than the library's: far finer than a page can show. Zero is −∞, negative
// values are NaN.
inline double page_log10(double value) {
  if (!(value >= std::numeric_limits<double>::min() && value <= std::numeric_limits<double>::max()))
    return std::log10(value);
  const auto bits = std::bit_cast<std::uint64_t>(value);
  // The mantissa in [√½, √2), so that the series below converges quickly.
  const std::uint64_t shifted = bits - 0x3fe6a09e667f3bcdULL;
  const auto exponent = static_cast<std::int64_t>(shifted) >> 52;
  const double mantissa = std::bit_cast<double>(bits - (static_cast<std::uint64_t>(exponent) << 52));
  // ln m = 2 artanh s.
  const double s = (mantissa - 1) / (mantissa + 1), q = s * s;
  const double ln = 2 * s * (1 + q * (1.0 / 3 + q * (1.0 / 5 + q * (1.0 / 7 + q * (1.0 / 9 + q * (1.0 / 11))))));
  return 0.30102999566398119521 * static_cast<double>(exponent) + 0.43429448190325182765 * ln;
}

// One axis of a plot, ready to map many values to the page.
struct AxisMap {
  double low, scale, offset;
  bool log;

  AxisMap(Range range, bool is_log, double from, double to) : low(range.min), scale(1), offset(from), log(is_log) {
    double span = range.span();
    if (log) {
      low = std::log10(range.min);
      span = std::log10(range.max) - low;
    }
    scale = (to - from) / span;
  }
  // Subtracting first keeps narrow ranges far from zero exact.
  double linear(double value) const { return offset + (value - low) * scale; }
  double operator()(double value) const { return linear(log ? page_log10(value) : value); }
};

// Both axes of a plot.
struct PageMap {
  AxisMap x, y;
  explicit PageMap(const PlotLayout& plot)
      : x(plot.x, plot.x_log, plot.frame.x, plot.frame.right()),
        y(plot.y, plot.y_log, plot.frame.bottom(), plot.frame.y) {}
  Point operator()(Point p) const { return {x(p.x), y(p.y)}; }
};

}  // namespace losslab
