#pragma once
#include <cmath>
#include <cstddef>
#include <span>

namespace losslab {

// Which share of Σ |gradient| is on the foreground (truth ≥ ½), in [0, 1]; 0 where nothing pulls. As many numbers in
// both.
inline double foreground_share(std::span<const double> gradient, std::span<const double> truth) {
  double inside = 0, all = 0;
  for (std::size_t i = 0; i < gradient.size(); ++i) {
    all += std::fabs(gradient[i]);
    inside += truth[i] >= 0.5 ? std::fabs(gradient[i]) : 0;
  }
  return all > 0 ? inside / all : 0;
}

}  // namespace losslab
