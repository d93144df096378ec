#include "app/core/distributions/bell/bell_page.h"

#include <algorithm>
#include <cmath>

namespace losslab {
namespace {

// Beyond rounding, or nothing would ever be unchanged.
constexpr double rounding = 1e-12;

double within(double value, double least, double greatest, double otherwise) {
  return std::isfinite(value) ? std::clamp(value, least, greatest) : otherwise;
}

void share_out(std::vector<Hump>& humps) {
  double sum = 0;
  for (const Hump& hump : humps) sum += hump.weight;
  if (std::abs(sum - 1) <= rounding) return;
  for (Hump& hump : humps) hump.weight /= sum;
}

}  // namespace

Bell BellPage::start() const { return {mean, std::log(width)}; }

bool BellPage::has(DivergenceKind kind) const { return std::ranges::find(ticked, kind) != ticked.end(); }

BellDivergence bell_divergence(const BellPage& page, DivergenceKind kind) {
  return {kind, Mixture(page.humps), page.alpha};
}

void make_valid(BellPage& page) {
  if (page.humps.empty()) page.humps = {Hump()};
  if (page.humps.size() > most_humps) page.humps.resize(most_humps);
  for (Hump& hump : page.humps) {
    hump.mean = within(hump.mean, -farthest_mean, farthest_mean, 0);
    hump.width = within(hump.width, least_width, greatest_width, 1);
    hump.weight = within(hump.weight, 1e-9, 1, least_weight);
  }
  share_out(page.humps);
  page.mean = within(page.mean, -farthest_mean, farthest_mean, 0);
  page.width = within(page.width, least_width, greatest_width, 1);
  page.alpha = within(page.alpha, 0, 1, 0.5);
  if (!page.has(page.chosen) && !page.ticked.empty()) page.chosen = page.ticked.front();
}

void toggle(BellPage& page, DivergenceKind kind) {
  const auto at = std::ranges::find(page.ticked, kind);
  if (at != page.ticked.end()) {
    page.ticked.erase(at);
    return;
  }
  page.ticked.insert(std::ranges::upper_bound(page.ticked, kind), kind);
  page.chosen = kind;
}

void add_hump(BellPage& page) {
  if (page.humps.size() >= most_humps) return;
  std::vector<Hump> sorted = page.humps;
  std::ranges::stable_sort(sorted, {}, &Hump::mean);
  const Hump& last = sorted.back();
  Hump added{0, last.mean + 6 * last.width, last.width};
  double widest = 0;
  for (std::size_t i = 1; i < sorted.size(); ++i) {
    const Hump &a = sorted[i - 1], &b = sorted[i];
    const double room = (b.mean - a.mean) / (a.width + b.width);
    if (room < 6 || room <= widest) continue;
    widest = room;
    added = {0, 0.5 * (a.mean + b.mean), std::min(a.width, b.width)};
  }
  if (std::abs(added.mean) > farthest_mean) added.mean = sorted.front().mean - 6 * sorted.front().width;
  const double share = 1 / static_cast<double>(page.humps.size() + 1);
  for (Hump& hump : page.humps) hump.weight *= 1 - share;
  added.weight = share;
  page.humps.push_back(added);
}

void remove_hump(BellPage& page, std::size_t which) {
  if (page.humps.size() < 2 || which >= page.humps.size()) return;
  page.humps.erase(page.humps.begin() + static_cast<std::ptrdiff_t>(which));
  share_out(page.humps);
}

void set_hump_weight(BellPage& page, std::size_t which, double weight) {
  std::vector<Hump>& humps = page.humps;
  if (humps.size() < 2) return;
  const double others = static_cast<double>(humps.size() - 1), rest = 1 - humps[which].weight;
  weight = std::clamp(weight, least_weight, 1 - least_weight * others);
  for (std::size_t i = 0; i < humps.size(); ++i) {
    if (i != which) humps[i].weight *= (1 - weight) / rest;
  }
  humps[which].weight = weight;
}

std::vector<Hump> preset_humps(HumpPreset preset) {
  switch (preset) {
    case HumpPreset::two_alike:
      return {{0.5, -2, 0.5}, {0.5, 2, 0.5}};
    case HumpPreset::unequal:
      return {{0.75, -2, 0.5}, {0.25, 2, 0.8}};
    case HumpPreset::close:
      return {{0.5, -0.8, 0.6}, {0.5, 0.8, 0.6}};
    case HumpPreset::three:
      return {{0.3, -5, 0.6}, {0.3, 0, 0.4}, {0.4, 4, 0.8}};
    case HumpPreset::one:
      break;
  }
  return {{1, 0, 1}};
}

}  // namespace losslab
