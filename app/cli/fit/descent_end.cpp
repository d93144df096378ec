#include "app/cli/fit/descent_end.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace losslab::cli {

double norm(std::span<const double> values) {
  double squares = 0;
  for (const double value : values) squares += value * value;
  return std::sqrt(squares);
}

bool at_rest(std::span<const double> before, std::span<const double> after) {
  for (std::size_t i = 0; i < after.size(); ++i) {
    if (std::fabs(after[i] - before[i]) > std::numeric_limits<double>::epsilon() * std::fabs(after[i])) return false;
  }
  return true;
}

bool has_converged(double objective, double gradient_norm, bool rests) {
  const double scale = std::max(1.0, std::fabs(objective));
  return std::isfinite(objective) && (gradient_norm <= 1e-8 * scale || (rests && gradient_norm <= 1e-6 * scale));
}

}  // namespace losslab::cli
