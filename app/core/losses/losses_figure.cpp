#include "app/core/losses/losses_figure.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "app/core/catalogue/loss_curves.h"
#include "app/core/catalogue/loss_parts.h"
#include "app/core/catalogue/loss_text.h"
#include "app/core/losses/comparison.h"
#include "app/core/losses/risk_figure.h"
#include "app/core/shell/figure_parts.h"
#include "app/core/shell/state/document.h"
#include "app/core/shell/state/view.h"

namespace losslab {
namespace {

using parts::axis;
using parts::camera;

constexpr std::size_t samples = 1000;

// What one of the stacked plots shows.
struct Row {
  Quantity quantity;
  const char* plot;
  std::array<Range, axis_names.size()> usual;
};
// The usual ranges begin a little below zero, so that a curve that lies on it is seen whole.
constexpr std::array rows{
    Row{Quantity::value, "loss", {{{-0.12, 6}, {-0.09, 4.5}, {-0.08, 4}, {-0.05, 2.5}, {-0.12, 6}}}},
    Row{Quantity::gradient, "gradient", {{{-4, 4}, {-4, 0.6}, {-6, 0.6}, {-6, 6}, {-4, 4}}}},
    Row{Quantity::curvature, "curvature", {{{-1.2, 2.2}, {-1.2, 2.2}, {-2, 12}, {-2, 20}, {-1.2, 4.2}}}},
    Row{Quantity::weight, "weight", {{{-0.05, 2.2}, {0, 1}, {0, 1}, {0, 1}, {0, 1}}}},
};
constexpr std::array<Range, axis_names.size()> x_usual{{{-6, 6}, {-3, 3}, {0, 1}, {0, 1}, {-3, 3}}};

bool is_shown(const Row& row, const View& view, LossAxis on) {
  if (row.quantity == Quantity::curvature) return losses_view(view).show_curvature;
  if (row.quantity == Quantity::weight) return losses_view(view).show_weight && on == LossAxis::residual;
  return true;
}

// The names of the arguments of losses that have each their own.
std::string other_arguments(const ComparedLosses& compared, const Language& language) {
  std::vector<std::string> names;
  for (const Compared& one : compared.losses) {
    const std::string name = loss_text(language, one.loss.id(), "variable", one.loss.info().variable);
    if (!name.empty() && std::ranges::find(names, name) == names.end()) names.push_back(name);
  }
  std::string text;
  for (const std::string& name : names) text.append(text.empty() ? "" : " / ").append(name);
  return text.empty() ? language("figure.losses.other_argument") : text;
}

std::string x_label(LossAxis on, const ComparedLosses& compared, const Language& text) {
  constexpr std::array keys{"figure.losses.residual", "figure.losses.margin", "figure.losses.probability",
                            "figure.losses.score"};
  return on == LossAxis::other ? other_arguments(compared, text) : text(keys[static_cast<std::size_t>(on)]);
}

// On the axis of other losses: from 0 where none is defined below.
Range usual_x(LossAxis on, const ComparedLosses& compared) {
  Range usual = x_usual[static_cast<std::size_t>(on)];
  if (on != LossAxis::other || compared.losses.empty()) return usual;
  const auto starts = [](const Compared& one) { return one.loss.info().from; };
  usual.min = std::max(usual.min, starts(*std::ranges::min_element(compared.losses, {}, starts)));
  return usual;
}

std::vector<Plot> make_plots(const Document& document, const View& view, const ComparedLosses& compared,
                             const Language& text) {
  const LossAxis on = losses_page(document).axis;
  const auto which = static_cast<std::size_t>(on);
  // All plots stand on one x-axis: it is looked at through the camera of the first.
  const Camera first = camera(document, view, rows.front().plot);
  std::vector<Plot> plots;
  for (const Row& row : rows) {
    if (!is_shown(row, view, on)) continue;
    const Camera looked = camera(document, view, row.plot);
    Plot plot;
    plot.name = row.plot;
    plot.row = static_cast<int>(plots.size());
    plot.x = axis(x_label(on, compared, text), usual_x(on, compared), first.x, first.log_x);
    plot.y = axis(quantity_label(row.quantity, document, text), row.usual[which], looked.y, looked.log_y);
    plot.legend = plots.empty();
    plots.push_back(std::move(plot));
  }
  return plots;
}

const Row& row_of(const Plot& plot) {
  return *std::ranges::find_if(rows, [&](const Row& row) { return plot.name == row.plot; });
}
Quantity quantity_of(const Plot& plot) { return row_of(plot).quantity; }

SampleGrid make_grid(const ComparedLosses& compared, LossAxis on, const Axis& x) {
  std::vector<Loss> losses;
  for (const Compared& one : compared.losses) {
    if (one.is_drawn()) losses.push_back(one.loss);
  }
  if (compared.reference) losses.push_back(compared.reference->loss);
  return {losses, on, x.range, x.log, samples};
}

SampledLoss::Wanted wanted_by(const std::vector<Plot>& plots) {
  SampledLoss::Wanted wanted;
  for (const Plot& plot : plots) {
    wanted.gradient |= quantity_of(plot) == Quantity::gradient;
    wanted.curvature |= quantity_of(plot) == Quantity::curvature;
    wanted.weight |= quantity_of(plot) == Quantity::weight;
  }
  return wanted;
}

// The legend of a loss that is not drawn, and why.
CurveItem absent_entry(const Compared& one, const Theme& theme, const Language& text) {
  const std::string label =
      one.left_out.empty() ? one.label : text("figure.losses.left_out", {{"loss", one.label}, {"why", one.left_out}});
  return parts::hidden_entry(label, one.series, one.style, theme);
}

void add_curves(std::vector<Plot>& plots, const ComparedLosses& compared, LossAxis on, const Theme& theme,
                const Language& text) {
  const SampleGrid grid = make_grid(compared, on, plots.front().x);
  const SampledLoss::Wanted wanted = wanted_by(plots);
  SampledLoss sampled(grid.size()), reference(grid.size());
  if (compared.reference) {
    reference.evaluate(compared.reference->loss, grid, wanted);
    reference.multiply(compared.reference->scale);
  }
  for (const Compared& one : compared.losses) {
    if (one.is_drawn()) {
      sampled.evaluate(one.loss, grid, wanted);
      sampled.multiply(one.scale);
      if (compared.reference) sampled.subtract(reference);
    }
    for (Plot& plot : plots) {
      if (!one.is_drawn()) {
        plot.items.emplace_back(absent_entry(one, theme, text));
        continue;
      }
      CurveItem curve;
      curve.points = sampled.curve(grid, quantity_of(plot));
      curve.stroke = {one.style.color, one.chosen ? parts::chosen_width : parts::curve_width, one.style.dash};
      curve.marker = one.style.marker;
      curve.legend = one.label;
      curve.series = one.series;
      plot.items.emplace_back(std::move(curve));
    }
  }
}

// Where losses are made comparable the usual ranges say little: what is drawn is shown, but for what runs far away.
void fit_ranges(std::vector<Plot>& plots, const Document& document, const View& view) {
  const Comparison& compare = losses_page(document).compare;
  const bool other = losses_page(document).axis == LossAxis::other;
  if (compare.normalise == Comparison::Normalise::none && compare.reference.empty() && !other) return;
  for (Plot& plot : plots) {
    if (camera(document, view, plot.name).y || plot.y.log) continue;
    const Range usual = row_of(plot).usual[static_cast<std::size_t>(losses_page(document).axis)];
    const double most = std::max(std::abs(usual.min), std::abs(usual.max));
    Range shown = parts::nothing;
    for (const Item& item : plot.items) {
      const auto* curve = std::get_if<CurveItem>(&item);
      if (curve == nullptr) continue;
      for (const Point p : curve->points) {
        if (std::isfinite(p.y)) parts::include(shown, std::clamp(p.y, -most, most));
      }
    }
    if (!(shown.min <= shown.max)) continue;
    const double margin = 0.03 * std::max(shown.span(), 1e-9);
    plot.y.range = parts::rounded({shown.min, shown.max});
    plot.y.range = {std::min(plot.y.range.min, shown.min - margin), std::max(plot.y.range.max, shown.max + margin)};
  }
}

// A piece of the tangent, as long on the page whatever its slope.
std::pair<Point, Point> tangent(Point at, double slope, const Plot& plot) {
  constexpr double half_length = 0.13;  // of the plot
  const double across = 1 / plot.x.range.span(), up = slope / plot.y.range.span();
  const double dx = half_length / std::hypot(across, 1.6 * up);
  return {{at.x - dx, at.y - slope * dx}, {at.x + dx, at.y + slope * dx}};
}

void add_tangents(Plot& plot, const ComparedLosses& compared, LossAxis on, double x) {
  if (plot.x.log || plot.y.log) return;  // a tangent is no straight line there
  for (const Compared& one : compared.losses) {
    if (!one.is_drawn()) continue;
    const Jet<double> jet = compared_at(one, compared.reference, on, x);
    if (!std::isfinite(jet.value) || !std::isfinite(jet.gradient)) continue;
    SegmentsItem item;
    item.segments.push_back(tangent({x, jet.value}, jet.gradient, plot));
    const Color color = one.style.color;
    item.stroke = {one.chosen ? color : color.with_alpha(120), one.chosen ? 1.6 : parts::thin_width, Dash::solid};
    item.series = one.series;
    plot.items.emplace_back(std::move(item));
  }
}

double reading(const Compared& one, const ComparedLosses& compared, LossAxis on, double x, Quantity quantity) {
  if (quantity == Quantity::weight) return compared_weight(one, compared.reference, x);
  const Jet<double> jet = compared_at(one, compared.reference, on, x);
  return quantity == Quantity::value ? jet.value : quantity == Quantity::gradient ? jet.gradient : jet.curvature;
}

void add_probe(Plot& plot, const ComparedLosses& compared, LossAxis on, double x, const Theme& theme) {
  LineItem line;
  line.direction = LineItem::Direction::vertical;
  line.at = x;
  line.stroke = {theme.accent, 1.2, Dash::solid};
  plot.items.emplace_back(std::move(line));
  const Quantity quantity = quantity_of(plot);
  if (quantity == Quantity::value) add_tangents(plot, compared, on, x);
  const auto add_dot = [&](const Compared& one) {
    if (!one.is_drawn()) return;
    const double y = reading(one, compared, on, x, quantity);
    if (!std::isfinite(y)) return;
    PointsItem dot;
    dot.points = {{x, y}};
    dot.radius = {one.chosen ? 4.2 : 3.2};
    dot.fill = {one.style.color};
    dot.outline = Stroke{theme.background, 1, Dash::solid};
    dot.series = one.series;
    plot.items.emplace_back(std::move(dot));
  };
  for (const bool chosen : {false, true}) {
    for (const Compared& one : compared.losses) {
      if (one.chosen == chosen) add_dot(one);
    }
  }
}

void add_knee(Plot& plot, const Document& document, const View& view, const Theme& theme) {
  const std::optional<Knee> at = knee(document);
  if (!at || view.hidden.contains(at->loss)) return;
  const auto& ticked = losses_page(document).ticked();
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

Figure losses_figure(const Document& document, const View& view, const Theme& theme, const Language& text) {
  if (losses_page(document).shows_risk()) return risk_figure(document, view, theme, text);
  const LossAxis on = losses_page(document).axis;
  Figure figure;
  figure.theme = &theme;
  figure.share_x = true;
  const ComparedLosses compared = compared_losses(document, view, theme, text);
  figure.plots = make_plots(document, view, compared, text);
  figure.row_weights.assign(figure.plots.size(), 1);
  if (const auto family = loss_family(document)) {
    const Loss& chosen = document.loss(losses_page(document).chosen());
    figure.plots.front().title = text("figure.losses.family", {{"loss", name_text(text, chosen.info())},
                                                               {"symbol", family->parameter->symbol},
                                                               {"role", role_text(text, *family->parameter)}});
  }
  figure.plots.front().note = reference_note(document, text);
  add_curves(figure.plots, compared, on, theme, text);
  fit_ranges(figure.plots, document, view);
  add_knee(figure.plots.front(), document, view, theme);
  if (losses_view(view).probe) {
    const double x = losses_view(view).probe_at[static_cast<std::size_t>(on)];
    for (Plot& plot : figure.plots) add_probe(plot, compared, on, x, theme);
  }
  return figure;
}

std::vector<ProbeRow> probe_rows(const Document& document, const View& view, const Theme& theme, const Language& text) {
  const LossAxis on = losses_page(document).axis;
  const double x = losses_view(view).probe_at[static_cast<std::size_t>(on)];
  const ComparedLosses compared = compared_losses(document, view, theme, text);
  const bool family = loss_family(document).has_value();
  std::vector<ProbeRow> table;
  for (const Compared& one : compared.losses) {
    const Jet<double> jet = compared_at(one, compared.reference, on, x);
    const double weight = on == LossAxis::residual ? compared_weight(one, compared.reference, x)
                                                   : std::numeric_limits<double>::quiet_NaN();
    table.push_back({one.series, family ? one.label : name_text(text, one.loss.info()), one.style, one.chosen,
                     jet.value, jet.gradient, jet.curvature, weight});
  }
  return table;
}

std::optional<Knee> knee(const Document& document) {
  if (losses_page(document).axis != LossAxis::residual || loss_family(document)) return std::nullopt;
  const Loss& loss = document.loss(losses_page(document).chosen());
  for (const Parameter& parameter : loss.parameters()) {
    if (!parameter.in_residual_units) continue;
    const double x = loss.parameter(parameter.name);
    const double y = compared_value(document, loss.id(), x);
    if (!std::isfinite(y)) return std::nullopt;
    return Knee{std::string(loss.id()), parameter.name, {x, y}};
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
