#include "app/screens/lab/lab_panel.h"

#include <fmt/format.h>

namespace losslab {

std::string out_of_range(const Language& language, const std::string& what, double least, double most) {
  return language("lab.out_of_range",
                  {{"what", what}, {"least", fmt::format("{}", least)}, {"most", fmt::format("{}", most)}});
}

void page_slider(LabPanel& panel, const SliderSpec& spec, std::function<void(LabPage&, double)> change) {
  const SliderEvents events = checked_slider(panel, spec);
  if (!events.value) return;
  panel.edit_page(
      spec.label, [change = std::move(change), value = *events.value](LabPage& page) { change(page, value); },
      events.held ? panel.drag_mark(spec.id) : std::string());
}

}  // namespace losslab
