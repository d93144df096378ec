#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/core/shell/state/results.h"
#include "app/core/structures/masks/mask_descent.h"
#include "app/core/structures/masks/mask_scenery.h"
#include "app/core/structures/masks/masks_page.h"

namespace losslab {

// The descents of a page's losses with the pictures and curves of the iterate shown.
class MasksResults final : public Results {
 public:
  explicit MasksResults(const ResultsNeeds& needs)
      : text_(needs.language), descents_(needs.language, needs.wake), scenery_(needs.wake) {}

  bool follow(const Document& document) override;
  bool followed() const override { return page_.has_value(); }
  Figure figure(const Document& document, const View& view, const Theme& theme) const override;
  std::uint64_t version() const override { return descents_.version() + arrived_; }
  Playback* playback() override { return page_ ? &descents_ : nullptr; }
  void update(const Document& document, const View& view, const Theme& theme, bool moving) override;
  std::shared_ptr<const MeasureObject> measures(const Document& document, const View& view) const override;
  bool take() override;
  bool pending() const override { return scenery_.pending(); }
  void settle(const Document& document, const View& view, const Theme& theme) override;

  const MasksPage& page() const { return *page_; }
  const MaskDescents& descents() const { return descents_; }
  const MaskScenery& scenery() const { return scenery_; }
  const MaskTask& task() const { return *descents_.task(); }
  const MaskGrid& truth() const { return truth_; }
  // Of a run at the iterate shown.
  const MaskReading& reading(const MaskRun& run) const { return run.note(descents_.position()); }

 private:
  MaskScenery::Wants wants(const View& view, const Theme& theme) const;
  MaskMoment moment() const;

  const Language& text_;
  std::optional<MasksPage> page_;
  MaskGrid truth_;
  MaskDescents descents_;
  MaskScenery scenery_;
  std::uint64_t arrived_ = 0;  // how often the scenery brought something
  std::uint64_t edits_ = 0;    // changes of the page
};

}  // namespace losslab
