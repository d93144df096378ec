#include "losses/vectors/consistency/decision.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "losses/vectors/consistency/known.h"

namespace losslab {

std::optional<std::size_t> sole_largest(std::span<const double> values) {
  const auto top = static_cast<std::size_t>(std::ranges::max_element(values) - values.begin());
  for (std::size_t k = 0; k < values.size(); ++k) {
    if (k != top && values[top] - values[k] <= 1e-12 * std::max(1.0, std::abs(values[top]))) return std::nullopt;
  }
  return top;
}

Decision decision(const VectorLoss& loss, std::size_t classes, std::span<const double> teacher) {
  const std::vector<double> t(classes, 1 / static_cast<double>(classes));
  return known_minimiser(loss.id()).decide({loss, t, teacher});
}

std::vector<double> cheapest_logits(const VectorLoss& loss, std::span<const double> t) {
  const KnownMinimiser& known = known_minimiser(loss.id());
  assert(known.corner != nullptr);
  return known.corner(t).z;
}

std::optional<std::size_t> picked_class(const VectorLoss& loss, std::span<const double> t,
                                        std::span<const double> teacher) {
  const KnownMinimiser& known = known_minimiser(loss.id());
  if (known.corner != nullptr) return known.corner(t).picks;
  const Decision by = known.decide({loss, t, teacher});
  if (by.kind == Decision::Kind::none) return std::nullopt;
  std::vector<double> scores = by.offset;
  for (std::size_t k = 0; k < t.size(); ++k) scores[k] += by.weight[k] * t[k];
  return sole_largest(scores);
}

}  // namespace losslab
