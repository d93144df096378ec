#include <algorithm>
#include <array>

#include "app/screens/panels.h"

namespace losslab {
namespace {

void axis_choice(Panel& panel) {
  const std::vector<std::string> names{"Residual", "Margin", "Probability"};
  constexpr std::array explanations{"r = y − ŷ: how far the prediction ŷ is from the truth y.",
                                    "m = y·f: how far on the right side the score f is; y is −1 or +1.",
                                    "p: the probability that the model gives to the true class."};
  const int current = static_cast<int>(panel.document().losses_page.axis);
  if (const auto clicked = segmented("axis", names, current, panel)) {
    panel.actions.edit("axis of the losses", [axis = static_cast<LossAxis>(*clicked)](Document& document) {
      document.losses_page.axis = axis;
    });
  }
  hint(explanations[static_cast<std::size_t>(current)], panel);
}

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

void view_switch(Panel& panel, const char* id, const char* label, bool View::*flag) {
  if (check_box(id, label, panel.view().*flag, panel)) {
    panel.actions.look([flag](View& view) { view.*flag = !(view.*flag); });
  }
}

void log_switch(Panel& panel) {
  const std::string key = panel.view().camera_key(panel.document(), "loss");
  const auto camera = panel.view().cameras.find(key);
  const bool log = camera != panel.view().cameras.end() && camera->second.log_y;
  if (check_box("log_loss", "Logarithmic loss", log, panel)) {
    panel.actions.look([key](View& view) {
      Camera& changed = view.cameras[key];
      changed.log_y = !changed.log_y;
      changed.y.reset();
    });
  }
}

void options(Panel& panel) {
  section("Show", panel.ui);
  if (!ImGui::BeginTable("options", 2)) return;
  ImGui::TableNextColumn();
  view_switch(panel, "curvature", "Curvature", &View::show_curvature);
  ImGui::TableNextColumn();
  view_switch(panel, "probe", "Probe line", &View::probe);
  ImGui::TableNextColumn();
  if (panel.document().losses_page.axis == LossAxis::residual) {
    view_switch(panel, "weight", "Weight", &View::show_weight);
    ImGui::TableNextColumn();
  }
  log_switch(panel);
  ImGui::EndTable();
}

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
  axis_choice(panel);
  options(panel);
  if (panel.document().losses_page.axis == LossAxis::residual) {
    family_rows(panel, Family::residual, "Losses of the residual");
  } else {
    family_rows(panel, Family::margin, "Losses of the margin");
    family_rows(panel, Family::probability, "Losses of the probability");
  }
}

void losses_reading(Panel& panel) {
  if (panel.view().probe) probe_table(panel);
  describe_loss(panel, panel.loss(panel.document().losses_page.chosen()));
}

}  // namespace losslab
