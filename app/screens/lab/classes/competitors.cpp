// What losses of several classes have in the list of those who run: sliders, a correction, a row of those who could.
#include <array>

#include "app/core/shell/state/document.h"
#include "app/screens/catalogue/vector_rows.h"
#include "app/screens/lab/lab_panels.h"

namespace losslab {

void class_runner_sliders(LabPanel& panel, const std::string& runner) {
  const auto set = [runner, task = panel.task](Document& document, const std::string& name, double value) {
    LabPage& page = lab_page(document, task);
    if (!is_further_run(runner)) {
      set_class_parameter(page, runner, name, value);
      return;
    }
    VectorLoss changed = runner_class_loss(page, runner).loss;
    changed.set(name, value);
    std::vector<double>& own = page.own.at(runner).parameters;
    for (std::size_t i = 0; i < own.size(); ++i) own[i] = changed.parameter(i);
  };
  parameter_sliders(panel, ParameterOwner{runner, panel.runner_style(runner), false, set},
                    runner_class_loss(panel.page(), runner).loss);
}

void correction_choice(LabPanel& panel, const std::string& runner) {
  if (!panel.ready() || panel.lab().data().true_label.empty()) return;
  muted_text(panel.text("lab.competitors.correction"), panel.ui);
  const std::vector<std::string> names{panel.text("lab.competitors.uncorrected"), panel.text("lab.competitors.forward"),
                                       panel.text("lab.competitors.backward")};
  const Correction now = runner_class_loss(panel.page(), runner).correction;
  if (const auto clicked = segmented("correction", names, static_cast<int>(now), panel)) {
    panel.edit_page(panel.text("lab.competitors.correction_edit"),
                    [runner, to = static_cast<Correction>(*clicked)](LabPage& page) {
                      page.own[runner].correction = to;
                      if (page.own[runner] == OwnSettings()) page.own.erase(runner);
                    });
  }
}

bool class_loss_row(LabPanel& panel, const std::string& id) {
  const std::string row_id = "run." + id;
  SketchRow row = vector_row_of(panel, runner_class_loss(panel.page(), id).loss);
  row.id = row_id.c_str();
  const SketchRowEvents events = sketch_row(row, panel.ui);
  return events.toggled || events.chosen;
}

}  // namespace losslab
