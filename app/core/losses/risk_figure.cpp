#include "app/core/losses/risk_figure.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/core/catalogue/loss_curves.h"
#include "app/core/catalogue/loss_parts.h"
#include "app/core/catalogue/loss_text.h"
#include "app/core/losses/comparison.h"
#include "app/core/losses/risk_curves.h"
#include "app/core/shell/figure_parts.h"
#include "app/core/shell/state/document.h"
#include "app/core/shell/state/view.h"

namespace losslab {
namespace {

using parts::axis;
using parts::camera;

constexpr std::size_t samples = 800;

struct Risked {
  Compared loss;
  ConditionalRisk risk;
  RiskMinimum minimum;
};

// The ticked losses, without what makes losses comparable but ½ and bits.
std::vector<Risked> risked_losses(const Document& document, const View& view, const Theme& theme,
                                  const Language& text) {
  std::vector<Risked> all;
  for (const std::string& id : drawn_ids(document)) {
    const int series = document.index(id);
    const Loss& loss = document.loss(id);
    // For both classes at once: the class is no part of the name.
    const Compared one{loss,
                       series,
                       theme.series(static_cast<std::size_t>(series)),
                       parts::legend_label(text, loss),
                       id == losses_page(document).chosen(),
                       view.hidden.contains(id),
                       unit_factor(losses_page(document).compare)};
    ConditionalRisk risk(loss);
    const RiskMinimum minimum = risk.minimum(losses_page(document).compare.eta);
    all.push_back({one, std::move(risk), minimum});
  }
  return all;
}

bool on_probability(const Document& document) { return losses_page(document).axis == LossAxis::probability; }

std::string number_text(double value) { return fmt::format("{:.4g}", value); }

Plot risk_plot(const Document& document, const View& view, const Language& text) {
  const Comparison& compare = losses_page(document).compare;
  const Camera looked = camera(document, view, "risk");
  const bool probability = on_probability(document);
  Plot plot;
  plot.name = "risk";
  plot.title = text(probability ? "figure.risk.score_title" : "figure.risk.risk_title");
  plot.x = probability ? axis(text("figure.risk.reported"), {0, 1}, looked.x)
                       : axis(text("figure.risk.score"), {-3, 3}, looked.x);
  const std::string symbol =
      text(probability ? "figure.risk.score_at" : "figure.risk.risk_at", {{"probability", number_text(compare.eta)}});
  plot.y =
      axis(in_units(symbol, compare, text), probability ? Range{-0.03, 2} : Range{-0.06, 3}, looked.y, looked.log_y);
  return plot;
}

Plot link_plot(const Document& document, const View& view, const Language& text) {
  const Camera looked = camera(document, view, "link");
  const bool probability = on_probability(document);
  Plot plot;
  plot.name = "link";
  plot.title = text(probability ? "figure.risk.least_score_title" : "figure.risk.link_title");
  plot.x = axis(text(probability ? "figure.risk.true_pi" : "figure.risk.true_eta"), {0, 1}, looked.x);
  plot.y = probability ? axis("q*(π)", {0, 1}, looked.y) : axis("m*(η)", {-4, 4}, looked.y);
  plot.row = 1;
  plot.legend = false;
  return plot;
}

LineItem vertical(double at, const Theme& theme, std::string label) {
  LineItem line;
  line.direction = LineItem::Direction::vertical;
  line.at = at;
  line.stroke = {theme.accent, 1.2, Dash::solid};
  line.label = std::move(label);
  return line;
}

Stroke curve_stroke(const Compared& one) {
  return {one.style.color, one.chosen ? parts::chosen_width : parts::curve_width, one.style.dash};
}

// The corners of η ℓ₊ + (1 − η) ℓ₋: the kinks of one side, and those of the other mirrored.
void add_corners(std::vector<double>& corners, const Loss& loss, LossAxis on) {
  for (const double kink : loss.for_class(1).kinks()) corners.push_back(on_axis(loss, on, kink));
  for (const double kink : loss.for_class(-1).kinks()) {
    const double x = on_axis(loss, on, kink);
    corners.push_back(on == LossAxis::probability ? 1 - x : -x);
  }
}

// Samples of the risk of one loss after another.
class RiskSampler {
 public:
  RiskSampler(const std::vector<Risked>& all, LossAxis on, Range range)
      : corners_(corners(all, on)), grid_(corners_, on, range, false, samples) {
    right_.resize(grid_.size());
    wrong_.resize(grid_.size());
  }

