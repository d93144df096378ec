#include "losses/learn/exact/scaled.h"

#include <algorithm>
#include <vector>

namespace losslab {

bool has_scale(const Loss& loss) {
  return std::ranges::any_of(loss.parameters(), [](const Parameter& p) { return p.in_residual_units; });
}

Loss scaled(const Loss& loss, double scale) {
  std::vector<double> values;
  for (std::size_t i = 0; i < loss.parameters().size(); ++i) {
    values.push_back(loss.parameter(i) * (loss.parameters()[i].in_residual_units ? scale : 1));
  }
  Loss changed = loss;
  changed.set_all(values);
  return changed;
}

}  // namespace losslab
