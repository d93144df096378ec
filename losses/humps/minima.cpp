#include "losses/humps/minima.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace losslab {
namespace {

using Terms = BellTerms<double>;
using Pair = std::array<double, 2>;

constexpr int grid_means = 49, grid_widths = 33;

bool positive(const std::array<double, 3>& h) { return h[0] > 0 && h[0] * h[2] - h[1] * h[1] > 0; }

double least_eigenvalue(const std::array<double, 3>& h) {
  return 0.5 * (h[0] + h[2]) - std::hypot(0.5 * (h[0] - h[2]), h[1]);
}

// −(H + shift·I)⁻¹ g.
Pair newton_step(const Terms& at, double shift) {
  const double a = at.hessian[0] + shift, b = at.hessian[1], c = at.hessian[2] + shift, det = a * c - b * b;
  return {(b * at.gradient[1] - c * at.gradient[0]) / det, (b * at.gradient[0] - a * at.gradient[1]) / det};
}

// In widths of the bell across, and in log σ.
double length_of(const Pair& step, const Bell& bell) { return std::hypot(step[0] / bell.width(), step[1]); }

Bell moved(const Bell& from, const Pair& step, double share) {
  return {from.mean + share * step[0], from.log_width + share * step[1]};
}

// Whether rounding is all that is left of the slope.
bool is_flat(const Terms& here, const Bell& bell) {
  return std::hypot(here.gradient[0] * bell.width(), here.gradient[1]) < 1e-14;
}

// Newton's method, turned towards −∇ where the surface does not curve upwards, and shortened until it descends.
std::optional<BellMinimum> descend(const BellDivergence& divergence, Bell at) {
  constexpr int most_steps = 200;
  constexpr double longest = 0.5, arrived = 1e-10, near = 1e-5;
  Terms here = divergence.levels(at);
  for (int round = 0; round < most_steps && std::isfinite(here.value); ++round) {
    const double least = least_eigenvalue(here.hessian);
    const double scale = std::abs(here.hessian[0]) + std::abs(here.hessian[2]);
    const Pair step = newton_step(here, std::max(0.0, 1e-3 * scale - least));
    const double length = length_of(step, at);
    if (!std::isfinite(length)) return std::nullopt;
    if (length < arrived || is_flat(here, at)) {
      if (length >= arrived || !positive(here.hessian)) return std::nullopt;
      return BellMinimum{at, divergence.value(at), false};
    }
    double share = std::min(1.0, longest / length);
    Terms next = divergence.levels(moved(at, step, share));
    // So near, rounding hides whether the value falls.
    while (length > near && !(next.value < here.value) && share > 1e-12) {
      share *= 0.5;
      next = divergence.levels(moved(at, step, share));
    }
    at = moved(at, step, share);
    here = next;
  }
  return std::nullopt;
}

// One bell in place of the humps from number `first` to `last` in the order of their means.
Bell pooled(std::span<const Hump> humps) {
  const Mixture part(std::vector<Hump>(humps.begin(), humps.end()));
  return {part.mean(), 0.5 * std::log(part.variance())};
}

std::vector<Bell> likely_starts(const Mixture& mixture) {
  std::vector<Hump> humps(mixture.humps().begin(), mixture.humps().end());
  std::ranges::stable_sort(humps, {}, &Hump::mean);
  std::vector<Bell> starts;
  for (std::size_t first = 0; first < humps.size(); ++first) {
    for (std::size_t count = 1; first + count <= humps.size(); ++count) {
      starts.push_back(pooled(std::span(humps).subspan(first, count)));
    }
  }
  return starts;
}

// The places of a grid over the box that are as low as their eight neighbours, and not level with all of them.
void add_low_places(const BellDivergence& divergence, std::vector<Bell>& starts, const std::stop_token& stop) {
  const BellBox box = box_around(divergence.mixture());
  const auto bell = [&](int i, int j) {
    return Bell{box.mean_min + (box.mean_max - box.mean_min) * i / (grid_means - 1),
                box.log_width_min + (box.log_width_max - box.log_width_min) * j / (grid_widths - 1)};
  };
  std::vector<double> values;
  for (int j = 0; j < grid_widths && !stop.stop_requested(); ++j) {
    for (int i = 0; i < grid_means; ++i) values.push_back(divergence.level(bell(i, j), Precision::picture));
  }
  if (stop.stop_requested()) return;
  const auto at = [&](int i, int j) { return values[static_cast<std::size_t>(j * grid_means + i)]; };
  const auto is_low = [&](int i, int j) {
    if (!std::isfinite(at(i, j))) return false;
    bool rises = false;
    for (int up = std::max(j - 1, 0); up <= std::min(j + 1, grid_widths - 1); ++up) {
      for (int across = std::max(i - 1, 0); across <= std::min(i + 1, grid_means - 1); ++across) {
        if (at(across, up) < at(i, j)) return false;
        rises |= at(across, up) > at(i, j) + 1e-9 * (1 + std::abs(at(i, j)));
      }
    }
    return rises;
  };
  for (int j = 0; j < grid_widths; ++j) {
    for (int i = 0; i < grid_means; ++i) {
      if (is_low(i, j)) starts.push_back(bell(i, j));
    }
  }
}

bool same(const Bell& a, const Bell& b) { return length_of({a.mean - b.mean, a.log_width - b.log_width}, a) < 1e-6; }

}  // namespace

