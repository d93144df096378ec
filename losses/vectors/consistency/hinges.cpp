#include "losses/vectors/consistency/hinges.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace losslab {
namespace {

constexpr double rounding = 1e-12;  // of sums of probabilities

bool equal(double a, double b) { return std::abs(a - b) <= rounding; }

// The classes from the most to the least probable one.
std::vector<std::size_t> by_probability(std::span<const double> t) {
  std::vector<std::size_t> order(t.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return t[a] > t[b]; });
  return order;
}

void centre(std::vector<double>& z) {
  const double mean = std::accumulate(z.begin(), z.end(), 0.0) / static_cast<double>(z.size());
  for (double& one : z) one -= mean;
}

}  // namespace

HingeMinimiser ova_hinge_minimiser(std::span<const double> t) {
  HingeMinimiser best{{}, true, std::nullopt};
  for (std::size_t k = 0; k < t.size(); ++k) {
    const bool half = equal(t[k], 0.5);
    if (half) best.unique = false;
    if (!half && t[k] > 0.5) best.picks = k;
    best.z.push_back(half ? 0 : t[k] > 0.5 ? 1 : -1);
    // A certain class may be as large as one likes, an impossible one as small.
    if (t[k] == 0 || t[k] == 1) best.unique = false;
  }
  return best;
}

HingeMinimiser crammer_singer_minimiser(std::span<const double> t) {
  const std::size_t top = by_probability(t).front();
  HingeMinimiser best{std::vector<double>(t.size(), 0.0), true, std::nullopt};
  // Impossible classes may lie below the others.
  best.unique = !equal(t[top], 0.5) && std::ranges::count(t, 0.0) == 0;
  if (t[top] > 0.5 && !equal(t[top], 0.5)) {
    best.z[top] = 1;
    best.picks = top;
    centre(best.z);
  }
  return best;
}

HingeMinimiser lee_lin_wahba_minimiser(std::span<const double> t) {
  const std::vector<std::size_t> order = by_probability(t);
  const std::size_t top = order.front();
  HingeMinimiser best{std::vector<double>(t.size(), -1 / static_cast<double>(t.size() - 1)), true, top};
  best.z[top] = 1;
  if (t[top] == 1) best.unique = false;
  if (equal(t[top], t[order[1]])) {
    best.unique = false;
    best.picks.reset();
  }
  return best;
}

HingeMinimiser weston_watkins_minimiser(std::span<const double> t) {
  const std::size_t n = t.size();
  const std::vector<std::size_t> order = by_probability(t);
  std::vector<double> mass(n + 1, 0.0);  // of the first ones
  for (std::size_t i = 0; i < n; ++i) mass[i + 1] = mass[i] + t[order[i]];
  // A level that ends after the first i classes costs each of its own i − 1, for i − 1 classes are level with it or
  // above; and the step down to the next level costs 1 for each pair of a class above and one below.
  struct Best {
    double cost = 0;
    std::size_t from = 0;  // where its last level begins
    bool unique = true;
    bool alone = true;  // whether all of the best ones have one class on top
  };
  std::vector<Best> best(n + 1);
  for (std::size_t i = 1; i <= n; ++i) {
    bool first = true;
    for (std::size_t from = 0; from < i; ++from) {
      double cost = best[from].cost + static_cast<double>(i - 1) * (mass[i] - mass[from]);
      if (i < n) cost += static_cast<double>(i) * (mass[n] - mass[i]);
      const bool alone = from == 0 ? i == 1 : best[from].alone;
      if (!first && equal(cost, best[i].cost)) {
        best[i].unique = false;
        best[i].alone = best[i].alone && alone;
      } else if (first || cost < best[i].cost) {
        best[i] = {cost, from, best[from].unique, alone};
      }
      first = false;
    }
  }
  HingeMinimiser result{std::vector<double>(n, 0.0), best[n].unique, std::nullopt};
  double level = 0;
  for (std::size_t end = n; end > 0; end = best[end].from) {
    for (std::size_t i = best[end].from; i < end; ++i) result.z[order[i]] = level;
    level += 1;
  }
  centre(result.z);
  for (std::size_t i = 0; i + 1 < n; ++i) {  // who is as probable may change places
    if (equal(t[order[i]], t[order[i + 1]]) && result.z[order[i]] != result.z[order[i + 1]]) result.unique = false;
  }
  if (mass[n] - mass[n - 1] == 0) result.unique = false;  // an impossible class may lie lower still
  if (best[n].alone && !equal(t[order[0]], t[order[1]])) result.picks = order[0];
  return result;
}

}  // namespace losslab
