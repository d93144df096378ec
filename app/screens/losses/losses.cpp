#include <utility>

#include "app/core/losses/losses_figure.h"
#include "app/core/losses/losses_page.h"
#include "app/core/losses/risk_figure.h"
#include "app/core/shell/state/own_losses.h"
#include "app/screens/catalogue/loss_panels.h"
#include "app/screens/losses/losses_panels.h"
#include "app/screens/shell/pieces.h"

namespace losslab {
namespace {

SliderSpec probe_spec(const Panel& panel, LossAxis axis, double value) {
  SliderSpec spec;
  spec.id = "probe_at";
  spec.value = value;
  spec.decimals = 3;
  switch (axis) {
    case LossAxis::residual:
      spec.label = panel.text("losses_probe.at_residual");
      spec.initial = 1.5, spec.min = -10, spec.max = 10;
      break;
    case LossAxis::margin:
      spec.label = panel.text("losses_probe.at_margin");
      spec.initial = -0.5, spec.min = -5, spec.max = 5;
      break;
    case LossAxis::probability:
      spec.label = panel.text("losses_probe.at_probability");
      spec.initial = 0.3, spec.min = 0.001, spec.max = 0.999;
      break;
    case LossAxis::score:
      spec.label = panel.text("losses_probe.at_score");
      spec.initial = 0.3, spec.min = 0.001, spec.max = 0.999;
      break;
    case LossAxis::other:
      spec.label = panel.text("losses_probe.at_other");
      spec.initial = 1, spec.min = -5, spec.max = 5;
      break;
  }
  return spec;
}

void probe_table(Panel& panel) {
  section(panel.text("losses_probe.title"), panel.ui);
  const LossAxis axis = losses_page(panel.document()).axis;
  const auto which = static_cast<std::size_t>(axis);
  const double at = losses_view(panel.view()).probe_at[which];
  const SliderEvents events = checked_slider(panel, probe_spec(panel, axis, at));
  if (events.value) {
    panel.actions.look([which, value = *events.value](View& view) { losses_view(view).probe_at[which] = value; });
  }
  std::vector<std::string> headers{"", panel.text("losses_probe.value"), panel.text("losses_probe.gradient"),
                                   panel.text("losses_probe.curvature")};
  if (axis == LossAxis::residual) headers.push_back(panel.text("losses_probe.weight"));
  std::vector<TableRow> rows;
  for (const ProbeRow& probe : probe_rows(panel.document(), panel.view(), panel.theme(), panel.language())) {
    TableRow row;
    row.swatch = probe.style;
    row.cells = {probe.label, brief(probe.value, 3), brief(probe.gradient, 3), brief(probe.curvature, 3)};
    if (axis == LossAxis::residual) row.cells.push_back(brief(probe.weight, 3));
    row.strong = probe.chosen;
    rows.push_back(std::move(row));
  }
  if (rows.empty()) {
    hint(panel.text("losses_probe.nothing"), panel);
  } else {
    number_table("probe_table", headers, rows, panel.ui);
  }
}

// Where each risk is least, and how low it gets.
void risk_table(Panel& panel) {
  const LossesPage& page = losses_page(panel.document());
  const bool probability = page.axis == LossAxis::probability;
  section(panel.text(probability ? "losses_risk.least_at_pi" : "losses_risk.least_at_eta",
                     {{"value", brief(page.compare.eta, 3)}}),
          panel.ui);
  std::vector<std::string> headers{"", panel.text("losses_risk.margin"), panel.text("losses_risk.probability"),
                                   panel.text("losses_risk.risk")};
  if (probability) headers = {"", panel.text("losses_risk.report"), panel.text("losses_risk.score")};
  std::vector<TableRow> rows;
  for (const RiskRow& risk : risk_rows(panel.document(), panel.theme(), panel.language())) {
    TableRow row;
    row.swatch = risk.style;
    row.cells = {risk.label, risk.probability, brief(risk.minimum.risk, 3)};
    if (!probability) row.cells.insert(row.cells.begin() + 1, risk.score);
    row.strong = risk.id == page.chosen();
    rows.push_back(std::move(row));
  }
  if (rows.empty()) {
    hint(panel.text("losses_risk.nothing"), panel);
    return;
  }
  number_table("risk_table", headers, rows, panel.ui);
  hint(panel.text(probability ? "losses_risk.score_meaning" : "losses_risk.risk_meaning"), panel);
}

}  // namespace

void LossesPanels::left(Panel& panel) const {
  comparison_controls(panel);
  loss_ticks(panel);
}

void LossesPanels::reading(Panel& panel) const {
  const LossesPage& page = losses_page(panel.document());
  const auto table = [&] {
    if (page.shows_risk()) {
      risk_table(panel);
    } else if (losses_view(panel.view()).probe) {
      probe_table(panel);
    }
  };
  // A long table would push what is told of the chosen loss out of sight.
  constexpr std::size_t few = 9;
  const bool table_first = page.ticked().size() <= few;
  const Loss& chosen = panel.loss(page.chosen());
  if (is_own(chosen)) {
    own_editor(panel, chosen);
    table();
    own_reading(panel, chosen);
    return;
  }
  if (table_first) table();
  describe_loss(panel, chosen);
  copy_button(panel, chosen);
  if (!table_first) table();
}

void LossesPanels::follow(Panel& panel) const {
  if (std::exchange(panel.state.new_loss_wanted, false)) make_new_loss(panel);
  int& frames = own_memory(panel).keyboard_frames;
  panel.state.typing_wanted = frames > 0;
  if (frames == 0) return;
  --frames;
  panel.ui.animating = true;
}

}  // namespace losslab
