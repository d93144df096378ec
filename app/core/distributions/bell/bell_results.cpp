#include "app/core/distributions/bell/bell_results.h"

#include <fmt/format.h>
#include "app/core/catalogue/loss_text.h"

#include <algorithm>
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
  page_ = next;
  followed_ = true;
  std::vector<Runner> runners;
  for (const DivergenceKind kind : page_.ticked) {
    runners.push_back({kind, {bell_divergence(page_, kind), page_.optimizer}});
  }
  if (again) {
    begin_again({page_.mean, page_.start().log_width}, std::move(runners));
  } else {
    follow_runners(std::move(runners));
  }
  return again;
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
  for (const BellRun& run : runs()) {
    const std::optional<long> stopped = run.stopped();
    if (!stopped || *stopped > position() + 1) continue;
    const BellDivergenceInfo& info = info_of(run.who().divergence.kind());
    all.push_back({info.id, text_("distributions.stopped",
                                  {{"loss", name_text(text_, info)}, {"step", fmt::format("{}", *stopped)}})});
  }
  return all;
}

}  // namespace losslab
