#include <fmt/format.h>

#include <algorithm>

#include "app/core/lab/plots/lab_plots.h"

namespace losslab::parts {
namespace {

// Why there are no curves at all; empty where there are.
std::string hindrance(const LabScene& scene) {
  if (scene.task() != Task::regression) return scene.text("figure.influence.no_regression");
  if (!scene.lab.setting().model->linear_in_parameters()) return scene.text("figure.influence.no_linear_model");
  if (influence_point(scene.view, scene.lab) < 0) return scene.text("figure.influence.no_point");
  return {};
}

Range displacement_range(const Influence& influence) {
  Range range{0, 0};
  for (const SensitivityCurve& curve : influence.curves) {
    for (const double value : curve.displacement) include(range, value);
  }
  if (range.span() <= 0) return {-1, 1};
  const double room = 0.06 * range.span();
  return rounded({range.min - room, range.max + room});
}

}  // namespace

Plot influence_plot(const LabScene& scene) {
  const Lab& lab = scene.lab;
  const Camera looked = camera(scene.document, scene.view, "influence");
  Plot plot;
  plot.name = "influence";
  plot.title = scene.text("figure.influence.title");
  plot.legend = false;
  plot.note = hindrance(scene);
  plot.x =
      axis(scene.text("figure.influence.x", {{"name", scene.text.translated(lab.data().y_name)}}), {0, 1}, looked.x);
  plot.y = axis(scene.text("figure.influence.y"), {-1, 1}, looked.y);
  if (!plot.note.empty()) return plot;
  const int point = influence_point(scene.view, lab);
  plot.title = scene.text("figure.influence.title_of", {{"point", fmt::format("{}", point + 1)}});
  plot.note = scene.text("figure.influence.note");
  const double now = lab.data().y[static_cast<std::size_t>(point)];
  plot.x.range = looked.x.value_or(Range{now - 1, now + 1});
  if (const auto influence = lab.influence().curves(scene.view, lab)) {
    plot.x.range = looked.x.value_or(rounded({influence->positions.front(), influence->positions.back()}));
    plot.y.range = looked.y.value_or(displacement_range(*influence));
    for (const Shown& who : scene.shown) {
      const auto at = std::ranges::find(influence->keys, who.series);
      if (who.hidden || at == influence->keys.end()) continue;
      const auto index = static_cast<std::size_t>(at - influence->keys.begin());
      CurveItem curve;
      curve.stroke = who.stroke();
      curve.marker = who.style.marker;
      curve.legend = who.label;
      curve.series = who.series;
      const std::vector<double>& displacement = influence->curves[index].displacement;
      for (std::size_t k = 0; k < displacement.size(); ++k) {
        curve.points.push_back({influence->positions[k], displacement[k]});
      }
      plot.items.emplace_back(std::move(curve));
    }
  }
  LineItem present;
  present.at = now;
  present.direction = LineItem::Direction::vertical;
  present.stroke = {scene.theme.accent, 1.2, Dash::solid};
  plot.items.emplace_back(std::move(present));
  LineItem none;
  none.stroke = {scene.theme.muted, thin_width, Dash::solid};
  plot.items.insert(plot.items.begin(), std::move(none));
  return plot;
}

}  // namespace losslab::parts
