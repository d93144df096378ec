#include "app/core/structures/sequence/frame_course.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace losslab {
namespace {

constexpr double minus_infinity = -std::numeric_limits<double>::infinity();

// log Σ exp(z_k + a_k).
double log_sum(std::span<const double> z, std::span<const double> a) {
  double top = minus_infinity;
  for (std::size_t k = 0; k < z.size(); ++k) top = std::max(top, z[k] + a[k]);
  if (top == minus_infinity) return top;
  double sum = 0;
  for (std::size_t k = 0; k < z.size(); ++k) sum += std::exp(z[k] + a[k] - top);
  return top + std::log(sum);
}

double log_sum(std::span<const double> z) {
  const double top = *std::ranges::max_element(z);
  double sum = 0;
  for (const double one : z) sum += std::exp(one - top);
  return top + std::log(sum);
}

}  // namespace

FrameCourse::FrameCourse(const scalar::CtcLattice<double>& lattice, std::size_t frame)
    : rest_(lattice.classes, minus_infinity) {
  const std::size_t states = lattice.states();
  for (std::size_t state = 0; state < states; ++state) {
    const std::size_t symbol = lattice.symbols[state], place = frame * states + state;
    // The frame's own share is in `forward`, and is taken out again.
    const double own = lattice.at.s[frame * lattice.classes + symbol];
    rest_[symbol] = scalar::add_logs(rest_[symbol], lattice.forward[place] + lattice.backward[place] + own);
  }
}

FrameCourse::FrameCourse(const scalar::FrameProbabilities<double>& at, std::span<const std::size_t> alignment,
                         std::size_t frame)
    : rest_(at.classes, minus_infinity) {
  double others = 0;
  for (std::size_t t = 0; t < at.frames; ++t) others -= t == frame ? 0 : at.s[t * at.classes + alignment[t]];
  rest_[alignment[frame]] = others;
}

double FrameCourse::value(std::span<const double> frame_logits) const {
  return log_sum(frame_logits) - log_sum(frame_logits, rest_);
}

double FrameCourse::slope(std::span<const double> frame_logits, std::size_t symbol) const {
  const double z = frame_logits[symbol];
  return std::exp(z - log_sum(frame_logits)) - std::exp(z + rest_[symbol] - log_sum(frame_logits, rest_));
}

}  // namespace losslab
