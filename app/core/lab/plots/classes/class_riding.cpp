// The loss of each sample of several classes, and how it pulls, against its margin.
#include <algorithm>
#include <cmath>

#include "app/core/lab/plots/class_scene.h"

namespace losslab::parts {

Plot class_riding(const LabScene& scene, bool slope) {
  const LabTask& words = scene.words();
  Plot plot;
  plot.name = plot_name(scene.task(), slope ? LabPlot::slope : LabPlot::riding);
  plot.title = scene.text(slope ? "figure.classes.pulls" : "figure.classes.losses");
  plot.legend = false;
  const Camera looked = camera(scene.document, scene.view, plot.name);
  const std::string margin = scene.text("figure.classes.margin");
  const std::string height = scene.text(slope ? "figure.classes.pull" : "figure.classes.loss");
  plot.x = axis(margin, {-3, 3}, looked.x);
  plot.y = axis(height, {0, 1}, looked.y);
  const Shown* who = scene.chosen();
  if (who == nullptr) return plot;
  plot.title = scene.text(slope ? words.on_gradient_of : words.on_loss_of, {{"loss", who->label}});
  const std::vector<double> margins = scene.arguments(*who);
  const ClassSamples samples = class_samples(scene, *who);
  const std::vector<double>& values = slope ? samples.pulls : samples.values;
  std::vector<Point> at(margins.size());
  Range across{-3, 3}, up{0, 0};
  for (std::size_t i = 0; i < at.size(); ++i) {
    at[i] = {margins[i], values[i]};
    include(across, 1.04 * margins[i]);
    include(up, values[i]);
  }
  plot.x = axis(margin, rounded(across), looked.x);
  const Range rounded_up = rounded({std::min(0.0, 1.05 * up.min), std::max(1.05 * up.max, 1e-9)});
  plot.y = axis(height, {rounded_up.min - 0.03 * rounded_up.span(), rounded_up.max}, looked.y);
  LineItem boundary;  // between right and wrong
  boundary.direction = LineItem::Direction::vertical;
  boundary.stroke = {scene.theme.muted, thin_width, Dash::dashed};
  plot.items.emplace_back(std::move(boundary));
  add_samples(plot, scene, at, {});
  return plot;
}

}  // namespace losslab::parts
