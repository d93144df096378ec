// What lessons ask of a box: where it is and how well it fits.
#include "app/core/structures/boxes/boxes_results.h"
#include "app/core/structures/structure_measures.h"

namespace losslab {

std::shared_ptr<const MeasureObject> BoxesResults::measures(const Document&, const View&) const {
  if (!page_) return nullptr;
  const auto more = [](const BoxRun& run, long step, std::string_view name) -> std::optional<MeasureValue> {
    const Box box = box_at(run, step), target = run.who().target;
    if (name == "iou") return iou_of(box, target);
    if (name == "error") return box_error(box, target);
    if (name == "width") return width_of(box);
    if (name == "height") return height_of(box);
    if (name == "centre") return std::vector<double>{centre_of(box)[0], centre_of(box)[1]};
    return std::nullopt;
  };
  return structure_measures(boxes_id, page_->ticked, descents_, {"iou", "error", "width", "height", "centre"}, more);
}

}  // namespace losslab
