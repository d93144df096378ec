#include <algorithm>

#include "app/screens/panels.h"

namespace losslab {
namespace {

void loss_row(Panel& panel, const Loss& loss) {
  const LossesPage& page = panel.document().losses_page;
  const std::string id(loss.id());
  const std::vector<std::string>& ids = page.ticked();
  const bool ticked = std::find(ids.begin(), ids.end(), id) != ids.end();
  const SeriesRowEvents events =
      series_row(("loss." + id).c_str(), loss.info().english, ticked, page.chosen() == id, panel.style(id), panel.ui);
  panel.ui.note("loss." + id);
  if (events.toggled) {
    panel.actions.edit(std::string(ticked ? "hide " : "show ") + loss.info().english, [id, ticked](Document& document) {
      toggle(document.losses_page.ticked(), id, document);
      if (!ticked) document.losses_page.chosen() = id;
    });
  }
  if (events.chosen) {
    panel.actions.edit("chosen loss", [id](Document& document) { document.losses_page.chosen() = id; });
  }
  if (events.hovered && ticked) panel.state.hovered_row = panel.document().index(id);
  if (ticked) parameter_sliders(panel, loss, true);
}

void family_rows(Panel& panel, Family family, const char* title) {
  section(title, panel.ui);
  for (const Loss& loss : panel.document().losses) {
    if (loss.info().family == family) loss_row(panel, loss);
  }
}

}  // namespace

void loss_list(Panel& panel) {
  if (panel.document().losses_page.axis == LossAxis::residual) {
    family_rows(panel, Family::residual, "Losses of the residual");
  } else {
    family_rows(panel, Family::margin, "Losses of the margin");
    family_rows(panel, Family::probability, "Losses of the probability");
  }
}

}  // namespace losslab
