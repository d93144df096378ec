// The figure of a laboratory: the data above what happened over the iterations, and right of them two plots of one's
// choice.
#include "app/core/lab/plots/lab_figure.h"

#include <algorithm>

#include "app/core/lab/plots/lab_plots.h"

namespace losslab {
namespace {

using parts::LabScene;

Plot plot_of(const LabScene& scene, LabPlot which) {
  return std::ranges::find(parts::lab_plot_choices, which, &parts::LabPlotChoice::plot)->make(scene);
}

Plot data_plot(const LabScene& scene) {
  if (scene.task() == Task::classification) return parts::classification_data(scene);
  return scene.lab.data().more.empty() ? parts::regression_data(scene) : parts::observed_plot(scene);
}

}  // namespace

Figure lab_figure(const Document& document, const View& view, const Lab& lab, const Theme& theme, const Language& text,
                  const SweepJob* sweep) {
  Figure figure;
  figure.theme = &theme;
  if (!lab.followed()) return figure;
  const LabScene scene{document, view, lab, theme, text, parts::shown_competitors(document, view, lab, theme, text),
                       sweep};
  figure.column_weights = {scene.words().data_width, 1};
  figure.row_weights = {1.25, 1};
  figure.share_x = true;
  figure.plots.push_back(data_plot(scene));
  figure.plots.push_back(parts::history_plot(scene));
  figure.plots.push_back(plot_of(scene, scene.look().upper));
  figure.plots.push_back(plot_of(scene, scene.look().lower));
  for (std::size_t i = 0; i < figure.plots.size(); ++i) {
    figure.plots[i].row = static_cast<int>(i % 2);
    figure.plots[i].column = static_cast<int>(i / 2);
    figure.plots[i].title_menu = i > 0;
  }
  return figure;
}

}  // namespace losslab
