#include "app/core/descent/kept_steps.h"

#include <algorithm>

namespace losslab {

std::vector<long> path_steps(long position) {
  constexpr long most = 800;
  std::vector<long> steps;
  for (long step = 0; step < position; step += std::max(1L, std::max(step, 256L) / (most / 4))) steps.push_back(step);
  steps.push_back(position);
  return steps;
}

std::vector<long> history_steps(long length, long last) {
  constexpr long most = 500;
  std::vector<long> steps;
  for (long step = 0; step < last; step += std::max(1L, std::min(std::max(step, 64L) / 64, length / most))) {
    steps.push_back(step);
  }
  steps.push_back(last);
  return steps;
}

}  // namespace losslab
