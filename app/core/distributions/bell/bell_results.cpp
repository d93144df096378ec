#include "app/core/distributions/bell/bell_results.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace losslab {

double BellCompetitor::evaluate(std::span<const double> theta, std::span<double> gradient) const {
  const BellTerms<double> terms = divergence.evaluate({theta[0], theta[1]});
  std::ranges::copy(terms.gradient, gradient.begin());
  return terms.value;
}

Bell bell_at(const BellRun& run, long step) {
  const std::span<const double> theta = run.iterate(step);
  return {theta[0], theta[1]};
}

bool BellResults::follow(const BellPage& next) {
  if (followed_ && next == page_) return false;
  const bool again = !followed_ || !(next.start() == page_.start());
  const std::vector<DivergenceKind> before = page_.ticked;
  page_ = next;
  followed_ = true;
  changed();
  if (again) {
    restart();
    return true;
  }
  std::vector<BellRun> runs;
  bool others = false;
  for (const DivergenceKind kind : page_.ticked) {
    const auto at = std::ranges::find(before, kind);
    if (at == before.end()) {
      runs.emplace_back(competitor(kind), std::array{page_.mean, page_.start().log_width});
      runs.back().advance_to(length());
      continue;
    }
    runs.push_back(std::move(runs_[static_cast<std::size_t>(at - before.begin())]));
    if (runs.back().who() == competitor(kind)) continue;
    runs.back().change(competitor(kind), position());
    others = true;
  }
  runs_ = std::move(runs);
  if (!others) return false;
  go_on_from_here();
  for (BellRun& run : runs_) {
    if (run.length() > length()) run.change(run.who(), length());
  }
  return false;
}

void BellResults::forget() {
  runs_.clear();
  for (const DivergenceKind kind : page_.ticked) {
    runs_.emplace_back(competitor(kind), std::array{page_.mean, page_.start().log_width});
  }
}

void BellResults::make(long length) {
  for (BellRun& run : runs_) run.advance_to(length);
}

bool BellResults::all_stopped() const {
  return std::ranges::all_of(runs_, [](const BellRun& run) { return run.stopped().has_value(); });
}

BellBox BellResults::box(const Camera& looked) const {
  BellBox box = box_around(Mixture(page_.humps));
  const Bell start = page_.start();
  // Rounded, so that dragging the start beyond does not make it another one at each step.
  box.mean_min = std::min(box.mean_min, std::floor(start.mean - 0.5));
  box.mean_max = std::max(box.mean_max, std::ceil(start.mean + 0.5));
  box.log_width_min = std::min(box.log_width_min, 0.5 * std::floor(2 * (start.log_width - 0.1)));
  box.log_width_max = std::max(box.log_width_max, 0.5 * std::ceil(2 * (start.log_width + 0.1)));
  if (looked.x) box.mean_min = looked.x->min, box.mean_max = looked.x->max;
  if (looked.y) box.log_width_min = looked.y->min, box.log_width_max = looked.y->max;
  return box;
}

bool BellResults::take_scenery() {
  if (!scenery_.take()) return false;
  changed();
  return true;
}

void BellResults::settle(const Camera& looked, const Theme& theme) {
  scenery_.wait(page_, box(looked), theme);
  changed();
}

std::vector<Failure> BellResults::failures() const {
  std::vector<Failure> all;
  for (const BellRun& run : runs_) {
    const std::optional<long> stopped = run.stopped();
    if (!stopped || *stopped > position() + 1) continue;
    const BellDivergenceInfo& info = info_of(run.who().divergence.kind());
    all.push_back({info.id, text_("distributions.stopped",
                                  {{"loss", std::string(info.english)}, {"step", fmt::format("{}", *stopped)}})});
  }
  return all;
}

}  // namespace losslab
