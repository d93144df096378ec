// The chosen divergence over (μ, log σ), everybody's path from the one start, and their minima.
#include <algorithm>
#include <cmath>

#include "app/core/descent/kept_steps.h"
#include "app/core/distributions/bell/bell_figure.h"
#include "app/core/shell/figure_parts.h"
#include "widgets/figure/layout.h"

namespace losslab {
namespace {

using Shown = BellScene::Shown;

PointsItem mark(std::vector<Point> at, Marker marker, double radius, Color fill, Color outline) {
  PointsItem item;
  item.points = std::move(at);
  item.marker = marker;
  item.radius = {radius};
  item.fill = {fill};
  item.outline = Stroke{outline, 1.4, Dash::solid};
  return item;
}

Point place_of(const Bell& bell) { return {bell.mean, bell.log_width}; }

// The axis is of log σ; what stands at it is σ.
Axis width_axis(std::string label, const Range& range, const std::optional<Range>& looked) {
  Axis axis = parts::axis(std::move(label), range, looked);
  const Range widths{std::exp(axis.range.min), std::exp(axis.range.max)};
  if (!(widths.min > 0) || !std::isfinite(widths.max)) return axis;
  for (auto& [at, name] : ticks_for(widths, true, 6)) axis.ticks.emplace_back(std::log(at), std::move(name));
  return axis;
}

void add_field(Plot& plot, const BellScene& scene) {
  const BellField* const field = scene.results.scenery().field();
  // That of another divergence says nothing about this one.
  if (field == nullptr || scene.chosen() == nullptr || field->divergence.kind() != scene.chosen()->kind) return;
  plot.items.emplace_back(FieldItem{field->pixels,
                                    {field->box.mean_min, field->box.mean_max},
                                    {field->box.log_width_min, field->box.log_width_max},
                                    true,
                                    field->numbers});
  CurveItem lines;
  lines.stroke = {scene.theme.foreground.with_alpha(60), 0.7, Dash::solid};
  for (const auto& line : field->contours) {
    lines.points.insert(lines.points.end(), line.begin(), line.end());
    lines.points.push_back({std::nan(""), std::nan("")});
  }
  plot.items.emplace_back(std::move(lines));
}

// Where χ² is infinite: below σ = s/√2 of the widest hump.
void add_infinite(Plot& plot, const BellScene& scene) {
  const Shown* const chosen = scene.chosen();
  if (chosen == nullptr || chosen->kind != DivergenceKind::chi_squared) return;
  const double border = std::log(Mixture(scene.page().humps).widest() / std::sqrt(2.0));
  const Range &x = plot.x.range, &y = plot.y.range;
  if (border <= y.min) return;
  BandItem below;
  below.low = {{x.min, y.min}, {x.max, y.min}};
  below.high = {{x.min, border}, {x.max, border}};
  below.fill = scene.theme.danger.with_alpha(40);
  plot.items.emplace_back(std::move(below));
  LineItem line;
  line.at = border;
  line.stroke = {scene.theme.danger, 1, Dash::dashed};
  plot.items.emplace_back(std::move(line));
  LabelItem label;
  label.text = scene.text("bell.landscape.infinite");
  label.at = {0.5 * (x.min + x.max), 0.5 * (border + y.min)};
  label.h = HAlign::center;
  label.color = scene.theme.foreground;
  plot.items.emplace_back(std::move(label));
}

void add_path(Plot& plot, const BellScene& scene, const Shown& who) {
  CurveItem path;
  for (const long step : path_steps(std::min(scene.results.position(), who.run->length()))) {
    path.points.push_back(place_of(bell_at(*who.run, step)));
  }
  path.stroke = who.stroke();
  path.legend = who.label;
  path.series = who.series;
  const Point now = path.points.back();
  plot.items.emplace_back(std::move(path));
  const Marker marker = who.style.marker == Marker::none ? Marker::circle : who.style.marker;
  PointsItem end = mark({now}, marker, who.chosen ? 5.5 : 4.5, who.style.color, scene.theme.background);
  end.series = who.series;
  plot.items.emplace_back(std::move(end));
}

// Stars: large where none is lower, small and pale where one is.
void add_minima(Plot& plot, const BellScene& scene, const Shown& who) {
  const BellFound* const found = scene.results.scenery().found(who.kind);
  if (found == nullptr) return;
  std::vector<Point> lowest, others;
  for (const BellMinimum& one : found->minima) (one.global ? lowest : others).push_back(place_of(one.bell));
  const Theme& theme = scene.theme;
  PointsItem small = mark(others, Marker::star, who.chosen ? 6 : 5, who.style.color.with_alpha(140), theme.background);
  small.outline.reset();
  PointsItem large = mark(lowest, Marker::star, who.chosen ? 8 : 6, who.style.color, theme.background);
  small.series = large.series = who.series;
  if (who.chosen) {
    large.legend = scene.text("bell.landscape.lowest");
    if (!others.empty()) small.legend = scene.text("bell.landscape.local");
  }
  plot.items.emplace_back(std::move(small));
  plot.items.emplace_back(std::move(large));
}

}  // namespace

Plot bell_landscape_plot(const BellScene& scene) {
  const Camera looked = scene.camera(bell_landscape_name);
  const BellBox box = scene.results.box(looked);
  Plot plot;
  plot.name = bell_landscape_name;
  plot.grid = false;
  const Shown* const chosen = scene.chosen();
  plot.title = chosen == nullptr ? scene.text("bell.landscape.title")
                                 : scene.text("bell.landscape.title_of", {{"divergence", chosen->label}});
  plot.x = parts::axis(scene.text("bell.landscape.mean"), {box.mean_min, box.mean_max}, looked.x);
  plot.y = width_axis(scene.text("bell.landscape.width"), {box.log_width_min, box.log_width_max}, looked.y);
  add_field(plot, scene);
  add_infinite(plot, scene);
  for (const bool of_chosen : {false, true}) {
    for (const Shown& who : scene.shown) {
      if (who.chosen != of_chosen || who.hidden) continue;
      add_minima(plot, scene, who);
      add_path(plot, scene, who);
    }
  }
  PointsItem start =
      mark({place_of(scene.page().start())}, Marker::circle, 4.5, scene.theme.background, scene.theme.foreground);
  start.legend = scene.text("bell.densities.start");
  plot.items.emplace_back(std::move(start));
  return plot;
}

}  // namespace losslab