BellBox box_around(const Mixture& mixture) {
  const auto humps = mixture.humps();
  const double low = std::ranges::min(humps, {}, &Hump::mean).mean,
               high = std::ranges::max(humps, {}, &Hump::mean).mean;
  const double widest = mixture.widest(), whole = std::sqrt(mixture.variance());
  const double beyond = std::max(2 * widest, 0.3 * (high - low));
  return {low - beyond, high + beyond, std::log(0.4 * mixture.narrowest()), std::log(2.5 * std::max(whole, widest))};
}

std::vector<BellMinimum> find_minima(const BellDivergence& divergence, const std::stop_token& stop) {
  std::vector<Bell> starts = likely_starts(divergence.mixture());
  add_low_places(divergence, starts, stop);
  std::vector<BellMinimum> minima;
  for (const Bell& start : starts) {
    if (stop.stop_requested()) return {};
    const std::optional<BellMinimum> found = descend(divergence, start);
    if (!found) continue;
    const bool known = std::ranges::any_of(minima, [&](const BellMinimum& one) { return same(one.bell, found->bell); });
    if (!known) minima.push_back(*found);
  }
  std::ranges::sort(minima, {}, [](const BellMinimum& one) { return one.bell.mean; });
  double least = 0;
  for (const BellMinimum& one : minima) least = &one == minima.data() ? one.value : std::min(least, one.value);
  for (BellMinimum& one : minima) one.global = one.value <= least + 1e-9 * (1 + std::abs(least));
  return minima;
}

// Implicit Euler steps of the flow, linearised: (I/τ + H) step = −∇, with τ so short that no step is longer than
// `longest` and that the matrix stays positive definite. They are stable in narrow valleys, and near a minimum they are
// Newton's.
std::optional<std::size_t> basin_of(const BellDivergence& divergence, const Bell& start,
                                    std::span<const BellMinimum> minima) {
  constexpr int most_steps = 5000;
  constexpr double longest = 0.01;
  Bell at = start;
  for (int round = 0; round < most_steps; ++round) {
    const Terms here = divergence.levels(at);
    const double slope = std::hypot(here.gradient[0], here.gradient[1]);
    if (!std::isfinite(here.value) || !std::isfinite(slope)) return std::nullopt;
    const double least = least_eigenvalue(here.hessian);
    const Pair full = newton_step(here, 0);
    if (slope == 0 || length_of(full, at) < 1e-4) {  // stationary: a minimum or a saddle
      if (!positive(here.hessian)) return std::nullopt;
      const Bell end = moved(at, full, 1);
      for (std::size_t i = 0; i < minima.size(); ++i) {
        const Pair off{end.mean - minima[i].bell.mean, end.log_width - minima[i].bell.log_width};
        if (length_of(off, end) < 1e-3) return i;
      }
      return std::nullopt;
    }
    // ‖step‖ ≤ slope/(shift + least).
    if (is_flat(here, at)) return std::nullopt;
    const double shift = std::max({0.0, slope / longest - least, -2 * least});
    at = moved(at, newton_step(here, shift), 1);
  }
  return std::nullopt;
}

}  // namespace losslab
