#include "app/core/lab/page/lab_view.h"

#include "app/core/lab/page/lab_task.h"
#include "app/core/shell/state/view.h"

namespace losslab {

std::string plot_name(Task task, LabPlot plot) {
  return plot == LabPlot::histogram ? lab_task(task).arguments : lab_plot_names[static_cast<std::size_t>(plot)];
}

std::string plot_name(Task task, RunQuantity quantity) {
  return quantity == RunQuantity::error ? lab_task(task).error : run_quantity_names[static_cast<std::size_t>(quantity)];
}

std::vector<std::string> lab_plots(Task task) {
  std::vector<std::string> names{"data"};
  for (std::size_t i = 0; i < run_quantity_names.size(); ++i)
    names.push_back(plot_name(task, static_cast<RunQuantity>(i)));
  for (std::size_t i = 0; i < lab_plot_names.size(); ++i) names.push_back(plot_name(task, static_cast<LabPlot>(i)));
  return names;
}

LabView usual_lab_view(Task task) {
  LabView view;
  view.upper = lab_task(task).upper;
  view.lower = lab_task(task).lower;
  return view;
}

LabView& lab_view(View& view, Task task) { return view.part<LabView>(lab_task(task).id); }

const LabView& lab_view(const View& view, Task task) { return view.part<LabView>(lab_task(task).id); }

}  // namespace losslab
