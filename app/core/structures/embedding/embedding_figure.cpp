#include "app/core/structures/embedding/embedding_figure.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/core/shell/figure_parts.h"

namespace losslab {
namespace {

Plot place(const EmbeddingScene& scene, EmbeddingPlot what) {
  if (is_history(what)) return embedding_history_plot(scene, what);
  if (what != EmbeddingPlot::second) return embedding_path_plot(scene, what == EmbeddingPlot::slope);
  const std::string id = second_loss(scene.page(), scene.look());
  const auto at = std::ranges::find_if(scene.shown, [&](const ShownLoss& who) { return who.loss.id() == id; });
  return embedding_plane(scene, at == scene.shown.end() ? nullptr : &*at,
                         embedding_plot_names[static_cast<std::size_t>(EmbeddingPlot::second)]);
}

Plot plot_named(const EmbeddingScene& scene, const std::string& name) {
  if (const auto what = embedding_plot_named(name)) return place(scene, *what);
  return embedding_plane(scene, chosen_of(scene.shown), embedding_plane_name);
}

}  // namespace

std::vector<std::string> embedding_plots() {
  std::vector<std::string> names{embedding_plane_name};
  names.insert(names.end(), embedding_plot_names.begin(), embedding_plot_names.end());
  return names;
}

std::optional<EmbeddingPlot> embedding_plot_named(std::string_view name) {
  const auto at = std::ranges::find(embedding_plot_names, name);
  if (at == embedding_plot_names.end()) return std::nullopt;
  return static_cast<EmbeddingPlot>(at - embedding_plot_names.begin());
}

std::string embedding_class_name(const Language& text, int label) {
  return text("embedding.class", {{"number", fmt::format("{}", label + 1)}});
}

bool shows_path(const EmbeddingView& look) {
  const auto is_path = [](EmbeddingPlot plot) { return plot == EmbeddingPlot::along || plot == EmbeddingPlot::slope; };
  if (!look.large.empty()) {
    const auto what = embedding_plot_named(look.large);
    return what && is_path(*what);
  }
  return is_path(look.under) || is_path(look.upper) || is_path(look.lower);
}

std::size_t looked_point(const EmbeddingView& look, std::size_t points) {
  return std::min(static_cast<std::size_t>(std::max(look.point, 0)), points - 1);
}

Range path_range(const EmbeddingResults& results, const View& view) {
  const Camera camera =
      page_camera(view, embedding_id, embedding_plot_names[static_cast<std::size_t>(EmbeddingPlot::along)]);
  if (camera.x) return *camera.x;
  const std::size_t which = embedding_view(view).path == EmbeddingPath::x ? 0 : 1;
  const std::vector<double> now = results.now().x;
  Range range = parts::nothing;
  for (std::size_t i = which; i < now.size(); i += 2) {
    parts::include(range, now[i]);
    parts::include(range, results.start().x[i]);
  }
  return parts::rounded(range);
}

std::string second_loss(const EmbeddingPage& page, const EmbeddingView& look) {
  const auto runs = [&](const std::string& id) { return std::ranges::find(page.ticked, id) != page.ticked.end(); };
  if (runs(look.second) && look.second != page.chosen) return look.second;
  const auto chosen = std::ranges::find(page.ticked, page.chosen);
  if (page.ticked.size() < 2 || chosen == page.ticked.end()) return {};
  return chosen + 1 == page.ticked.end() ? page.ticked.front() : *(chosen + 1);
}

Figure embedding_figure(const EmbeddingResults& results, const View& view, const Theme& theme, const Language& text) {
  Figure figure;
  figure.theme = &theme;
  if (!results.followed()) return figure;
  const EmbeddingScene scene{results, view, theme, text,
                             shown_losses(results.page(), embedding_losses(), view, theme, text)};
  const EmbeddingView& look = scene.look();
  if (!look.large.empty()) {
    figure.plots.push_back(plot_named(scene, look.large));
    figure.plots.back().title_menu = true;
    return figure;
  }
  figure.column_weights = {1.25, 1};
  figure.row_weights = {1.9, 1};
  figure.plots.push_back(plot_named(scene, embedding_plane_name));
  figure.plots.push_back(place(scene, look.under));
  figure.plots.push_back(place(scene, look.upper));
  figure.plots.push_back(place(scene, look.lower));
  parts::stand_in_pairs(figure);
  for (Plot& plot : figure.plots) plot.title_menu = true;
  return figure;
}

}  // namespace losslab
