#include "app/core/distributions/bell/bell_figure.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/core/catalogue/loss_text.h"
#include "app/core/shell/figure_parts.h"

namespace losslab {

Stroke BellScene::Shown::stroke() const {
  return {style.color, chosen ? parts::chosen_width : parts::curve_width, style.dash};
}

const BellScene::Shown* BellScene::chosen() const {
  const auto at = std::ranges::find_if(shown, &Shown::chosen);
  return at == shown.end() ? nullptr : &*at;
}

Camera BellScene::camera(std::string_view plot) const {
  const auto at = view.cameras.find(fmt::format("{}.{}", screen, plot));
  return at == view.cameras.end() ? Camera{} : at->second;
}

std::vector<std::string> bell_plots() {
  std::vector<std::string> names{densities_name, bell_landscape_name};
  names.insert(names.end(), bell_quantity_names.begin(), bell_quantity_names.end());
  return names;
}

std::string bell_label(const Language& language, const BellPage& page, DivergenceKind kind) {
  const std::string name = name_text(language, info_of(kind));
  return kind == DivergenceKind::alpha ? fmt::format("{}, α = {:.3g}", name, page.alpha) : name;
}

Figure bell_figure(const BellResults& results, const View& view, const BellView& look, const Theme& theme,
                   const Language& text, const std::string& screen) {
  Figure figure;
  figure.theme = &theme;
  if (!results.followed()) return figure;
  BellScene scene{results, view, look, theme, text, screen, {}};
  for (const BellRun& run : results.runs()) {
    const DivergenceKind kind = run.who().divergence.kind();
    const int series = bell_series(kind);
    scene.shown.push_back({&run, series, kind, bell_label(text, results.page(), kind),
                           theme.series(static_cast<std::size_t>(series)), kind == results.page().chosen,
                           view.hidden.contains(info_of(kind).id)});
  }
  figure.column_weights = {1, 1};
  figure.row_weights = {1.6, 1};
  figure.plots.push_back(densities_plot(scene));
  figure.plots.push_back(bell_history_plot(scene, look.left));
  figure.plots.push_back(bell_landscape_plot(scene));
  figure.plots.push_back(bell_history_plot(scene, look.right));
  parts::stand_in_pairs(figure);
  for (std::size_t i = 1; i < figure.plots.size(); i += 2) figure.plots[i].title_menu = true;
  return figure;
}

}  // namespace losslab
