#include "app/core/structures/sequence/sequence_view.h"

#include <algorithm>

#include "app/core/structures/sequence/sequence_page.h"
#include "app/core/structures/structures_page.h"

namespace losslab {

SequenceView& sequence_view(View& view) { return structure_view<SequenceView>(view, sequence_id); }
const SequenceView& sequence_view(const View& view) { return structure_view<SequenceView>(view, sequence_id); }

void put(SequenceView& view, std::size_t place, SequencePlot plot) {
  const auto before = std::ranges::find(view.places, plot);
  if (before != view.places.end()) *before = view.places[place];
  view.places[place] = plot;
}

}  // namespace losslab
