#include <algorithm>
#include <cmath>
#include <limits>

#include "app/core/figure_parts.h"
#include "app/core/figures.h"
#include "app/core/loss_curves.h"

namespace losslab {
namespace {

using parts::axis;
using parts::camera;

constexpr std::size_t samples = 1000;

// What one of the stacked plots shows.
struct Row {
  Quantity quantity;
  const char* plot;
  std::array<const char*, 3> label;  // by LossAxis
  std::array<Range, 3> usual;
};
// The usual ranges begin a little below zero, so that a curve that lies on it is seen whole.
constexpr std::array rows{
    Row{Quantity::value, "loss", {"loss ℓ(r)", "loss ℓ(m)", "loss ℓ"}, {{{-0.12, 6}, {-0.09, 4.5}, {-0.08, 4}}}},
    Row{Quantity::gradient,
        "gradient",
        {"gradient dℓ/dr", "gradient dℓ/dm", "gradient dℓ/dp"},
        {{{-4, 4}, {-4, 0.6}, {-6, 0.6}}}},
    Row{Quantity::curvature,
        "curvature",
        {"curvature d²ℓ/dr²", "curvature d²ℓ/dm²", "curvature d²ℓ/dp²"},
        {{{-1.2, 2.2}, {-1.2, 2.2}, {-2, 12}}}},
    Row{Quantity::weight, "weight", {"weight ψ(r)/r", "", ""}, {{{-0.05, 2.2}, {0, 1}, {0, 1}}}},
};
constexpr std::array x_label{"residual r = y − ŷ", "margin m = y·f", "probability p of the true class"};
constexpr std::array<Range, 3> x_usual{{{-6, 6}, {-3, 3}, {0, 1}}};

bool is_shown(const Row& row, const View& view, LossAxis on) {
  if (row.quantity == Quantity::curvature) return view.show_curvature;
  if (row.quantity == Quantity::weight) return view.show_weight && on == LossAxis::residual;
  return true;
}

double reading(const Loss& loss, LossAxis on, double x, Quantity quantity) {
  if (quantity == Quantity::weight) return loss.weight(x);
  const Jet<double> jet = at_axis(loss, on, x);
  return quantity == Quantity::value ? jet.value : quantity == Quantity::gradient ? jet.gradient : jet.curvature;
}

// A ticked loss as it is drawn.
struct Ticked {
  const Loss* loss;
  int series;
  SeriesStyle style;
  bool chosen, hidden;
};

std::vector<Ticked> ticked_losses(const Document& document, const View& view, const Theme& theme) {
  std::vector<Ticked> ticked;
  for (const std::string& id : document.losses_page.ticked()) {
    const int series = document.index(id);
    ticked.push_back({&document.loss(id), series, theme.series(static_cast<std::size_t>(series)),
                      id == document.losses_page.chosen(), view.hidden.contains(id)});
  }
  return ticked;
}

std::vector<Plot> make_plots(const Document& document, const View& view) {
  const LossAxis on = document.losses_page.axis;
  const auto which = static_cast<std::size_t>(on);
  std::vector<Plot> plots;
  for (const Row& row : rows) {
    if (!is_shown(row, view, on)) continue;
    const Camera looked = camera(document, view, row.plot);
    // All plots stand on one x-axis: it is looked at through the camera of the first.
    const Camera first = camera(document, view, rows.front().plot);
    Plot plot;
    plot.name = row.plot;
    plot.row = static_cast<int>(plots.size());
    plot.x = axis(x_label[which], x_usual[which], first.x, first.log_x);
    plot.y = axis(row.label[which], row.usual[which], looked.y, looked.log_y);
    plot.legend = plots.empty();
    plots.push_back(std::move(plot));
  }
  return plots;
}

Quantity quantity_of(const Plot& plot) {
  return std::ranges::find_if(rows, [&](const Row& row) { return plot.name == row.plot; })->quantity;
}

void add_curves(std::vector<Plot>& plots, const std::vector<Ticked>& ticked, LossAxis on, const Theme& theme) {
  std::vector<Loss> visible;
  for (const Ticked& one : ticked) {
    if (!one.hidden) visible.push_back(*one.loss);
  }
  const SampleGrid grid(visible, on, plots.front().x.range, plots.front().x.log, samples);
  SampledLoss sampled(grid.size());
  SampledLoss::Wanted wanted;
  for (const Plot& plot : plots) {
    wanted.gradient |= quantity_of(plot) == Quantity::gradient;
    wanted.curvature |= quantity_of(plot) == Quantity::curvature;
    wanted.weight |= quantity_of(plot) == Quantity::weight;
  }
  for (const Ticked& one : ticked) {
    if (!one.hidden) sampled.evaluate(*one.loss, grid, wanted);
    const std::string label = parts::legend_label(*one.loss);
    for (Plot& plot : plots) {
      if (one.hidden) {
        plot.items.emplace_back(parts::hidden_entry(label, one.series, one.style, theme));
        continue;
      }
      CurveItem curve;
      curve.points = sampled.curve(grid, quantity_of(plot));
      curve.stroke = {one.style.color, one.chosen ? parts::chosen_width : parts::curve_width, one.style.dash};
      curve.marker = one.style.marker;
      curve.legend = label;
      curve.series = one.series;
      plot.items.emplace_back(std::move(curve));
    }
  }
}

// A piece of the tangent, as long on the page whatever its slope.
std::pair<Point, Point> tangent(Point at, double slope, const Plot& plot) {
  constexpr double half_length = 0.13;  // of the plot
  const double across = 1 / plot.x.range.span(), up = slope / plot.y.range.span();
  const double dx = half_length / std::hypot(across, 1.6 * up);
  return {{at.x - dx, at.y - slope * dx}, {at.x + dx, at.y + slope * dx}};
}

void add_tangents(Plot& plot, const std::vector<Ticked>& ticked, LossAxis on, double x) {
  if (plot.x.log || plot.y.log) return;  // a tangent is no straight line there
  for (const Ticked& one : ticked) {
    const Jet<double> jet = at_axis(*one.loss, on, x);
    if (one.hidden || !std::isfinite(jet.value) || !std::isfinite(jet.gradient)) continue;
    SegmentsItem item;
    item.segments.push_back(tangent({x, jet.value}, jet.gradient, plot));
    const Color color = one.style.color;
    item.stroke = {one.chosen ? color : color.with_alpha(120), one.chosen ? 1.6 : parts::thin_width, Dash::solid};
    item.series = one.series;
    plot.items.emplace_back(std::move(item));
  }
}

void add_probe(Plot& plot, const std::vector<Ticked>& ticked, LossAxis on, double x, const Theme& theme) {
  LineItem line;
  line.direction = LineItem::Direction::vertical;
  line.at = x;
  line.stroke = {theme.accent, 1.2, Dash::solid};
  plot.items.emplace_back(std::move(line));
  const Quantity quantity = quantity_of(plot);
  if (quantity == Quantity::value) add_tangents(plot, ticked, on, x);
  const auto add_dot = [&](const Ticked& one) {
    const double y = reading(*one.loss, on, x, quantity);
    if (one.hidden || !std::isfinite(y)) return;
    PointsItem dot;
    dot.points = {{x, y}};
    dot.radius = {one.chosen ? 4.2 : 3.2};
    dot.fill = {one.style.color};
    dot.outline = Stroke{theme.background, 1, Dash::solid};
    dot.series = one.series;
    plot.items.emplace_back(std::move(dot));
  };
  for (const bool chosen : {false, true}) {
    for (const Ticked& one : ticked) {
      if (one.chosen == chosen) add_dot(one);
    }
  }
}

void add_knee(Plot& plot, const Document& document, const View& view, const Theme& theme) {
  const std::optional<Knee> at = knee(document);
  if (!at || view.hidden.contains(at->loss)) return;
  const auto& ticked = document.losses_page.ticked();
  if (std::ranges::find(ticked, at->loss) == ticked.end()) return;
  const int series = document.index(at->loss);
  PointsItem grip;
  grip.points = {at->at};
  grip.radius = {4.5};
  grip.marker = Marker::diamond;
  grip.fill = {theme.background};
  grip.outline = Stroke{theme.series(static_cast<std::size_t>(series)).color, 1.8, Dash::solid};
  grip.series = series;
  plot.items.emplace_back(std::move(grip));
}

}  // namespace

Figure losses_figure(const Document& document, const View& view, const Theme& theme) {
  const LossAxis on = document.losses_page.axis;
  Figure figure;
  figure.theme = &theme;
  figure.share_x = true;
  figure.plots = make_plots(document, view);
  figure.row_weights.assign(figure.plots.size(), 1);
  const std::vector<Ticked> ticked = ticked_losses(document, view, theme);
  add_curves(figure.plots, ticked, on, theme);
  add_knee(figure.plots.front(), document, view, theme);
  if (view.probe) {
    const double x = view.probe_at[static_cast<std::size_t>(on)];
    for (Plot& plot : figure.plots) add_probe(plot, ticked, on, x, theme);
  }
  return figure;
}

std::vector<ProbeRow> probe_rows(const Document& document, const View& view) {
  const LossAxis on = document.losses_page.axis;
  const double x = view.probe_at[static_cast<std::size_t>(on)];
  std::vector<ProbeRow> table;
  for (const std::string& id : document.losses_page.ticked()) {
    const Loss& loss = document.loss(id);
    const Jet<double> jet = at_axis(loss, on, x);
    const double weight = on == LossAxis::residual ? loss.weight(x) : std::numeric_limits<double>::quiet_NaN();
    table.push_back({id, loss.label(), jet.value, jet.gradient, jet.curvature, weight});
  }
  return table;
}

std::optional<Knee> knee(const Document& document) {
  if (document.losses_page.axis != LossAxis::residual) return std::nullopt;
  const Loss& loss = document.loss(document.losses_page.chosen());
  for (const Parameter& parameter : loss.parameters()) {
    if (!parameter.in_residual_units) continue;
    const double x = loss.parameter(parameter.name);
    return Knee{std::string(loss.id()), parameter.name, {x, loss.at(x).value}};
  }
  return std::nullopt;
}

double knee_value(const Document& document, const Knee& knee, double x) {
  const Loss& loss = document.loss(knee.loss);
  for (const Parameter& parameter : loss.parameters()) {
    if (knee.parameter == parameter.name) {
      return std::clamp(std::abs(x), parameter.slider_min, parameter.slider_max);
    }
  }
  return loss.parameter(knee.parameter);
}

}  // namespace losslab
