// What happens over the iterations of the descents of the bell.
#include "app/core/descent/history_plot.h"
#include "app/core/distributions/bell/bell_figure.h"

namespace losslab {
namespace {

double quantity_of(const BellRun& run, BellQuantity quantity, long step) {
  if (quantity == BellQuantity::value) return run.loss(step);
  const Bell bell = bell_at(run, step);
  return quantity == BellQuantity::mean ? bell.mean : bell.width();
}

}  // namespace

Plot bell_history_plot(const BellScene& scene, BellQuantity quantity) {
  const auto which = static_cast<std::size_t>(quantity);
  std::vector<HistoryCurve> curves;
  for (const BellScene::Shown& who : scene.shown) {
    if (who.hidden) continue;
    curves.push_back({who.label, who.series, who.stroke(), who.style.marker, who.run->length(),
                      [quantity, run = who.run](long step) { return quantity_of(*run, quantity, step); }});
  }
  return history_plot({.name = bell_quantity_names[which],
                       .title = scene.text(bell_quantity_titles[which]),
                       .x_label = scene.text("distributions.descent.iteration"),
                       .y_label = scene.text(bell_quantity_labels[which]),
                       .camera = scene.camera(bell_quantity_names[which]),
                       .length = scene.results.length(),
                       .position = scene.results.position(),
                       .from_zero = quantity != BellQuantity::mean,
                       // χ² of a narrow bell is out of all proportion.
                       .cut_tenth = quantity == BellQuantity::value},
                      curves, scene.theme);
}

}  // namespace losslab
