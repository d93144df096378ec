#include "app/screens/lab/lab_panel.h"

namespace losslab {

void page_slider(LabPanel& panel, const SliderSpec& spec, std::function<void(LabPage&, double)> change) {
  const SliderEvents events = checked_slider(panel, spec);
  if (!events.value) return;
  panel.edit_page(
      spec.label, [change = std::move(change), value = *events.value](LabPage& page) { change(page, value); },
      events.held ? panel.drag_mark(spec.id) : std::string());
}

}  // namespace losslab
