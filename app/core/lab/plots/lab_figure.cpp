// The figure of a laboratory: the data above what happened over the iterations, and right of them two plots of one's
// choice.
#include "app/core/lab/plots/lab_plots.h"
#include "app/core/shell/figures.h"

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
  const Screen screen = lab.screen();
  const LabScene scene{document, view, lab, theme, screen, parts::shown_competitors(document, view, lab, theme), sweep};
  const bool regression = screen == Screen::regression;
  figure.column_weights = {regression ? 1.0 : 1.2, 1};
  figure.row_weights = {1.25, 1};
  figure.share_x = true;
  figure.plots.push_back(regression ? parts::regression_data(scene) : parts::classification_data(scene));
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
