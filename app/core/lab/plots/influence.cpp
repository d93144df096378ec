#include <fmt/format.h>

#include <algorithm>

#include "app/core/lab/plots/competitors.h"
#include "app/core/lab/plots/regression_plots.h"
#include "app/core/shell/figure_parts.h"

namespace losslab::parts {
namespace {

// Why there are no curves at all; empty where there are.
std::string hindrance(const View& view, const Lab& lab) {
  if (lab.task() != Task::regression) return "for regression alone";
  if (!lab.setting().model->linear_in_parameters()) return "needs a model that is linear in its parameters";
  if (influence_point(view, lab) < 0) return "click a point in the data to choose it";
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

Plot influence_plot(const Document& document, const View& view, const Lab& lab, const Theme& theme) {
  const Camera looked = camera(document, view, "influence");
  Plot plot;
  plot.name = "influence";
  plot.title = "Influence of a point";
  plot.legend = false;
  plot.note = hindrance(view, lab);
  const std::string y_name = lab.data().y_name;
  plot.x = axis("position of the point (" + y_name + ")", {0, 1}, looked.x);
  plot.y = axis("displacement of the fit there", {-1, 1}, looked.y);
  if (!plot.note.empty()) return plot;
  const int point = influence_point(view, lab);
  plot.title = fmt::format("Influence of point {}", point + 1);
  plot.note = "exact fit with it less without it";
  const double now = lab.data().y[static_cast<std::size_t>(point)];
  plot.x.range = looked.x.value_or(Range{now - 1, now + 1});
  if (const auto influence = lab.influence().curves(view, lab)) {
    plot.x.range = looked.x.value_or(rounded({influence->positions.front(), influence->positions.back()}));
    plot.y.range = looked.y.value_or(displacement_range(*influence));
    for (const Shown& who : shown_competitors(document, view, lab, theme)) {
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
  present.stroke = {theme.accent, 1.2, Dash::solid};
  plot.items.emplace_back(std::move(present));
  LineItem none;
  none.stroke = {theme.muted, thin_width, Dash::solid};
  plot.items.insert(plot.items.begin(), std::move(none));
  return plot;
}

}  // namespace losslab::parts
