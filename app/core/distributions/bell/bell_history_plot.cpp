// What happens over the iterations of the descents of the bell.
#include <algorithm>
#include <cmath>

#include "app/core/distributions/bell/bell_figure.h"
#include "app/core/distributions/descent/kept_steps.h"
#include "app/core/shell/figure_parts.h"

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
  const Camera looked = scene.camera(bell_quantity_names[which]);
  const long length = scene.results.length();
  Plot plot;
  plot.name = bell_quantity_names[which];
  plot.title = scene.text(bell_quantity_titles[which]);
  plot.legend = false;
  plot.x = parts::axis(scene.text("distributions.descent.iteration"), {0, std::max(1.0, static_cast<double>(length))},
                       looked.x);
  Range seen = parts::nothing;
  std::vector<double> values;
  for (const BellScene::Shown& who : scene.shown) {
    if (who.hidden) continue;
    CurveItem curve;
    for (const long step : history_steps(length, std::min(length, who.run->length()))) {
      curve.points.push_back({static_cast<double>(step), quantity_of(*who.run, quantity, step)});
    }
    for (const Point& at : curve.points) {
      parts::include(seen, at.y);
      if (std::isfinite(at.y)) values.push_back(at.y);
    }
    curve.stroke = who.stroke();
    curve.marker = who.style.marker;
    curve.legend = who.label;
    curve.series = who.series;
    plot.items.emplace_back(std::move(curve));
  }
  if (!(seen.min <= seen.max)) seen = {0, 1};
  const bool from_zero = quantity != BellQuantity::mean && !looked.log_y;
  // χ² of a narrow bell is out of all proportion: the axis ends where one value of ten lies beyond.
  if (quantity == BellQuantity::value && !looked.log_y && !values.empty()) {
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(values.size() * 9 / 10);
    std::ranges::nth_element(values, at);
    if (seen.max > 4 * *at && *at > 0) seen.max = 2 * *at;
  }
  const double floor = from_zero ? std::min(0.0, seen.min) : seen.min;
  const double room = 0.06 * std::max(seen.max - floor, 1e-9);
  plot.y = parts::axis(scene.text(bell_quantity_labels[which]),
                       parts::rounded({quantity == BellQuantity::mean ? floor - room : floor, seen.max + room}),
                       looked.y, looked.log_y);
  plot.items.emplace_back(parts::position_line(scene.results.position(), scene.theme));
  return plot;
}

}  // namespace losslab
