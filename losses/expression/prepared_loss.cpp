#include "losses/expression/prepared_loss.h"

#include <limits>

#include "losses/expression/plain_jet.h"

namespace losslab {

PreparedLoss::PreparedLoss(const Expression& expression, std::span<const double> values, double from, double to)
    : expression_(expression), values_(values.begin(), values.end()), from_(from), to_(to) {}

void PreparedLoss::evaluate(std::size_t n, const double* x, double* value, double* gradient, double* curvature) const {
  for (std::size_t i = 0; i < n; ++i) {
    const Jet<double> here = jet(x[i]);
    if (value) value[i] = here.value;
    if (gradient) gradient[i] = here.gradient;
    if (curvature) curvature[i] = here.curvature;
  }
}

Jet<double> PreparedLoss::jet(double x) const {
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  if (!(x >= from_ && x <= to_)) return {none, none, none};
  return plain_jet<double>(expression_, values_, x);
}

}  // namespace losslab
