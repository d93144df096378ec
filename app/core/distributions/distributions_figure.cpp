// The figure of the Distributions screen: the simplex above what happens over the iterations, and right of them two
// plots of one's choice.
#include "app/core/distributions/distributions_figure.h"
#include "app/core/catalogue/loss_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/core/distributions/class_entry.h"
#include "app/core/distributions/distributions_results.h"
#include "app/core/shell/figure_parts.h"

namespace losslab {
namespace {

Plot place(const DistributionScene& scene, DistributionPlot which) {
  switch (which) {
    case DistributionPlot::forces:
      return forces_plot(scene);
    case DistributionPlot::along:
      return along_plot(scene, false);
    case DistributionPlot::slope:
      return along_plot(scene, true);
    case DistributionPlot::ledger:
      return ledger_plot(scene);
    case DistributionPlot::map:
      return map_plot(scene);
    case DistributionPlot::link:
      return link_plot(scene, false);
    case DistributionPlot::link_logit:
      return link_plot(scene, true);
    case DistributionPlot::heated_loss:
      return heated_plot(scene, false);
    case DistributionPlot::heated_gradient:
      return heated_plot(scene, true);
    case DistributionPlot::temperature:
      break;
  }
  return temperature_plot(scene);
}

Plot plot_named(const DistributionScene& scene, const std::string& name) {
  const auto at = std::ranges::find(distribution_plot_names, name);
  if (at != distribution_plot_names.end()) {
    return place(scene, static_cast<DistributionPlot>(at - distribution_plot_names.begin()));
  }
  return name == "simplex" ? simplex_plot(scene) : descent_plot(scene);
}

std::vector<DistributionScene::Shown> shown_losses(const DistributionsResults& results, const View& view,
                                                   const Theme& theme, const Language& text) {
  std::vector<DistributionScene::Shown> shown;
  for (std::size_t i = 0; i < results.descents().runs().size(); ++i) {
    const std::string& id = results.page().ticked[i];
    const int series = vector_series(id);
    shown.push_back(
        {&results.descents().runs()[i], series, id, label_text(text, results.descents().runs()[i].who().loss),
         theme.series(static_cast<std::size_t>(series)), id == results.page().chosen, view.hidden.contains(id)});
  }
  return shown;
}

}  // namespace

Stroke DistributionScene::Shown::stroke() const {
  return {style.color, chosen ? parts::chosen_width : parts::curve_width, style.dash};
}

const DistributionsPage& DistributionScene::page() const { return results.page(); }

const DistributionScene::Shown* DistributionScene::chosen() const {
  const auto at = std::ranges::find_if(shown, &Shown::chosen);
  return at == shown.end() ? nullptr : &*at;
}

Camera DistributionScene::camera(std::string_view plot) const {
  const auto at = view.cameras.find(fmt::format("{}.{}", distributions_id, plot));
  return at == view.cameras.end() ? Camera{} : at->second;
}

std::string DistributionScene::class_name(std::size_t k) const { return losslab::class_name(text, page(), k); }

std::vector<std::string> distribution_plots() {
  std::vector<std::string> names{"simplex"};
  names.insert(names.end(), distribution_plot_names.begin(), distribution_plot_names.end());
  names.insert(names.end(), descent_quantity_names.begin(), descent_quantity_names.end());
  return names;
}

Figure distributions_figure(const DistributionsResults& results, const View& view, const Theme& theme,
                            const Language& text) {
  Figure figure;
  figure.theme = &theme;
  if (!results.followed()) return figure;
  const DistributionScene scene{results, view, theme, text, shown_losses(results, view, theme, text)};
  if (const std::string& large = scene.look().large; !large.empty()) {
    figure.plots.push_back(plot_named(scene, large));
    figure.plots.back().title_menu = true;
    return figure;
  }
  figure.column_weights = {1.15, 1};
  figure.row_weights = {1.7, 1};
  figure.plots.push_back(simplex_plot(scene));
  figure.plots.push_back(descent_plot(scene));
  figure.plots.push_back(place(scene, scene.look().upper));
  figure.plots.push_back(place(scene, scene.look().lower));
  parts::stand_in_pairs(figure);
  for (Plot& plot : figure.plots) plot.title_menu = true;
  return figure;
}

}  // namespace losslab
