// What can be taken hold of in the plots of losses: the probe, the knee of a loss, the true probability.
#include <algorithm>
#include <array>

#include "app/core/catalogue/loss_text.h"
#include "app/core/losses/losses_figure.h"
#include "app/core/losses/losses_page.h"
#include "app/core/shell/state/document.h"
#include "app/screens/losses/losses_panels.h"

namespace losslab {
namespace {

constexpr int probe_handle = 1'000'000, knee_handle = 2'000'000, eta_handle = 4'000'000;
constexpr double least_plots = 465;  // width that the plots keep while there is a choice

// The true probability can be dragged wherever it is drawn.
void risk_handles(const Panel& panel, std::vector<Handle>& handles) {
  const LossesPage& page = losses_page(panel.document());
  const Point at{page.compare.eta, 0};
  handles.push_back({eta_handle, "link", at, Handle::Shape::vertical_line, 6});
  if (page.axis != LossAxis::probability) return;
  handles.push_back({eta_handle + 1, "risk", at, Handle::Shape::vertical_line, 6});
}

void drag_knee(Panel& panel, const FigureEvents::HandleDrag& drag) {
  const std::optional<Knee> found = knee(panel.document());
  if (!found) return;
  const double value = knee_value(panel.document(), *found, drag.to.x);
  panel.actions.edit(
      panel.text("loss_parameter.changed", {{"parameter", found->parameter},
                                            {"loss", name_text(panel.language(), panel.loss(found->loss).info())}}),
      [id = found->loss, name = found->parameter, value](Document& document) {
        document.loss(id).set_held(name, value);
      },
      panel.drag_mark("knee"));
}

void drag_probe(Panel& panel, double to) {
  const LossAxis axis = losses_page(panel.document()).axis;
  const bool probability = axis == LossAxis::probability || axis == LossAxis::score;
  const double at = probability ? std::clamp(to, 0.001, 0.999) : to;
  panel.actions.look(
      [which = static_cast<std::size_t>(axis), at](View& view) { losses_view(view).probe_at[which] = at; });
}

void drag_eta(Panel& panel, double to) {
  panel.actions.edit(
      panel.text("losses_drag.true_probability_changed"),
      [eta = std::clamp(to, least_eta, largest_eta)](Document& document) { losses_page(document).compare.eta = eta; },
      panel.drag_mark("eta"));
}

}  // namespace

double LossesPanels::all_columns(double left, double right) const { return left + right + least_plots; }

std::string LossesPanels::nothing(const Panel& panel) const {
  return losses_page(panel.document()).ticked().empty() ? panel.text("losses_ticks.none_yet") : std::string();
}

void LossesPanels::handles(const Panel& panel, std::vector<Handle>& handles) const {
  if (losses_page(panel.document()).shows_risk()) {
    risk_handles(panel, handles);
    return;
  }
  const LossesView& view = losses_view(panel.view());
  const double at = view.probe_at[static_cast<std::size_t>(losses_page(panel.document()).axis)];
  int number = 0;
  for (const Plot& plot : panel.state.figure_view.figure().plots) {
    if (!view.probe) break;
    handles.push_back({probe_handle + number++, plot.name, {at, 0}, Handle::Shape::vertical_line, 6});
  }
  const std::optional<Knee> found = knee(panel.document());
  const std::vector<std::string>& ticked = losses_page(panel.document()).ticked();
  if (found && std::find(ticked.begin(), ticked.end(), found->loss) != ticked.end()) {
    handles.push_back({knee_handle, "loss", found->at, Handle::Shape::point, 9});
  }
}

void LossesPanels::gestures(Panel& panel, const FigureEvents& events) const {
  if (!events.drag) return;
  const FigureEvents::HandleDrag& drag = *events.drag;
  if (drag.id >= eta_handle) {
    drag_eta(panel, drag.to.x);
  } else if (drag.id >= knee_handle) {
    drag_knee(panel, drag);
  } else {
    drag_probe(panel, drag.to.x);
  }
}

std::string LossesPanels::id_of_series(const Panel& panel, int series) const {
  const std::vector<Loss>& losses = panel.document().losses;
  if (series < 0 || static_cast<std::size_t>(series) >= losses.size()) return {};
  return std::string(losses[static_cast<std::size_t>(series)].id());
}

bool LossesPanels::can_log_y(const std::string& plot) const { return plot == "loss" || plot == "weight"; }

}  // namespace losslab
