#pragma once
#include <optional>
#include <string>
#include <vector>

#include "app/core/descent/kept_runs.h"
#include "app/core/shell/state/results.h"
#include "app/core/structures/boxes/boxes_field.h"
#include "app/core/structures/boxes/boxes_page.h"
#include "app/core/structures/boxes/experiment_service.h"

namespace losslab {

// One loss that descends on the corners of the prediction.
struct BoxCompetitor {
  StructuredLoss loss;
  Optimizer optimizer;
  Box target;
  friend bool operator==(const BoxCompetitor&, const BoxCompetitor&) = default;

  // NaN of a box that a step has turned over.
  double evaluate(std::span<const double> box, std::span<double> gradient) const;
};
using BoxRun = KeptDescent<BoxCompetitor>;
Box box_at(const BoxRun& run, long step);

// The descents of a page's losses on the corners, all from one start; runs() in the order of `ticked`.
class BoxDescents final : public KeptRuns<std::string, BoxCompetitor> {
 public:
  explicit BoxDescents(const Language& text) : text_(text) {}

  // Another start: begins again, and returns true. Another target, loss, parameter or method: goes on from the iterate
  // shown.
  bool follow(const BoxesPage& page);
  std::vector<Failure> failures() const override;

 private:
  const Language& text_;
  std::vector<std::string> ids_;
  std::optional<Box> start_;
};

class BoxesResults final : public Results {
 public:
  explicit BoxesResults(const ResultsNeeds& needs)
      : text_(needs.language), descents_(needs.language), experiment_(needs.wake) {}

  bool follow(const Document& document) override;
  bool followed() const override { return page_.has_value(); }
  Figure figure(const Document& document, const View& view, const Theme& theme) const override;
  std::uint64_t version() const override { return descents_.version() + experiment_version_; }
  std::shared_ptr<const MeasureObject> measures(const Document& document, const View& view) const override;
  bool take() override;
  Playback* playback() override { return page_ ? &descents_ : nullptr; }

  const BoxesPage& page() const { return *page_; }
  const BoxDescents& descents() const { return descents_; }
  const Box& target() const { return page_->targets[assigned_target(*page_)]; }
  // Where the chosen one is now, or the start where nobody runs.
  Box now() const;
  const ExperimentService& experiment() const { return experiment_; }
  void run_experiment();  // of the losses that run
  void cancel_experiment();
  const BoxField& field(const BoxFieldKey& key) const { return field_.of(key); }

 private:
  const Language& text_;
  std::optional<BoxesPage> page_;
  BoxDescents descents_;
  mutable KeptBoxField field_;
  ExperimentService experiment_;
  std::uint64_t experiment_version_ = 0;
};

}  // namespace losslab
