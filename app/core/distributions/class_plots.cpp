// What a loss does with each class: its pull on the logits, its course along one of them, the ledger of entropies, and
// what the temperature does to p.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/core/distributions/distributions_figure.h"
#include "app/core/distributions/distributions_results.h"
#include "app/core/shell/figure_parts.h"

namespace losslab {
namespace {

using Shown = DistributionScene::Shown;

LineItem zero_line(const Theme& theme) {
  LineItem line;
  line.stroke = {theme.muted, parts::thin_width, Dash::solid};
  return line;
}

// Numbers, where the classes have no names.
std::vector<std::pair<double, std::string>> class_ticks(const DistributionsPage& page) {
  std::vector<std::pair<double, std::string>> ticks;
  for (std::size_t k = 0; k < page.classes(); ++k) {
    const bool named = k < page.names.size() && !page.names[k].empty();
    ticks.emplace_back(static_cast<double>(k + 1), named ? page.names[k] : fmt::format("{}", k + 1));
  }
  return ticks;
}

Range around(const Range& seen, double least) {
  const double room = std::max(0.08 * seen.span(), least);
  return parts::rounded({seen.min - room, seen.max + room});
}

void add_present(Plot& plot, double at, const Theme& theme) {
  LineItem line;
  line.direction = LineItem::Direction::vertical;
  line.at = at;
  line.stroke = {theme.accent, 1.2, Dash::solid};
  plot.items.emplace_back(std::move(line));
}

// A group of bars for each class, one for each series.
class Bars {
 public:
  Bars(Plot& plot, std::size_t groups) : plot_(plot), width_(0.8 / static_cast<double>(groups)) {}
  // Returns the ends of the bars.
  std::vector<Point> add(const std::vector<double>& heights, Color fill, const std::string& legend, Range& seen) {
    std::vector<Point> ends;
    BarsItem item;
    item.fill = fill;
    item.legend = legend;
    for (std::size_t k = 0; k < heights.size(); ++k) {
      const double left = static_cast<double>(k + 1) - 0.4 + width_ * static_cast<double>(next_);
      item.corners.push_back(
          {{left + 0.06 * width_, std::min(0.0, heights[k])}, {left + 0.94 * width_, std::max(0.0, heights[k])}});
      parts::include(seen, heights[k]);
      ends.push_back({left + 0.5 * width_, heights[k]});
    }
    ++next_;
    plot_.items.emplace_back(std::move(item));
    return ends;
  }

