// The figure of a laboratory: the data above what happened over the iterations, and right of them two plots of one's
// choice.
#include "app/core/lab/plots/lab_figure.h"
#include "app/core/lab/plots/lab_plots.h"

namespace losslab {
namespace {

using parts::LabScene;

Plot plot_of(const LabScene& scene, LabPlot which) {
  switch (which) {
    case LabPlot::landscape:
      return parts::landscape_plot(scene.document, scene.view, scene.lab, scene.theme);
    case LabPlot::riding:
      return parts::riding_plot(scene, false);
    case LabPlot::slope:
      return parts::riding_plot(scene, true);
    case LabPlot::histogram:
      return parts::histogram_plot(scene);
    case LabPlot::influence:
      return parts::influence_plot(scene.document, scene.view, scene.lab, scene.theme);
    case LabPlot::calibration:
      return parts::calibration_plot(scene.document, scene.view, scene.lab, scene.theme);
    case LabPlot::sweep:
      return parts::sweep_plot(scene);
  }
  return {};
}

}  // namespace

Figure lab_figure(const Document& document, const View& view, const Lab& lab, const Theme& theme,
                  const SweepJob* sweep) {
  Figure figure;
  figure.theme = &theme;
  if (!lab.followed()) return figure;
  const LabScene scene{document, view, lab, theme, parts::shown_competitors(document, view, lab, theme), sweep};
  figure.column_weights = {scene.words().data_width, 1};
  figure.row_weights = {1.25, 1};
  figure.share_x = true;
  figure.plots.push_back(lab.task() == Task::regression ? parts::regression_data(scene)
                                                        : parts::classification_data(scene));
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
