#include "losses/structures/masks/distance_map.h"

#include <cassert>
#include <cmath>
#include <limits>

namespace losslab {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

// min_j (i − j)² + f_j for every i, by the lower envelope of these parabolas; f is 0 or more, or infinite.
class Envelope {
 public:
  explicit Envelope(std::size_t longest) : place_(longest), from_(longest + 1), value_(longest) {}

  void replace(double* f, std::size_t n, std::size_t stride) {
    std::size_t parabolas = 0;
    for (std::size_t j = 0; j < n; ++j) {
      value_[j] = f[j * stride];
      if (value_[j] == infinite) continue;
      double from = -infinite;
      while (parabolas > 0 && (from = crossing(place_[parabolas - 1], j)) <= from_[parabolas - 1]) --parabolas;
      if (parabolas == 0) from = -infinite;
      place_[parabolas] = j;
      from_[parabolas++] = from;
    }
    if (parabolas == 0) return;
    from_[parabolas] = infinite;
    for (std::size_t i = 0, k = 0; i < n; ++i) {
      while (from_[k + 1] < static_cast<double>(i)) ++k;
      const double away = static_cast<double>(i) - static_cast<double>(place_[k]);
      f[i * stride] = away * away + value_[place_[k]];
    }
  }

 private:
  // Where the parabola of j becomes lower than that of the earlier i.
  double crossing(std::size_t i, std::size_t j) const {
    const double a = static_cast<double>(i), b = static_cast<double>(j);
    return ((value_[j] + b * b) - (value_[i] + a * a)) / (2 * (b - a));
  }
  std::vector<std::size_t> place_;
  std::vector<double> from_, value_;
};

// The squared distance to the nearest pixel that is 0 in f, and infinite elsewhere.
void spread(std::vector<double>& f, std::size_t width) {
  const std::size_t height = f.size() / width;
  Envelope envelope(width > height ? width : height);
  for (std::size_t column = 0; column < width; ++column) envelope.replace(f.data() + column, height, width);
  for (std::size_t row = 0; row < height; ++row) envelope.replace(f.data() + row * width, width, 1);
}

}  // namespace

std::vector<double> signed_distance_map(std::span<const double> truth, std::size_t width) {
  assert(width > 0 && truth.size() % width == 0);
  std::vector<double> to_inside(truth.size()), to_outside(truth.size());
  bool empty = true, full = true;
  for (std::size_t i = 0; i < truth.size(); ++i) {
    const bool inside = truth[i] >= 0.5;
    to_inside[i] = inside ? 0 : infinite;
    to_outside[i] = inside ? infinite : 0;
    empty = empty && !inside;
    full = full && inside;
  }
  if (empty || full) return std::vector<double>(truth.size(), 0.0);
  spread(to_inside, width);
  spread(to_outside, width);
  for (std::size_t i = 0; i < truth.size(); ++i) {
    to_inside[i] = truth[i] >= 0.5 ? 0.5 - std::sqrt(to_outside[i]) : std::sqrt(to_inside[i]) - 0.5;
  }
  return to_inside;
}

}  // namespace losslab
