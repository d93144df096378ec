// A regression on several predictors: what was observed against what is fitted.
#include <algorithm>

#include "app/core/lab/plots/lab_plots.h"
#include "app/core/lab/plots/residual_marks.h"
#include "widgets/figure/layout.h"

namespace losslab::parts {
namespace {

constexpr std::size_t most_small = 600;

// A legend entry as a fit's curve has it, without the curve.
CurveItem entry(const Shown& who) {
  CurveItem item;
  item.stroke = who.stroke();
  item.marker = who.style.marker;
  item.legend = who.label;
  item.series = who.series;
  return item;
}

PointsItem small_points(const Shown& who, std::vector<Point> at, const Theme& theme) {
  PointsItem item;
  item.points = std::move(at);
  item.radius = {2.4};
  item.fill = {mix(who.style.color, theme.background, 0.35)};
  item.marker = who.style.marker == Marker::none ? Marker::circle : who.style.marker;
  item.series = who.series;
  return item;
}

// From each point of the chosen one straight to where it would lie if it were fitted exactly.
void add_residual_sticks(Plot& plot, const LabScene& scene, const Shown& who, const std::vector<Point>& at) {
  if (scene.look().residuals == ResidualMarks::none) return;
  const std::size_t each = marked_each(at.size());
  std::vector<std::pair<Point, Point>> segments;
  for (std::size_t i = 0; i < at.size(); i += each) segments.push_back({at[i], {at[i].x, at[i].x}});
  add_residual_marks(plot, scene, who, std::move(segments));
}

}  // namespace

Plot observed_plot(const LabScene& scene) {
  const Dataset& data = scene.lab.data();
  const Camera looked = camera(scene.document, scene.view, "data");
  Plot plot;
  plot.name = "data";
  plot.title = scene.text("figure.observed.title");
  // The range of what was observed on both axes: it stays while the fits move.
  const Range usual = fit_range(data.y, 0.08);
  plot.x = axis(scene.text("figure.observed.fitted", {{"name", scene.text.translated(data.y_name)}}), usual, looked.x);
  plot.y =
      axis(scene.text("figure.observed.observed", {{"name", scene.text.translated(data.y_name)}}), usual, looked.y);
  CurveItem exact;
  const Range reach{std::min(plot.x.range.min, plot.y.range.min), std::max(plot.x.range.max, plot.y.range.max)};
  exact.points = {{reach.min, reach.min}, {reach.max, reach.max}};
  exact.stroke = {scene.theme.truth, 1.6, Dash::long_dash};
  exact.legend = scene.text("figure.observed.equal");
  plot.items.emplace_back(std::move(exact));
  std::vector<double> weights;
  const Shown* chosen = scene.chosen();
  if (scene.look().size_by_weight && chosen != nullptr) {
    weights = sample_weights(scene.loss(*chosen), data, scene.arguments(*chosen));
    plot.note = scene.text("figure.data.size_weight", {{"loss", chosen->label}});
  }
  if (chosen != nullptr && !chosen->hidden)
    add_residual_sticks(plot, scene, *chosen, observed_places(scene.lab, chosen->competitor));
  const bool small = data.size() <= most_small;
  for (const Shown& who : scene.shown) {
    if (who.hidden) {
      plot.items.emplace_back(hidden_entry(who.label, who.series, who.style, scene.theme));
      continue;
    }
    plot.items.emplace_back(entry(who));
    if (small && !who.chosen) {
      plot.items.emplace_back(small_points(who, observed_places(scene.lab, who.competitor), scene.theme));
    }
  }
  if (chosen != nullptr && !chosen->hidden) {
    add_samples(plot, scene, observed_places(scene.lab, chosen->competitor), weights);
  }
  return plot;
}

}  // namespace losslab::parts

namespace losslab {

std::vector<Point> observed_places(const Lab& lab, std::size_t competitor) {
  const std::vector<double>& y = lab.data().y;
  std::vector<double> fitted(y.size());
  ModelWorkspace work;
  lab.setting().model->outputs(lab.race().theta(competitor, lab.position()), {}, fitted, work);
  std::vector<Point> at(y.size());
  for (std::size_t i = 0; i < at.size(); ++i) at[i] = {fitted[i], y[i]};
  return at;
}

}  // namespace losslab
