// The simplex with the field of the chosen loss and everybody's path.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/core/descent/kept_steps.h"
#include "app/core/distributions/distributions_figure.h"
#include "app/core/distributions/distributions_results.h"
#include "app/core/shell/figure_parts.h"

namespace losslab {
namespace {

using Shown = DistributionScene::Shown;

void add_path(Plot& plot, const DistributionScene& scene, const SimplexView& simplex, const Shown& who) {
  CurveItem path;
  for (const long step : path_steps(std::min(scene.results.descents().position(), who.run->length()))) {
    path.points.push_back(on_simplex(simplex.shares(softmax(who.run->iterate(step)))));
  }
  path.stroke = who.stroke();
  path.legend = who.label;
  path.series = who.series;
  CurveItem halo;
  halo.points = path.points;
  halo.stroke = {scene.theme.background.with_alpha(150), path.stroke.width + 1.8, Dash::solid};
  halo.series = who.series;
  const Point now = path.points.back();
  plot.items.emplace_back(std::move(halo));
  plot.items.emplace_back(std::move(path));
  const Marker marker = who.style.marker == Marker::none ? Marker::circle : who.style.marker;
  PointsItem end = mark(now, marker, who.chosen ? 5.5 : 4.5, who.style.color, scene.theme.background);
  end.series = who.series;
  plot.items.emplace_back(std::move(end));
}

void add_upright(Plot& plot, double at, const Stroke& stroke, std::string label) {
  LineItem line;
  line.direction = LineItem::Direction::vertical;
  line.at = at;
  line.stroke = stroke;
  line.label = std::move(label);
  plot.items.emplace_back(std::move(line));
}

// With two classes there is but one number to be seen: every loss over the probability of the first class.
Plot segment_plot(const DistributionScene& scene) {
  const Camera looked = scene.camera("simplex");
  Plot plot;
  plot.name = "simplex";
  plot.title = scene.text("distributions.segment.title");
  plot.x = parts::axis(scene.text("distributions.segment.p", {{"class", scene.class_name(0)}}), {0, 1}, looked.x);
  const std::vector<double> now = scene.results.logits_now();
  const double mean = 0.5 * (now[0] + now[1]);
  Range height{0, 0};
  for (const Shown& who : scene.shown) {
    if (who.hidden) {
      plot.items.emplace_back(parts::hidden_entry(who.label, who.series, who.style, scene.theme));
      continue;
    }
    CurveItem curve;
    for (int i = 1; i < 400; ++i) {
      const double p = i / 400.0, half = 0.5 * std::log(p / (1 - p));
      const std::array<double, 2> z{mean + half, mean - half};
      curve.points.push_back({p, who.run->who().value(z)});
      if (i >= 8 && i <= 392) parts::include(height, curve.points.back().y);
    }
    curve.stroke = who.stroke();
    curve.legend = who.label;
    curve.series = who.series;
    plot.items.emplace_back(std::move(curve));
  }
  plot.y = parts::axis(scene.text("distributions.along.loss"), parts::rounded({height.min, 1.05 * height.max + 1e-9}),
                       looked.y);
  add_upright(plot, scene.page().truth[0], {scene.theme.truth, 1.6, Dash::long_dash}, std::string(1, 't'));
  add_upright(plot, softmax(now)[0], {scene.theme.accent, 1.2, Dash::solid}, std::string(1, 'p'));
  return plot;
}

}  // namespace

Plot triangle_plot(const DistributionScene& scene, const char* name) {
  const Camera looked = scene.camera(name);
  constexpr double room = 0.1;  // for a name, on all but the smallest pages
  Plot plot;
  plot.name = name;
  plot.equal_aspect = true;
  plot.grid = false;
  plot.frame = false;
  plot.x = parts::axis("", {-0.04, 1.04}, looked.x);
  plot.y = parts::axis("", {-room, simplex_height + room}, looked.y);
  plot.x.visible = plot.y.visible = false;
  return plot;
}

PointsItem mark(Point at, Marker marker, double radius, Color fill, Color outline, std::string legend) {
  PointsItem item;
  item.points = {at};
  item.marker = marker;
  item.radius = {radius};
  item.fill = {fill};
  item.outline = Stroke{outline, 1.4, Dash::solid};
  item.legend = std::move(legend);
  return item;
}

void add_corners(Plot& plot, const DistributionScene& scene, const std::array<std::size_t, 3>& corners) {
  CurveItem edge;
  edge.points = {{0, 0}, {1, 0}, {0.5, simplex_height}, {0, 0}};
  edge.stroke = {scene.theme.foreground, 1.2, Dash::solid};
  plot.items.emplace_back(std::move(edge));
  constexpr std::array<Point, 3> at{Point{0, 0}, Point{1, 0}, Point{0.5, simplex_height}};
  for (std::size_t i = 0; i < 3; ++i) {
    LabelItem label;
    label.text = scene.class_name(corners[i]);
    label.at = at[i];
    label.h = HAlign::center;
    label.v = i == 2 ? VAlign::bottom : VAlign::top;
    label.dy = i == 2 ? -6 : 6;
    label.color = scene.theme.foreground;
    plot.items.emplace_back(std::move(label));
  }
}

Plot simplex_plot(const DistributionScene& scene) {
  if (scene.page().classes() == 2) return segment_plot(scene);
  Plot plot = triangle_plot(scene, "simplex");
  if (scene.page().classes() > 3) plot.note = scene.text("distributions.simplex.shares");
  const Shown* const chosen = scene.chosen();
  plot.title = chosen == nullptr ? scene.text("distributions.simplex.title")
                                 : scene.text("distributions.simplex.title_of", {{"loss", chosen->label}});
  const SimplexView simplex(simplex_corners(scene.look(), scene.page().classes()), scene.results.logits_now());
  if (chosen != nullptr) {
    const SimplexPicture& picture = scene.results.simplex(scene.view, scene.theme);
    plot.items.emplace_back(
        FieldItem{picture.pixels, {0, 1}, {0, simplex_height}, true, picture.numbers, chosen->label});
    CurveItem lines;
    lines.stroke = {scene.theme.foreground.with_alpha(60), 0.7, Dash::solid};
    for (const auto& line : picture.contours) {
      lines.points.insert(lines.points.end(), line.begin(), line.end());
      lines.points.push_back({std::nan(""), std::nan("")});
    }
    plot.items.emplace_back(std::move(lines));
    SegmentsItem arrows;
    arrows.segments = picture.arrows;
    arrows.stroke = {scene.theme.foreground.with_alpha(120), 0.9, Dash::solid};
    plot.items.emplace_back(std::move(arrows));
  }
  add_corners(plot, scene, {simplex.corner(0), simplex.corner(1), simplex.corner(2)});
  for (const bool of_chosen : {false, true}) {
    for (const Shown& who : scene.shown) {
      if (who.chosen != of_chosen) continue;
      if (who.hidden) {
        plot.items.emplace_back(parts::hidden_entry(who.label, who.series, who.style, scene.theme));
      } else {
        add_path(plot, scene, simplex, who);
      }
    }
  }
  if (chosen != nullptr) {
    if (const auto minimum = scene.results.simplex(scene.view, scene.theme).minimum) {
      plot.items.emplace_back(mark(*minimum, Marker::star, 7, chosen->style.color, scene.theme.background,
                                   scene.text("distributions.simplex.minimum")));
    }
  }
  plot.items.emplace_back(mark(on_simplex(simplex.shares(scene.page().truth)), Marker::diamond, 5.5, scene.theme.truth,
                               scene.theme.background, scene.text("distributions.simplex.truth")));
  if (has_teacher(scene.page())) {
    plot.items.emplace_back(mark(on_simplex(simplex.shares(softmax(scene.page().teacher))), Marker::down_triangle, 5.5,
                                 scene.theme.truth, scene.theme.background,
                                 scene.text("distributions.simplex.teacher")));
  }
  plot.items.emplace_back(mark(on_simplex(simplex.shares(softmax(scene.page().logits))), Marker::circle, 4.5,
                               scene.theme.background, scene.theme.foreground,
                               scene.text("distributions.simplex.start")));
  return plot;
}

}  // namespace losslab
