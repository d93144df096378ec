#include <fmt/format.h>

#include <array>

#include "app/core/losses/losses_figure.h"
#include "app/core/losses/losses_page.h"
#include "app/core/losses/risk_figure.h"
#include "app/screens/catalogue/loss_panels.h"
#include "app/screens/losses/losses_panels.h"
#include "app/screens/shell/pieces.h"

namespace losslab {
namespace {

SliderSpec probe_spec(LossAxis axis, double value) {
  SliderSpec spec;
  spec.id = "probe_at";
  spec.value = value;
  spec.decimals = 3;
  switch (axis) {
    case LossAxis::residual:
      spec.label = "Probe at residual r";
      spec.initial = 1.5, spec.min = -10, spec.max = 10;
      break;
    case LossAxis::margin:
      spec.label = "Probe at margin m";
      spec.initial = -0.5, spec.min = -5, spec.max = 5;
      break;
    case LossAxis::probability:
      spec.label = "Probe at probability p";
      spec.initial = 0.3, spec.min = 0.001, spec.max = 0.999;
      break;
    case LossAxis::score:
      spec.label = "Probe at probability q";
      spec.initial = 0.3, spec.min = 0.001, spec.max = 0.999;
      break;
    case LossAxis::other:
      spec.label = "Probe at the argument";
      spec.initial = 1, spec.min = -5, spec.max = 5;
      break;
  }
  return spec;
}

void probe_table(Panel& panel) {
  section("At the probe", panel.ui);
  const LossAxis axis = losses_page(panel.document()).axis;
  const auto which = static_cast<std::size_t>(axis);
  const SliderEvents events = checked_slider(panel, probe_spec(axis, losses_view(panel.view()).probe_at[which]));
  if (events.value) {
    panel.actions.look([which, value = *events.value](View& view) { losses_view(view).probe_at[which] = value; });
  }
  std::vector<std::string> headers{"", "value", "gradient", "curvature"};
  if (axis == LossAxis::residual) headers.emplace_back("weight");
  std::vector<TableRow> rows;
  for (const ProbeRow& probe : probe_rows(panel.document(), panel.view(), panel.theme())) {
    TableRow row;
    row.swatch = probe.style;
    row.cells = {probe.label, brief(probe.value, 3), brief(probe.gradient, 3), brief(probe.curvature, 3)};
    if (axis == LossAxis::residual) row.cells.push_back(brief(probe.weight, 3));
    row.strong = probe.chosen;
    rows.push_back(std::move(row));
  }
  if (rows.empty()) {
    hint("Tick a loss to read its numbers here.", panel);
  } else {
    number_table("probe_table", headers, rows, panel.ui);
  }
}

// Where each risk is least, and how low it gets.
void risk_table(Panel& panel) {
  const LossesPage& page = losses_page(panel.document());
  const bool probability = page.axis == LossAxis::probability;
  section(fmt::format("Least at {} = {}", probability ? "π" : "η", brief(page.compare.eta, 3)).c_str(), panel.ui);
  std::vector<std::string> headers{"", "m*", "p* = σ(m*)", "risk"};
  if (probability) headers = {"", "q*", "score"};
  std::vector<TableRow> rows;
  for (const RiskRow& risk : risk_rows(panel.document(), panel.theme())) {
    TableRow row;
    row.swatch = risk.style;
    row.cells = {risk.label, risk.probability, brief(risk.minimum.risk, 3)};
    if (!probability) row.cells.insert(row.cells.begin() + 1, risk.score);
    row.strong = risk.id == page.chosen();
    rows.push_back(std::move(row));
  }
  if (rows.empty()) {
    hint("Tick a loss to read its numbers here.", panel);
    return;
  }
  number_table("risk_table", headers, rows, panel.ui);
  hint(probability ? "A proper score is least where the truth is reported: q* = π."
                   : "m* is the score that this loss asks for; its sign decides the class.",
       panel);
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
  if (table_first) table();
  describe_loss(panel, panel.loss(page.chosen()));
  if (!table_first) table();
}

}  // namespace losslab