  std::vector<Point> curve(const Loss& loss, double eta, double scale) {
    const std::span<const double> argument = grid_.argument(loss);
    loss.for_class(1).evaluate(argument, right_, {}, {});
    mirrored_.assign(argument.begin(), argument.end());
    const double sum = loss.info().family == Family::of_probability ? 1 : 0;
    for (double& x : mirrored_) x = sum - x;
    loss.for_class(-1).evaluate(mirrored_, wrong_, {}, {});
    for (std::size_t i = 0; i < right_.size(); ++i) right_[i] = scale * (eta * right_[i] + (1 - eta) * wrong_[i]);
    for (const double corner : corners_) {
      if (const std::size_t at = grid_.find_corner(corner); at != 0) break_jump(right_, at);
    }
    std::vector<Point> points(right_.size());
    for (std::size_t i = 0; i < points.size(); ++i) points[i] = {grid_.x()[i], right_[i]};
    return points;
  }

 private:
  static std::vector<double> corners(const std::vector<Risked>& all, LossAxis on) {
    std::vector<double> places;
    for (const Risked& one : all) {
      if (one.loss.is_drawn()) add_corners(places, one.loss.loss, on);
    }
    return places;
  }
  std::vector<double> corners_;
  SampleGrid grid_;
  std::vector<double> right_, wrong_, mirrored_;
};

// Where the risk is least: a point; the stretch of many; at the edge of the plot where it goes on falling beyond.
void mark_minimum(Plot& plot, const Risked& one, const Document& document, const Theme& theme) {
  const bool probability = on_probability(document);
  const double eta = losses_page(document).compare.eta, scale = one.loss.scale;
  const auto place = [&](double score) { return probability ? probability_of(score) : score; };
  const double from = place(one.minimum.from), to = place(one.minimum.to);
  const Range seen = plot.x.range;
  const auto clip = [&](double x) { return std::clamp(x, seen.min, seen.max); };
  if (one.minimum.whole && from < to) {
    SegmentsItem flat;
    const double depth = scale * one.minimum.risk;
    flat.segments.push_back({{clip(from), depth}, {clip(to), depth}});
    flat.stroke = {one.loss.style.color.with_alpha(90), 7, Dash::solid};
    flat.series = one.loss.series;
    plot.items.emplace_back(std::move(flat));
    return;
  }
  for (const double x : {from, to}) {
    const bool beyond = x < seen.min || x > seen.max;
    PointsItem dot;
    const double at = clip(x), score = probability ? std::log(at) - std::log1p(-at) : at;
    const double limit = std::isinf(score) ? one.minimum.risk : one.risk.at(eta, score).value;
    dot.points = {{at, scale * limit}};
    dot.radius = {one.loss.chosen ? 5.0 : 4.0};
    dot.fill = {beyond ? theme.background : one.loss.style.color};
    dot.outline = Stroke{beyond ? one.loss.style.color : theme.background, beyond ? 1.6 : 1, Dash::solid};
    dot.series = one.loss.series;
    plot.items.emplace_back(std::move(dot));
    if (from == to) break;
  }
}

void add_risks(Plot& plot, const std::vector<Risked>& all, const Document& document, const Theme& theme) {
  RiskSampler sampler(all, losses_page(document).axis, plot.x.range);
  for (const Risked& one : all) {
    if (one.loss.hidden) {
      plot.items.emplace_back(parts::hidden_entry(one.loss.label, one.loss.series, one.loss.style, theme));
      continue;
    }
    CurveItem curve;
    curve.points = sampler.curve(one.loss.loss, losses_page(document).compare.eta, one.loss.scale);
    curve.stroke = curve_stroke(one.loss);
    curve.marker = one.loss.style.marker;
    curve.legend = one.loss.label;
    curve.series = one.loss.series;
    plot.items.emplace_back(std::move(curve));
  }
}

// A curve that lies at infinity is drawn along the edge of the plot, with arrow heads; one below the other.
void add_edge(Plot& plot, const Compared& one, const std::vector<Point>& curve, double infinite, int& count) {
  CurveItem edge;
  const double inset = (0.02 + 0.035 * count) * plot.y.range.span();
  const double y = infinite > 0 ? plot.y.range.max - inset : plot.y.range.min + inset;
  for (const Point p : curve) edge.points.push_back({p.x, p.y == infinite ? y : std::nan("")});
  if (std::ranges::all_of(edge.points, [](Point p) { return std::isnan(p.y); })) return;
  ++count;
  edge.stroke = curve_stroke(one);
  edge.marker = infinite > 0 ? Marker::triangle : Marker::down_triangle;
  edge.marker_spacing = 60;
  edge.series = one.series;
  plot.items.emplace_back(std::move(edge));
}

void add_bands(Plot& plot, const Compared& one, const LinkCurve& link, const Theme& theme) {
  const auto clip = [&](Point p) { return Point{p.x, std::clamp(p.y, plot.y.range.min, plot.y.range.max)}; };
  if (!link.bands.empty()) {
    BarsItem bars;
    for (const auto& [from, to] : link.bands) bars.corners.emplace_back(clip(from), clip(to));
    bars.fill = mix(theme.background, one.style.color, 0.14).with_alpha(150);
    plot.items.emplace(plot.items.begin(), std::move(bars));
  }
  if (link.steps.empty()) return;
  SegmentsItem steps;
  for (const auto& [from, to] : link.steps) steps.segments.emplace_back(clip(from), clip(to));
  steps.stroke = {one.style.color.with_alpha(110), 1.2, Dash::solid};
  steps.series = one.series;
  plot.items.emplace_back(std::move(steps));
}

void add_links(Plot& plot, const std::vector<Risked>& all, const Document& document, const Theme& theme) {
  const bool probability = on_probability(document);
  int above = 0, below = 0;
  for (const Risked& one : all) {
    if (one.loss.hidden) continue;
    const LinkCurve link = link_curve(one.risk, probability, plot.y.range);
    add_bands(plot, one.loss, link, theme);
    add_edge(plot, one.loss, link.nearest, HUGE_VAL, above);
    add_edge(plot, one.loss, link.nearest, -HUGE_VAL, below);
    CurveItem curve;
    curve.points = link.nearest;
    curve.stroke = curve_stroke(one.loss);
    curve.marker = one.loss.style.marker;
    curve.legend = one.loss.label;
    curve.series = one.loss.series;
    plot.items.emplace_back(std::move(curve));
  }
}

// Where each link stands at the present η.
void add_link_dots(Plot& plot, const std::vector<Risked>& all, const Document& document, const Theme& theme) {
  for (const Risked& one : all) {
    const double score = one.minimum.nearest(), y = on_probability(document) ? probability_of(score) : score;
    if (one.loss.hidden || !one.minimum.is_point() || !std::isfinite(y)) continue;
    PointsItem dot;
    dot.points = {{losses_page(document).compare.eta, y}};
    dot.radius = {one.loss.chosen ? 4.2 : 3.2};
    dot.fill = {one.loss.style.color};
    dot.outline = Stroke{theme.background, 1, Dash::solid};
    dot.series = one.loss.series;
    plot.items.emplace_back(std::move(dot));
  }
}

SegmentsItem diagonal(const Theme& theme) {
  SegmentsItem line;
  line.segments.push_back({{0, 0}, {1, 1}});
  line.stroke = {theme.muted, parts::thin_width, Dash::solid};
  return line;
}

}  // namespace

Figure risk_figure(const Document& document, const View& view, const Theme& theme, const Language& text) {
  const double eta = losses_page(document).compare.eta;
  const bool probability = on_probability(document);
  const std::vector<Risked> all = risked_losses(document, view, theme, text);
  Figure figure;
  figure.theme = &theme;
  Plot risk = risk_plot(document, view, text), link = link_plot(document, view, text);
  add_risks(risk, all, document, theme);
  if (probability)
    risk.items.emplace_back(vertical(eta, theme, text("figure.risk.truth", {{"probability", number_text(eta)}})));
  for (const Risked& one : all) {
    if (!one.loss.hidden) mark_minimum(risk, one, document, theme);
  }
  if (probability) link.items.emplace_back(diagonal(theme));
  add_links(link, all, document, theme);
  link.items.emplace_back(vertical(eta, theme, fmt::format("{} = {}", probability ? "π" : "η", number_text(eta))));
  add_link_dots(link, all, document, theme);
  figure.plots = {std::move(risk), std::move(link)};
  figure.row_weights = {1, 1};
  return figure;
}

std::vector<RiskRow> risk_rows(const Document& document, const Theme& theme, const Language& text) {
  const double eta = losses_page(document).compare.eta;
  std::vector<RiskRow> rows;
  for (const Risked& one : risked_losses(document, View(), theme, text)) {
    RiskRow row{
        std::string(one.loss.loss.id()), name_text(text, one.loss.loss.info()), one.loss.style, one.minimum, "", ""};
    row.score = minimum_text(one.risk, eta, one.minimum, false, text);
    row.probability = minimum_text(one.risk, eta, one.minimum, true, text);
    row.minimum.risk *= one.loss.scale;
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace losslab
