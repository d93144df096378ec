// The losses along the path of one point, and what happens over the iterations.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "app/core/structures/embedding/embedding_figure.h"

namespace losslab {
namespace {

constexpr std::array<const char*, 12> labels{
    "embedding.labels.change",   "embedding.labels.gradient", "embedding.labels.none",     "embedding.labels.loss",
    "embedding.labels.gradient", "embedding.labels.active",   "embedding.labels.accuracy", "embedding.labels.accuracy",
    "embedding.labels.distance", "embedding.labels.distance", "embedding.labels.ratio",    "embedding.labels.norm"};

const std::string& label_of(const EmbeddingScene& scene, EmbeddingPlot what) {
  return scene.text(labels[static_cast<std::size_t>(what)]);
}

double quantity_of(const EmbeddingRun& run, EmbeddingPlot what, long step) {
  const EmbeddingNote& note = run.note(step);
  switch (what) {
    case EmbeddingPlot::along:
    case EmbeddingPlot::slope:
    case EmbeddingPlot::second:
      break;
    case EmbeddingPlot::loss:
      return run.loss(step);
    case EmbeddingPlot::gradient:
      return run.slope(step);
    case EmbeddingPlot::active:
      return static_cast<double>(note.outcome.active);
    case EmbeddingPlot::accuracy:
      return note.measures.accuracy;
    case EmbeddingPlot::true_accuracy:
      return note.true_accuracy;
    case EmbeddingPlot::within:
      return note.measures.within;
    case EmbeddingPlot::between:
      return note.measures.between;
    case EmbeddingPlot::ratio:
      return note.measures.within / note.measures.between;
    case EmbeddingPlot::norm:
      return note.measures.norm;
  }
  return std::numeric_limits<double>::quiet_NaN();
}

}  // namespace

Plot embedding_path_plot(const EmbeddingScene& scene, bool slope) {
  const EmbeddingPlot what = slope ? EmbeddingPlot::slope : EmbeddingPlot::along;
  const char* const name = embedding_plot_names[static_cast<std::size_t>(what)];
  const EmbeddingSamples now = scene.results.now();
  const std::size_t point = looked_point(scene.look(), now.size());
  const bool x = scene.look().path == EmbeddingPath::x;
  PathLook look;
  look.name = name;
  look.title = scene.text(embedding_plot_titles[static_cast<std::size_t>(what)]);
  look.x_label =
      scene.text(x ? "embedding.path.x_of" : "embedding.path.y_of", {{"number", fmt::format("{}", point + 1)}});
  look.y_label = label_of(scene, what);
  look.camera = scene.camera(name);
  look.usual = path_range(scene.results, scene.view);
  look.camera.x.reset();  // both have the range of one
  look.present = now.x[2 * point + (x ? 0 : 1)];
  const EmbeddingPathTable* const table = scene.results.scenery().path();
  return path_plot(
      look, scene.shown,
      [&](const ShownLoss& who, double along) {
        if (table == nullptr) return std::numeric_limits<double>::quiet_NaN();
        // The losses that the table was made for may be others by now.
        const auto& of = table->of.objectives;
        const auto at = std::ranges::find(of, scene.run(who).who().objective);
        if (at == of.end()) return std::numeric_limits<double>::quiet_NaN();
        const auto which = static_cast<std::size_t>(at - of.begin());
        return table->at(which, along, slope) - (slope ? 0 : table->at(which, look.present, slope));
      },
      scene.theme);
}

Plot embedding_history_plot(const EmbeddingScene& scene, EmbeddingPlot what) {
  const char* const name = embedding_plot_names[static_cast<std::size_t>(what)];
  std::vector<HistoryCurve> curves;
  for (const ShownLoss& who : scene.shown) {
    if (who.hidden) continue;
    const EmbeddingRun* const run = &scene.run(who);
    curves.push_back({who.label, who.series, who.stroke(), who.style.marker,
                      std::min(run->length(), scene.results.descents().length()),
                      [run, what](long step) { return quantity_of(*run, what, step); }});
  }
  const EmbeddingDescents& descents = scene.results.descents();
  return history_plot({.name = name,
                       .title = scene.text(embedding_plot_titles[static_cast<std::size_t>(what)]),
                       .x_label = scene.text("distributions.descent.iteration"),
                       .y_label = label_of(scene, what),
                       .camera = scene.camera(name),
                       .length = std::max(descents.length(), descents.aimed_length()),
                       .position = descents.position(),
                       .from_zero = true,
                       .cut_tenth = what == EmbeddingPlot::loss || what == EmbeddingPlot::gradient,
                       .share = what == EmbeddingPlot::accuracy || what == EmbeddingPlot::true_accuracy},
                      curves, scene.theme);
}

}  // namespace losslab
