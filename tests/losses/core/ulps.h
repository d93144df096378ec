#pragma once
#include <cmath>
#include <limits>

#include "arguments.h"

namespace losslab::testing {

// How far a result is from the exact one, in units in its last place.
inline double ulps(double ours, long double exact) {
  const double rounded = static_cast<double>(exact);
  if (std::isnan(rounded)) return std::isnan(ours) ? 0 : inf;
  if (std::isinf(rounded) || std::isinf(ours)) return ours == rounded ? 0 : inf;
  const double size = std::fabs(rounded);
  const double ulp = std::fmax(std::nextafter(size, inf) - size, std::numeric_limits<double>::denorm_min());
  return static_cast<double>(std::fabs(ours - exact) / ulp);
}

}  // namespace losslab::testing
