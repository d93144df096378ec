#include <array>

#include "app/screens/panels.h"

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
  }
  return spec;
}

void probe_table(Panel& panel) {
  section("At the probe", panel.ui);
  const LossAxis axis = panel.document().losses_page.axis;
  const auto which = static_cast<std::size_t>(axis);
  const SliderEvents events = checked_slider(panel, probe_spec(axis, panel.view().probe_at[which]));
  if (events.value) {
    panel.actions.look([which, value = *events.value](View& view) { view.probe_at[which] = value; });
  }
  std::vector<std::string> headers{"", "value", "gradient", "curvature"};
  if (axis == LossAxis::residual) headers.emplace_back("weight");
  std::vector<TableRow> rows;
  for (const ProbeRow& probe : probe_rows(panel.document(), panel.view())) {
    TableRow row;
    row.swatch = panel.style(probe.id);
    row.cells = {panel.loss(probe.id).info().english, brief(probe.value, 3), brief(probe.gradient, 3),
                 brief(probe.curvature, 3)};
    if (axis == LossAxis::residual) row.cells.push_back(brief(probe.weight, 3));
    row.strong = probe.id == panel.document().losses_page.chosen();
    rows.push_back(std::move(row));
  }
  if (rows.empty()) {
    hint("Tick a loss to read its numbers here.", panel);
  } else {
    number_table("probe_table", headers, rows, panel.ui);
  }
}

}  // namespace

void losses_controls(Panel& panel) {
  comparison_controls(panel);
  loss_list(panel);
}

void losses_reading(Panel& panel) {
  if (panel.view().probe) probe_table(panel);
  describe_loss(panel, panel.loss(panel.document().losses_page.chosen()));
}

}  // namespace losslab
