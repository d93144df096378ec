// What lessons ask of a mask: what a loss has made of the object.
#include "app/core/structures/masks/masks_results.h"
#include "app/core/structures/structure_measures.h"

namespace losslab {

std::shared_ptr<const MeasureObject> MasksResults::measures(const Document&, const View&) const {
  if (!page_) return nullptr;
  const auto more = [](const MaskRun& run, long step, std::string_view name) -> std::optional<MeasureValue> {
    const MaskReading& reading = run.note(step);
    const MaskTask& task = *run.who().task;
    const MaskVerdict verdict = verdict_of(reading, task);
    const auto pixels = static_cast<double>(task.truth.size()), truth = static_cast<double>(task.foreground);
    if (name == "dice") return dice_of(reading, task);
    if (name == "area") return reading.area;
    if (name == "hits") return reading.hits;
    if (name == "truth") return truth;
    if (name == "share") return truth / pixels;
    if (name == "foreground_mean") return reading.foreground_mean;
    if (name == "background_mean") return reading.background_mean;
    if (name == "pull_share") return reading.pull_share;
    if (name == "forgotten") return verdict == MaskVerdict::forgotten ? 1.0 : 0.0;
    if (name == "bloated") return verdict == MaskVerdict::bloated ? 1.0 : 0.0;
    if (name == "good") return verdict == MaskVerdict::good ? 1.0 : 0.0;
    return std::nullopt;
  };
  return structure_measures(masks_id, page_->ticked, descents_,
                            {"dice", "area", "hits", "truth", "share", "foreground_mean", "background_mean",
                             "pull_share", "forgotten", "bloated", "good"},
                            more);
}

}  // namespace losslab
