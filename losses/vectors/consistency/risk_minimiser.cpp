#include "losses/vectors/consistency/risk_minimiser.h"

#include <algorithm>
#include <cmath>

#include "losses/vectors/consistency/known.h"

namespace losslab {
namespace {

// In the place of an infinite logit: so far away that nothing is left of what the loss would still lose.
constexpr double far_away = 1e280;

std::vector<double> limit_of_softmax(const std::vector<double>& z) {
  const double top = *std::ranges::max_element(z);
  std::vector<double> p;
  double sum = 0;
  for (const double one : z) {
    p.push_back(one == top ? 1 : std::exp(one - top));
    sum += p.back();
  }
  for (double& one : p) one /= sum;
  return p;
}

}  // namespace

double risk(const VectorLoss& loss, std::span<const double> z, std::span<const double> t,
            std::span<const double> teacher) {
  return loss.properties().needs_hard_target ? loss.expected(z, t) : loss.value(z, t, teacher);
}

RiskMinimiser risk_minimiser(const VectorLoss& loss, std::span<const double> t, std::span<const double> teacher) {
  RiskMinimiser found = known_minimiser(loss.id()).find({loss, t, teacher});
  std::vector<double> z = found.z;
  for (double& one : z) one = std::clamp(one, -far_away, far_away);
  found.risk = risk(loss, z, t, teacher);
  found.p = limit_of_softmax(found.z);
  found.picks = picked_class(loss, t, teacher);
  return found;
}

}  // namespace losslab
