#include "app/core/lab/page/suiting.h"

#include <cmath>
#include <memory>

#include "app/core/lab/page/runners.h"
#include "app/core/shell/state/document.h"
#include "app/core/shell/state/loss_id.h"
#include "losses/learn/exact/exact.h"

namespace losslab {

ResidualScale match_thresholds(Document& document, const LabPage& page, const Setting& setting) {
  const ResidualScale scale = residual_scale(setting);
  if (!(scale.value > 0)) return scale;
  for (const std::string& runner : page.ticked) {
    if (is_further_run(runner)) continue;  // what it has of its own was chosen
    Loss& loss = document.loss(runner);
    const double factor = loss.info().efficiency_95;
    if (!std::isnan(factor) && loss.parameters()[0].in_residual_units) loss.set(0, factor * scale.value);
  }
  return scale;
}

void suit_to_data(Document& document, Task task, const Dataset& data) {
  LabPage& page = lab_page(document, task);
  if (data.task != Task::regression || page.model.kind != ModelSpec::Kind::line) return;
  Setting setting;
  setting.data = std::make_shared<const Dataset>(data);
  setting.model = Model::make(page.model, *setting.data, page.standardize);
  match_thresholds(document, page, setting);
  page.start = least_median_start(setting);
}

void suit_to_predictors(LabView& view) {
  const LabView usual = usual_lab_view(Task::regression);
  if (view.upper != usual.upper || view.lower != usual.lower) return;
  view.upper = LabPlot::residual_plot;
  view.lower = LabPlot::leverage;
}

}  // namespace losslab
