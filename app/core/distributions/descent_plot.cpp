// What happens over the iterations of the descents on the logits.
#include <algorithm>
#include <cmath>

#include "app/core/distributions/descent/kept_steps.h"
#include "app/core/distributions/distributions_figure.h"
#include "app/core/distributions/distributions_results.h"
#include "app/core/shell/figure_parts.h"

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
  const DescentQuantity shown = scene.look().history;
  const std::string name = descent_quantity_names[static_cast<std::size_t>(shown)];
  const Camera looked = scene.camera(name);
  const long length = scene.results.descents().length();
  Plot plot;
  plot.name = name;
  plot.title = scene.text(descent_titles[static_cast<std::size_t>(shown)]);
  plot.legend = false;
  plot.x = parts::axis(scene.text("distributions.descent.iteration"), {0, std::max(1.0, static_cast<double>(length))},
                       looked.x);
  Range seen = parts::nothing;
  for (const DistributionScene::Shown& who : scene.shown) {
    if (who.hidden) continue;
    CurveItem curve;
    const long last = std::min(length, who.run->length());
    for (const long step : history_steps(length, last)) {
      curve.points.push_back({static_cast<double>(step), quantity(scene, *who.run, step)});
      parts::include(seen, curve.points.back().y);
    }
    curve.stroke = who.stroke();
    curve.marker = who.style.marker;
    curve.legend = who.label;
    curve.series = who.series;
    plot.items.emplace_back(std::move(curve));
  }
  if (!(seen.min <= seen.max)) seen = {0, 1};
  const double floor = looked.log_y ? seen.min : std::min(0.0, seen.min);
  plot.y =
      parts::axis(scene.text(descent_labels[static_cast<std::size_t>(shown)]),
                  parts::rounded({floor, seen.max + 0.06 * std::max(seen.max - floor, 1e-9)}), looked.y, looked.log_y);
  plot.items.emplace_back(parts::position_line(scene.results.descents().position(), scene.theme));
  return plot;
}

}  // namespace losslab