 private:
  Plot& plot_;
  double width_;
  std::size_t next_ = 0;
};

}  // namespace

Plot forces_plot(const DistributionScene& scene) {
  const Camera looked = scene.camera("forces");
  const std::size_t classes = scene.page().classes();
  Plot plot;
  plot.name = "forces";
  plot.title = scene.text("distributions.forces.title");
  // At one place for all, or they could not be compared.
  if (scene.chosen() != nullptr) plot.note = scene.text("distributions.forces.where");
  plot.x = parts::axis(scene.text("distributions.forces.class"), {0.4, static_cast<double>(classes) + 0.6}, looked.x);
  plot.x.ticks = class_ticks(scene.page());
  const auto visible = std::ranges::count_if(scene.shown, [](const Shown& who) { return !who.hidden; });
  Bars bars(plot, static_cast<std::size_t>(visible) + 1);
  Range seen{0, 0};
  const std::vector<double> now = scene.results.logits_now(), p = softmax(now);
  std::vector<double> pull(classes);
  for (std::size_t k = 0; k < classes; ++k) pull[k] = scene.page().truth[k] - p[k];
  bars.add(pull, mix(scene.theme.foreground, scene.theme.background, 0.62), "t − p", seen);
  const std::vector<double> wanted = pull;
  PointsItem against = mark({}, Marker::cross, 3, scene.theme.danger, scene.theme.background,
                            scene.text("distributions.forces.against"));
  against.points.clear();
  for (const Shown& who : scene.shown) {
    if (who.hidden) continue;
    who.run->who().evaluate(now, pull);
    for (double& one : pull) one = -one;
    // Bars have no dashes: where two have the same colour the second is paler.
    const auto before = std::ranges::count_if(scene.shown, [&](const Shown& other) {
      return !other.hidden && other.series < who.series && other.series % 8 == who.series % 8;
    });
    const Color fill = mix(who.style.color, scene.theme.background, std::min(0.35 * static_cast<double>(before), 0.75));
    const std::vector<Point> ends = bars.add(pull, fill, who.label, seen);
    for (std::size_t k = 0; k < classes; ++k) {
      if (wanted[k] * pull[k] < -1e-12) against.points.push_back(ends[k]);
    }
  }
  if (!against.points.empty()) plot.items.emplace_back(std::move(against));
  plot.items.emplace_back(zero_line(scene.theme));
  plot.y = parts::axis(scene.text("distributions.forces.pull"), around(seen, 0.05), looked.y);
  return plot;
}

Plot along_plot(const DistributionScene& scene, bool slope) {
  const char* const name = slope ? "slope" : "along";
  const Camera looked = scene.camera(name);
  const std::size_t which =
      std::min(static_cast<std::size_t>(std::max(scene.look().logit, 0)), scene.page().classes() - 1);
  const std::string moving = scene.class_name(which);
  std::vector<double> z = scene.results.logits_now(), gradient(z.size());
  const double now = z[which];
  Plot plot;
  plot.name = name;
  plot.title = scene.text(slope ? "distributions.along.slope_title" : "distributions.along.title", {{"class", moving}});
  plot.legend = false;
  // Round ends, so that the axis stays while the logit moves a little.
  const double middle = 4 * std::round(now / 4);
  plot.x =
      parts::axis(scene.text("distributions.along.logit", {{"class", moving}}), {middle - 8, middle + 8}, looked.x);
  Range seen = slope ? Range{-0.1, 0.1} : Range{0, 0.1};
  for (const Shown& who : scene.shown) {
    if (who.hidden) continue;
    CurveItem curve;
    constexpr int count = 321;
    for (int i = 0; i < count; ++i) {
      z[which] = plot.x.range.min + plot.x.range.span() * i / (count - 1);
      const double value = who.run->who().evaluate(z, gradient);
      curve.points.push_back({z[which], slope ? gradient[which] : value});
      parts::include(seen, curve.points.back().y);
    }
    curve.stroke = who.stroke();
    curve.legend = who.label;
    curve.series = who.series;
    plot.items.emplace_back(std::move(curve));
  }
  const std::string label =
      slope ? scene.text("distributions.along.slope", {{"class", moving}}) : scene.text("distributions.along.loss");
  plot.y = parts::axis(label, around(seen, 1e-3), looked.y);
  if (slope) plot.items.emplace_back(zero_line(scene.theme));
  add_present(plot, now, scene.theme);
  return plot;
}

Plot ledger_plot(const DistributionScene& scene) {
  const Camera looked = scene.camera("ledger");
  const double unit = scene.look().bits ? std::log(2.0) : 1;
  const std::vector<double>& t = scene.page().truth;
  const std::vector<double> p = softmax(scene.results.logits_now());
  std::vector<double> middle(t.size());
  for (std::size_t k = 0; k < t.size(); ++k) middle[k] = 0.5 * (t[k] + p[k]);
  const double own = entropy(t) / unit, forward = divergence(t, p) / unit, reverse = divergence(p, t) / unit;
  const double halfway = 0.5 * (divergence(t, middle) + divergence(p, middle)) / unit;
  Plot plot;
  plot.name = "ledger";
  plot.title = scene.text("distributions.ledger.title");
  plot.x = parts::axis("", {0.4, 4.6}, looked.x);
  plot.x.ticks = {{1, "H(t) + KL(t ‖ p)"}, {2, "CE"}, {3, "KL(p ‖ t)"}, {4, "JS"}};
  const auto bar = [&](double at, double low, double high, Color fill, const std::string& legend) {
    BarsItem item;
    if (std::isfinite(high)) item.corners.push_back({{at - 0.3, low}, {at + 0.3, high}});
    item.fill = fill;
    item.legend = legend;
    plot.items.emplace_back(std::move(item));
  };
  const Theme& theme = scene.theme;
  bar(1, 0, own, mix(theme.foreground, theme.background, 0.62), "H(t)");
  bar(1, own, own + forward, theme.series(0).color, "KL(t ‖ p)");
  bar(2, 0, own + forward, theme.series(1).color, "");
  bar(3, 0, reverse, theme.series(2).color, "");
  bar(4, 0, halfway, theme.series(3).color, "");
  Range seen{0, 0.1};
  for (const double value : {own + forward, reverse, halfway}) parts::include(seen, value);
  plot.y = parts::axis(scene.text(scene.look().bits ? "distributions.ledger.bits" : "distributions.ledger.nats"),
                       {0, parts::rounded({0, 1.12 * seen.max}).max}, looked.y);
  for (const auto& [at, value] : {std::pair{1, own + forward}, {2, own + forward}, {3, reverse}, {4, halfway}}) {
    LabelItem label;
    label.text = std::isfinite(value) ? fmt::format("{:.4g}", value) : "∞";
    label.at = {static_cast<double>(at), std::isfinite(value) ? value : 0};
    label.h = HAlign::center;
    label.v = VAlign::bottom;
    label.dy = -3;
    label.color = theme.foreground;
    plot.items.emplace_back(std::move(label));
  }
  return plot;
}

Plot temperature_plot(const DistributionScene& scene) {
  const Camera looked = scene.camera("temperature");
  const std::vector<double> z = scene.results.logits_now();
  const auto classes = static_cast<double>(z.size());
  Plot plot;
  plot.name = "temperature";
  plot.title = scene.text("distributions.temperature.title");
  plot.x = parts::axis(scene.text("distributions.temperature.t"), {0.1, 20}, looked.x, true);
  plot.y = parts::axis(scene.text("distributions.temperature.share"), {-0.03, 1.03}, looked.y);
  std::vector<CurveItem> curves(z.size() + 1);
  constexpr int count = 241;
  for (int i = 0; i < count; ++i) {
    const double share = static_cast<double>(i) / (count - 1);
    const double t = plot.x.range.min * std::pow(plot.x.range.max / plot.x.range.min, share);
    const std::vector<double> p = softmax(z, t);
    for (std::size_t k = 0; k < p.size(); ++k) curves[k].points.push_back({t, p[k]});
    curves.back().points.push_back({t, entropy(p) / std::log(classes)});
  }
  for (std::size_t k = 0; k < z.size(); ++k) {
    const SeriesStyle style = parts::class_style(scene.theme, k);
    curves[k].stroke = {style.color, parts::curve_width, style.dash};
    curves[k].marker = style.marker;
    curves[k].legend = scene.class_name(k);
  }
  curves.back().stroke = {scene.theme.foreground, parts::curve_width, Dash::dotted};
  curves.back().legend = scene.text("distributions.temperature.entropy");
  for (CurveItem& curve : curves) plot.items.emplace_back(std::move(curve));
  add_present(plot, 1, scene.theme);
  return plot;
}

}  // namespace losslab
