// What lessons ask of a sequence: how sure the model is of the label and of its parts.
#include <cmath>

#include "app/core/structures/sequence/sequence_results.h"
#include "app/core/structures/structure_measures.h"

namespace losslab {

std::shared_ptr<const MeasureObject> SequenceResults::measures(const Document&, const View&) const {
  if (!followed_) return nullptr;
  const auto more = [this](const SequenceRun& run, long step, std::string_view name) -> std::optional<MeasureValue> {
    const SequencePeaks peaks = peaks_of(page_, run.iterate(step));
    if (name == "blank") return peaks.blank;
    if (name == "peaks") return peaks.peaks;
    if (name == "probability") return std::exp(-run.loss(step));
    return std::nullopt;
  };
  return structure_measures(sequence_id, page_.ticked, descents_, {"blank", "peaks", "probability"}, more);
}

}  // namespace losslab
