#include "app/core/shell/animation/even_progress.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "widgets/figure/movement.h"

namespace losslab {
namespace {

struct Look {
  long step;
  Figure figure;
  double move = 0;  // since the look before
};

// Runs do most at their beginning: there the first looks are close together.
std::vector<long> first_looks(long from, long to) {
  constexpr int count = 24;
  std::vector<long> steps;
  for (int i = 0; i <= count; ++i) {
    const double share = static_cast<double>(i) / count;
    steps.push_back(from + std::lround(share * share * static_cast<double>(to - from)));
  }
  steps.erase(std::unique(steps.begin(), steps.end()), steps.end());
  return steps;
}

}  // namespace

RunProgress::RunProgress(long from, long to, const std::function<Figure(long)>& figure_at,
                         const std::function<bool()>& enough, std::size_t most) {
  std::vector<Look> looks;
  for (const long step : first_looks(from, to)) {
    if (enough()) break;
    looks.push_back({step, figure_at(step), 0});
    if (looks.size() > 1) looks.back().move = movement(looks[looks.size() - 2].figure, looks.back().figure);
  }
  while (looks.size() > 1 && looks.size() < most && !enough()) {
    // The stretch of the longest way that has an iterate in it.
    auto longest = looks.end();
    for (auto at = looks.begin() + 1; at != looks.end(); ++at) {
      const bool divisible = at->step - (at - 1)->step > 1;
      if (divisible && at->move > 0 && (longest == looks.end() || at->move > longest->move)) longest = at;
    }
    if (longest == looks.end()) break;
    const long middle = std::midpoint((longest - 1)->step, longest->step);
    Look between{middle, figure_at(middle), 0};
    between.move = movement((longest - 1)->figure, between.figure);
    longest->move = movement(between.figure, longest->figure);
    looks.insert(longest, std::move(between));
  }
  double way = 0;
  for (const Look& look : looks) marks_.push_back({look.step, way += look.move});
  if (way > 0) return;
  marks_ = {{from, 0.0}, {to, static_cast<double>(to - from)}};
}

long RunProgress::at(double share) const {
  if (share >= 1) return marks_.back().step;
  const double way = share * marks_.back().way;
  const auto after = std::ranges::upper_bound(marks_, way, {}, &Mark::way);
  if (after == marks_.begin()) return marks_.front().step;
  if (after == marks_.end()) return marks_.back().step;
  const Mark &low = *(after - 1), &high = *after;
  const double part = (way - low.way) / (high.way - low.way);
  return low.step + std::lround(part * static_cast<double>(high.step - low.step));
}

}  // namespace losslab
