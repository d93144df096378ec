#include "widgets/imgui/reading_order.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace losslab {
namespace {

float height(const Stop& stop) { return stop.high.y - stop.low.y; }

// Whether both stand on one line: they share at least half of the taller one's height.
bool beside(const Stop& a, const Stop& b) {
  const float shared = std::min(a.high.y, b.high.y) - std::max(a.low.y, b.low.y);
  return shared >= 0.5f * std::max(height(a), height(b));
}

// Line after line: the topmost stop begins one, and what stands beside it belongs to it.
void sort_lines(std::span<Stop> stops) {
  std::ranges::stable_sort(stops, {}, [](const Stop& stop) { return stop.low.y; });
  while (!stops.empty()) {
    const Stop first = stops.front();
    const auto rest =
        std::stable_partition(stops.begin(), stops.end(), [&first](const Stop& stop) { return beside(first, stop); });
    // What begins at the same place keeps its order.
    std::stable_sort(stops.begin(), rest, [](const Stop& a, const Stop& b) { return a.low.x < b.low.x; });
    // Of no height, it does not stand even beside itself.
    const auto count = std::max<std::ptrdiff_t>(rest - stops.begin(), 1);
    stops = stops.subspan(static_cast<std::size_t>(count));
  }
}

ImVec2 middle(const Stop& stop) { return ImVec2((stop.low.x + stop.high.x) * 0.5f, (stop.low.y + stop.high.y) * 0.5f); }

// How far two stretches are from each other, 0 where they overlap.
float gap(float a_low, float a_high, float b_low, float b_high) {
  return std::max({0.f, b_low - a_high, a_low - b_high});
}

}  // namespace

std::vector<Stop> reading_order(std::span<const Stop> stops, std::span<const Stops::Order> orders) {
  std::vector<Stop> sorted(stops.begin(), stops.end());
  std::ranges::stable_sort(sorted, {}, &Stop::region);
  for (std::size_t begin = 0; begin < sorted.size();) {
    std::size_t end = begin;
    while (end < sorted.size() && sorted[end].region == sorted[begin].region) ++end;
    const auto region = static_cast<std::size_t>(sorted[begin].region);
    const bool lines = region >= orders.size() || orders[region] == Stops::Order::lines;
    if (lines) sort_lines(std::span(sorted).subspan(begin, end - begin));
    begin = end;
  }
  return sorted;
}

const Stop* nearest_in_group(std::span<const Stop> stops, const Stop& from, StopKey arrow) {
  const bool across = arrow == StopKey::left || arrow == StopKey::right;
  const float sign = arrow == StopKey::right || arrow == StopKey::down ? 1.f : -1.f;
  const Stop* best = nullptr;
  float least = std::numeric_limits<float>::infinity();
  for (const Stop& stop : stops) {
    if (stop.group != from.group || stop.layer != from.layer || stop.id == from.id) continue;
    const ImVec2 a = middle(from), b = middle(stop);
    const float along = sign * (across ? b.x - a.x : b.y - a.y);
    const float aside = across ? gap(from.low.y, from.high.y, stop.low.y, stop.high.y)
                               : gap(from.low.x, from.high.x, stop.low.x, stop.high.x);
    // Beyond the present one's edge or at least its middle, and rather straight ahead.
    if (along < 1 || (across && aside > 0)) continue;
    const float distance = along + 4 * aside + 0.01f * std::abs(across ? b.y - a.y : b.x - a.x);
    if (distance >= least) continue;
    least = distance;
    best = &stop;
  }
  return best;
}

}  // namespace losslab
