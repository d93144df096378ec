#pragma once
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "app/core/shell/state/view.h"
#include "app/core/structures/embedding/embedding_results.h"
#include "app/core/structures/structure_scene.h"

namespace losslab {

// The plane of the chosen loss above one plot, and right of them two more, all three of one's choice.
Figure embedding_figure(const EmbeddingResults& results, const View& view, const Theme& theme, const Language& text);
// The names of its plots, for cameras and files.
std::vector<std::string> embedding_plots();
// Which of them is called so; empty: the plane, or none.
std::optional<EmbeddingPlot> embedding_plot_named(std::string_view name);
// Over the iterations; the others are two of a path and another plane.
inline bool is_history(EmbeddingPlot plot) { return plot >= EmbeddingPlot::loss; }

// Keys of what stands in menus and titles, in the order of the enumerations.
inline constexpr std::array<const char*, 12> embedding_plot_titles{
    "embedding.plots.along",    "embedding.plots.slope",   "embedding.plots.second",   "embedding.plots.loss",
    "embedding.plots.gradient", "embedding.plots.active",  "embedding.plots.accuracy", "embedding.plots.true_accuracy",
    "embedding.plots.within",   "embedding.plots.between", "embedding.plots.ratio",    "embedding.plots.norm"};
inline constexpr std::array<const char*, 6> embedding_start_titles{"embedding.start.blobs", "embedding.start.mixed",
                                                                   "embedding.start.line",  "embedding.start.alike",
                                                                   "embedding.start.iris",  "embedding.start.own"};
inline constexpr std::array<const char*, 4> mining_titles{"embedding.mining.all", "embedding.mining.random",
                                                          "embedding.mining.semi_hard", "embedding.mining.hardest"};
std::string embedding_class_name(const Language& text, int label);

// Whether a plot of a path is seen, the point whose path it is, and over what.
bool shows_path(const EmbeddingView& look);
std::size_t looked_point(const EmbeddingView& look, std::size_t points);
Range path_range(const EmbeddingResults& results, const View& view);
// Whose plane stands beside that of the chosen loss; empty: nobody's.
std::string second_loss(const EmbeddingPage& page, const EmbeddingView& look);

// What the plots are made from.
struct EmbeddingScene {
  const EmbeddingResults& results;
  const View& view;
  const Theme& theme;
  const Language& text;
  std::vector<ShownLoss> shown;

  const EmbeddingPage& page() const { return results.page(); }
  const EmbeddingView& look() const { return embedding_view(view); }
  const EmbeddingRun& run(const ShownLoss& who) const { return results.descents().runs()[who.run]; }
  Camera camera(std::string_view plot) const { return page_camera(view, embedding_id, plot); }
};

// Points of a loss where it has them now; with forces and the margin of the looked-at point where it is the chosen one.
// `who` is null where nobody runs: the start.
Plot embedding_plane(const EmbeddingScene& scene, const ShownLoss* who, const char* name);
Plot embedding_path_plot(const EmbeddingScene& scene, bool slope);
Plot embedding_history_plot(const EmbeddingScene& scene, EmbeddingPlot what);

// Parts of a plane that say where the chosen loss's margins are for one point (see margin_rings.cpp).
void add_margins(Plot& plot, const EmbeddingScene& scene, const EmbeddingObjective& objective,
                 const EmbeddingSamples& now);

}  // namespace losslab
