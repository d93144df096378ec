#pragma once
#include <string>
#include <vector>

#include "app/core/descent/kept_runs.h"
#include "app/core/distributions/bell/bell_page.h"
#include "app/core/distributions/bell/bell_scenery.h"
#include "app/core/shell/state/camera.h"
#include "app/core/shell/state/results.h"

namespace losslab {

// One divergence that descends on (μ, log σ).
struct BellCompetitor {
  BellDivergence divergence;
  Optimizer optimizer;
  friend bool operator==(const BellCompetitor&, const BellCompetitor&) = default;

  double evaluate(std::span<const double> theta, std::span<double> gradient) const;
};
using BellRun = KeptDescent<BellCompetitor>;
Bell bell_at(const BellRun& run, long step);

// The descents of a page's divergences, all from one start, with their minima and the field of the chosen one; runs()
// in the order of `ticked`.
class BellResults final : public KeptRuns<DivergenceKind, BellCompetitor> {
 public:
  explicit BellResults(const ResultsNeeds& needs) : text_(needs.language), scenery_(needs.wake) {}

  // Another start: begins again, and returns true. Another mixture, divergence or method: goes on from the iterate
  // shown.
  bool follow(const BellPage& page);
  bool followed() const { return followed_; }

  const BellPage& page() const { return page_; }
  const BellScenery& scenery() const { return scenery_; }
  // What the landscape shows: what the camera looks at, or else all minima can be in, and the start.
  BellBox box(const Camera& looked) const;

  // As in Results; the camera is that of the landscape.
  void update(const Camera& looked, const Theme& theme) { scenery_.want(page_, box(looked), theme); }
  bool take_scenery();
  bool pending() const { return scenery_.pending(); }
  void settle(const Camera& looked, const Theme& theme);

  std::vector<Failure> failures() const override;

 private:
  const Language& text_;
  BellPage page_;
  bool followed_ = false;
  BellScenery scenery_;
};

}  // namespace losslab
