#include "losses/learn/models/bumps.h"

#include <algorithm>
#include <cmath>

namespace losslab {

Bumps::Bumps(int k, const Dataset& data) : k_(k) {
  const bool two = data.task == Task::classification;
  count_ = static_cast<std::size_t>(two ? k * k : k);
  for (std::size_t j = 0; j < (two ? 2U : 1U); ++j) {
    const auto [least, greatest] = std::ranges::minmax(j == 0 ? data.x1 : data.x2);
    const double range = greatest > least ? greatest - least : 2;
    axes_[j].first = k == 1 ? least + (greatest - least) / 2 : least;
    axes_[j].distance = k == 1 ? 0 : range / (k - 1);
    axes_[j].width = k == 1 ? range / 2 : axes_[j].distance;
  }
}

double Bumps::Axis::at(int i, double x) const {
  const double z = (x - (first + i * distance)) / width;
  return std::exp(-0.5 * (z * z));
}

void Bumps::evaluate(std::span<const double> x1, std::span<const double> x2, std::span<double> out,
                     std::size_t stride) const {
  const std::size_t n = x1.size();
  const bool two = !x2.empty();
  std::vector<double> along(two ? static_cast<std::size_t>(k_) * n : 0);
  double* const first = two ? along.data() : out.data();
  const std::size_t apart = two ? n : stride;
  for (int i = 0; i < k_; ++i) {
    for (std::size_t s = 0; s < n; ++s) first[static_cast<std::size_t>(i) * apart + s] = axes_[0].at(i, x1[s]);
  }
  if (!two) return;
  std::vector<double> across(n);
  for (int j = 0; j < k_; ++j) {
    for (std::size_t s = 0; s < n; ++s) across[s] = axes_[1].at(j, x2[s]);
    for (int i = 0; i < k_; ++i) {
      const double* const row = along.data() + static_cast<std::size_t>(i) * n;
      double* const to = out.data() + static_cast<std::size_t>(j * k_ + i) * stride;
      for (std::size_t s = 0; s < n; ++s) to[s] = row[s] * across[s];
    }
  }
}

}  // namespace losslab
