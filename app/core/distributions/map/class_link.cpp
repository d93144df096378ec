#include "app/core/distributions/map/class_link.h"

#include <limits>

#include "losses/vectors/consistency/risk_minimiser.h"

namespace losslab {

ClassLink class_link(const VectorLoss& loss, std::span<const std::vector<double>> truths, std::size_t which,
                     std::span<const double> teacher) {
  ClassLink curve;
  for (const std::vector<double>& t : truths) {
    const RiskMinimiser best = risk_minimiser(loss, t, teacher);
    const double nothing = std::numeric_limits<double>::quiet_NaN();
    curve.p.push_back(best.unique ? best.p[which] : nothing);
    curve.z.push_back(best.unique ? best.z[which] : nothing);
  }
  return curve;
}

}  // namespace losslab
