// The densities: the mixture, everybody's bell now, and the bells of the chosen divergence's minima.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/core/distributions/bell/bell_figure.h"
#include "app/core/shell/figure_parts.h"

namespace losslab {
namespace {

constexpr int count = 601;

std::vector<double> abscissae(const Range& range) {
  std::vector<double> x;
  x.reserve(count);
  for (int i = 0; i < count; ++i) x.push_back(range.min + range.span() * i / (count - 1));
  return x;
}

// Narrow bells have their top among the places, however far apart these are.
std::vector<Point> bell_curve(const Bell& bell, const std::vector<double>& x) {
  std::vector<double> places = x;
  for (int i = -24; i <= 24; ++i) places.push_back(bell.mean + bell.width() * i / 6);
  std::ranges::sort(places);
  std::vector<Point> points;
  points.reserve(places.size());
  for (const double at : places) points.push_back({at, std::exp(bell.log_density(at))});
  return points;
}

// The numbers by which the sliders name the humps.
void add_numbers(Plot& plot, const BellScene& scene) {
  const std::vector<Hump>& humps = scene.page().humps;
  for (std::size_t i = 0; i < humps.size() && humps.size() > 1; ++i) {
    LabelItem label;
    label.text = fmt::format("{}", i + 1);
    label.at = hump_top(humps[i]);
    label.h = HAlign::center;
    label.v = VAlign::bottom;
    label.dy = -7;
    label.color = scene.theme.muted;
    plot.items.emplace_back(std::move(label));
  }
}

// The range in which something of the mixture and of the start is to be seen.
Range usual_range(const BellPage& page) {
  Range seen = parts::nothing;
  for (const Hump& hump : page.humps) {
    parts::include(seen, hump.mean - 4 * hump.width);
    parts::include(seen, hump.mean + 4 * hump.width);
  }
  parts::include(seen, page.mean - 2.5 * page.width);
  parts::include(seen, page.mean + 2.5 * page.width);
  return parts::rounded(seen);
}

void add_mixture(Plot& plot, const BellScene& scene, const std::vector<double>& x, Range& height) {
  const Mixture mixture(scene.page().humps);
  CurveItem curve;
  BandItem under;
  for (const double at : x) {
    const double p = std::exp(mixture.log_density(at));
    curve.points.push_back({at, p});
    under.low.push_back({at, 0});
    under.high.push_back({at, p});
    parts::include(height, p);
  }
  under.fill = scene.theme.truth.with_alpha(36);
  curve.stroke = {scene.theme.truth, parts::chosen_width, Dash::solid};
  curve.legend = scene.text("bell.densities.mixture");
  plot.items.emplace_back(std::move(under));
  plot.items.emplace_back(std::move(curve));
  if (scene.page().humps.size() < 2) return;
  for (const Hump& hump : scene.page().humps) {  // what each of them adds
    CurveItem part;
    for (const double at : x) {
      const double u = (at - hump.mean) / hump.width;
      part.points.push_back({at, hump_top(hump).y * std::exp(-0.5 * u * u)});
    }
    part.stroke = {scene.theme.truth.with_alpha(110), parts::thin_width, Dash::dotted};
    plot.items.emplace_back(std::move(part));
  }
}

void add_minima(Plot& plot, const BellScene& scene, const std::vector<double>& x) {
  const BellScene::Shown* const chosen = scene.chosen();
  const BellFound* const found = chosen == nullptr ? nullptr : scene.results.scenery().found(chosen->kind);
  if (found == nullptr || chosen->hidden) return;
  bool first = true;
  for (const BellMinimum& minimum : found->minima) {
    CurveItem curve;
    curve.points = bell_curve(minimum.bell, x);
    curve.stroke = {chosen->style.color.with_alpha(minimum.global ? 150 : 70),
                    minimum.global ? parts::curve_width : parts::thin_width, Dash::solid};
    if (first) curve.legend = scene.text("bell.densities.minima", {{"divergence", chosen->label}});
    first = false;
    plot.items.emplace_back(std::move(curve));
  }
}

void add_start(Plot& plot, const BellScene& scene, const std::vector<double>& x, Range& height) {
  CurveItem curve;
  curve.points = bell_curve(scene.page().start(), x);
  curve.stroke = {scene.theme.muted, parts::curve_width, Dash::dotted};
  curve.legend = scene.text("bell.densities.start");
  for (const Point& at : curve.points) parts::include(height, at.y);
  plot.items.emplace_back(std::move(curve));
}

PointsItem grip(std::vector<Point> at, Marker marker, double radius, Color fill, Color outline) {
  PointsItem item;
  item.points = std::move(at);
  item.marker = marker;
  item.radius = {radius};
  item.fill = {fill};
  item.outline = Stroke{outline, 1.4, Dash::solid};
  return item;
}

void add_grips(Plot& plot, const BellScene& scene) {
  std::vector<Point> tops, shoulders;
  for (const Hump& hump : scene.page().humps) {
    tops.push_back(hump_top(hump));
    shoulders.push_back(hump_shoulder(hump));
  }
  const Hump start{1, scene.page().mean, scene.page().width};
  const Theme& theme = scene.theme;
  plot.items.emplace_back(grip(shoulders, Marker::square, 3.5, theme.background, theme.truth));
  plot.items.emplace_back(grip(tops, Marker::circle, 4.5, theme.truth, theme.background));
  plot.items.emplace_back(grip({hump_shoulder(start)}, Marker::square, 3.5, theme.background, theme.foreground));
  plot.items.emplace_back(grip({hump_top(start)}, Marker::circle, 4.5, theme.background, theme.foreground));
}

}  // namespace

Point hump_top(const Hump& hump) { return {hump.mean, hump.weight / (hump.width * std::exp(log_root_two_pi))}; }

Point hump_shoulder(const Hump& hump) { return {hump.mean + hump.width, hump_top(hump).y * std::exp(-0.5)}; }

double weight_of_height(const Hump& hump, double height) { return height * hump.width * std::exp(log_root_two_pi); }

Plot densities_plot(const BellScene& scene) {
  const Camera looked = scene.camera(densities_name);
  Plot plot;
  plot.name = densities_name;
  plot.title = scene.text("bell.densities.title");
  plot.x = parts::axis("x", usual_range(scene.page()), looked.x);
  const std::vector<double> x = abscissae(plot.x.range);
  Range height{0, 0};
  // Room for a bell as narrow as the narrowest hump, so that the axis stays still while bells become so.
  parts::include(height, hump_top({1, 0, Mixture(scene.page().humps).narrowest()}).y);
  add_mixture(plot, scene, x, height);
  add_start(plot, scene, x, height);
  add_minima(plot, scene, x);
  for (const bool of_chosen : {false, true}) {
    for (const BellScene::Shown& who : scene.shown) {
      if (who.chosen != of_chosen) continue;
      if (who.hidden) {
        plot.items.emplace_back(parts::hidden_entry(who.label, who.series, who.style, scene.theme));
        continue;
      }
      CurveItem curve;
      curve.points = bell_curve(bell_at(*who.run, scene.results.position()), x);
      curve.stroke = who.stroke();
      curve.marker = who.style.marker;
      curve.legend = who.label;
      curve.series = who.series;
      plot.items.emplace_back(std::move(curve));
    }
  }
  add_grips(plot, scene);
  add_numbers(plot, scene);
  plot.y = parts::axis(scene.text("bell.densities.density"), parts::rounded({0, 1.12 * height.max + 1e-9}), looked.y);
  return plot;
}

}  // namespace losslab
