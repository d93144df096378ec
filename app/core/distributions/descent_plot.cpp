// What happens over the iterations of the descents on the logits.
#include <algorithm>
#include <cmath>

#include "app/core/descent/history_plot.h"
#include "app/core/distributions/distributions_figure.h"
#include "app/core/distributions/distributions_results.h"

namespace losslab {
namespace {

double quantity(const DistributionScene& scene, const LogitRun& run, long step) {
  const std::span<const double> z = run.iterate(step);
  switch (scene.look().history) {
    case DescentQuantity::loss:
      return run.loss(step);
    case DescentQuantity::divergence:
      return divergence(scene.page().truth, softmax(z));
    case DescentQuantity::confidence:
      return std::ranges::max(softmax(z));
    case DescentQuantity::size:
      break;
  }
  double squares = 0;
  for (const double one : z) squares += one * one;
  return std::sqrt(squares);
}

}  // namespace

Plot descent_plot(const DistributionScene& scene) {
  const auto shown = static_cast<std::size_t>(scene.look().history);
  const std::string name = descent_quantity_names[shown];
  std::vector<HistoryCurve> curves;
  for (const DistributionScene::Shown& who : scene.shown) {
    if (who.hidden) continue;
    curves.push_back({who.label, who.series, who.stroke(), who.style.marker, who.run->length(),
                      [&scene, run = who.run](long step) { return quantity(scene, *run, step); }});
  }
  const LogitDescents& descents = scene.results.descents();
  return history_plot({name, scene.text(descent_titles[shown]), scene.text("distributions.descent.iteration"),
                       scene.text(descent_labels[shown]), scene.camera(name), descents.length(), descents.position()},
                      curves, scene.theme);
}

}  // namespace losslab
