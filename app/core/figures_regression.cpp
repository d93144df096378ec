#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "app/core/figure_parts.h"
#include "app/core/figures.h"
#include "app/core/regression_plots.h"
#include "widgets/figure/layout.h"

namespace losslab {
namespace {

using parts::axis;
using parts::camera;
using parts::Shown;

bool is_outlier(const Dataset& data, std::size_t i) { return !data.outlier.empty() && data.outlier[i] != 0; }

// The points in two items, inliers and outliers, at places that `at` gives.
template <class At>
void add_points(Plot& plot, const Dataset& data, const Theme& theme, double radius, At&& at) {
  PointsItem inliers, outliers;
  for (std::size_t i = 0; i < data.size(); ++i) (is_outlier(data, i) ? outliers : inliers).points.push_back(at(i));
  inliers.radius = {radius};
  inliers.fill = {mix(theme.foreground, theme.background, 0.3)};
  inliers.outline = Stroke{theme.background, 0.7, Dash::solid};
  inliers.legend = "data";
  plot.items.emplace_back(std::move(inliers));
  if (outliers.points.empty()) return;
  outliers.radius = {radius + 1};
  outliers.marker = Marker::diamond;
  outliers.fill = {theme.negative};
  outliers.outline = Stroke{theme.background, 0.7, Dash::solid};
  outliers.legend = "outliers";
  plot.items.emplace_back(std::move(outliers));
}

double radius_for(std::size_t n) { return n <= 120 ? 3.4 : n <= 600 ? 2.6 : 1.8; }

// What a competitor's model gives over the visible range: two points for a line, enough for a curve.
std::vector<Point> fitted(const Shown& who, const Lab& lab, Range x) {
  const ModelSpec::Kind kind = lab.page().model.kind;
  const bool straight = kind == ModelSpec::Kind::line || kind == ModelSpec::Kind::constant;
  std::vector<double> at(straight ? 2 : 241), f(at.size());
  for (std::size_t i = 0; i < at.size(); ++i) {
    at[i] = x.min + x.span() * static_cast<double>(i) / static_cast<double>(at.size() - 1);
  }
  lab.setting().model->predict(lab.race().theta(who.competitor, lab.position()), at, {}, f);
  std::vector<Point> points(at.size());
  for (std::size_t i = 0; i < at.size(); ++i) points[i] = {at[i], f[i]};
  return points;
}

void add_sticks(Plot& plot, const Shown& who, const Lab& lab) {
  const Dataset& data = lab.data();
  std::vector<double> f(data.size());
  lab.setting().model->predict(lab.race().theta(who.competitor, lab.position()), data.x1, {}, f);
  SegmentsItem sticks;
  for (std::size_t i = 0; i < data.size(); ++i) {
    sticks.segments.push_back({{data.x1[i], data.y[i]}, {data.x1[i], f[i]}});
  }
  sticks.stroke = {who.style.color.with_alpha(95), 0.9, Dash::solid};
  sticks.series = who.series;
  plot.items.emplace_back(std::move(sticks));
}

// What the data were made from: a line over the whole range, a curve as far as it is known; without points where it is
// not.
CurveItem true_curve(const Dataset& data, Range x) {
  CurveItem truth;
  truth.legend = data.true_quantile ? fmt::format("truth ({:.3g} quantile)", *data.true_quantile) : "truth";
  if (data.true_line) {
    const auto [slope, intercept] = *data.true_line;
    truth.points = {{x.min, slope * x.min + intercept}, {x.max, slope * x.max + intercept}};
  }
  for (std::size_t i = 0; i < data.true_x.size(); ++i) truth.points.push_back({data.true_x[i], data.true_y[i]});
  return truth;
}

// The error of the truth itself on the clean points, below which nobody gets for long; empty where that is not known.
std::optional<double> least_error(const Dataset& data) {
  if (data.true_quantile) return std::nullopt;
  if (data.true_line) return line_errors(data, *data.true_line).clean_error;
  double squares = 0, count = 0;
  for (std::size_t i = 0; i < data.size(); ++i) {
    const std::optional<double> truth = true_value(data, data.x1[i]);
    if (is_outlier(data, i) || !truth) continue;
    squares += (data.y[i] - *truth) * (data.y[i] - *truth);
    ++count;
  }
  return count > 0 ? std::optional(std::sqrt(squares / count)) : std::nullopt;
}

Plot data_plot(const Document& document, const View& view, const Lab& lab, const Theme& theme,
               const std::vector<Shown>& shown) {
  const Dataset& data = lab.data();
  const Camera looked = camera(document, view, "data");
  Plot plot;
  plot.name = "data";
  plot.title = "Data and fits";
  plot.x = axis(data.x1_name, fit_range(data.x1, 0.05, looked.log_x), looked.x, looked.log_x);
  plot.y = axis(data.y_name, fit_range(data.y, 0.08, looked.log_y), looked.y, looked.log_y);
  if (CurveItem truth = true_curve(data, plot.x.range); !truth.points.empty()) {
    truth.stroke = {theme.truth, 1.6, Dash::long_dash};
    plot.items.emplace_back(std::move(truth));
  }
  for (const Shown& who : shown) {
    if (who.hidden) {
      plot.items.emplace_back(parts::hidden_entry(who.label, who.series, who.style, theme));
      continue;
    }
    if (who.chosen && view.show_residuals) add_sticks(plot, who, lab);
    CurveItem curve;
    curve.points = fitted(who, lab, plot.x.range);
    curve.stroke = who.stroke();
    curve.marker = who.style.marker;
    curve.marker_spacing = 110;
    curve.legend = who.label;
    curve.series = who.series;
    plot.items.emplace_back(std::move(curve));
  }
  add_points(plot, data, theme, radius_for(data.size()), [&](std::size_t i) { return Point{data.x1[i], data.y[i]}; });
  return plot;
}

// The error of the mean alone: whoever fits anything stays near it or below.
double spread(const std::vector<double>& y) {
  double mean = 0, squares = 0;
  for (const double v : y) mean += v / static_cast<double>(y.size());
  for (const double v : y) squares += (v - mean) * (v - mean) / static_cast<double>(y.size());
  return std::sqrt(squares);
}

// The usual range of errors: from zero to what the start or the mean has, for those who diverge would flatten all
// others.
Range error_range(const std::vector<Shown>& shown, const Lab& lab, double Measures::*measure, bool log) {
  Range range = parts::nothing;
  double start = spread(lab.data().y);
  for (const Shown& who : shown) start = std::max(start, lab.race().history(who.competitor)[0].*measure);
  for (const Shown& who : shown) {
    const auto history = lab.race().history(who.competitor);
    const std::size_t stride = std::max<std::size_t>(1, history.size() / 500);
    for (std::size_t i = 0; i < history.size(); i += stride) {
      parts::include(range, std::min(history[i].*measure, 1.5 * start));
    }
  }
  if (!(range.max > 0)) return {0, 1};
  if (log) return {std::max(range.min, 1e-12) / 1.3, range.max * 1.3};
  return {0, parts::rounded({0, range.max}).max};
}

Plot error_plot(const Document& document, const View& view, const Lab& lab, const Theme& theme,
                const std::vector<Shown>& shown) {
  const bool clean = !lab.data().outlier.empty();
  const auto measure = clean ? &Measures::clean_error : &Measures::given_error;
  const Camera looked = camera(document, view, "error");
  Plot plot;
  plot.name = "error";
  plot.title = clean ? "Error on clean data (RMSE)" : "Error (RMSE)";
  plot.legend = false;
  const double length = static_cast<double>(std::max({10L, lab.race().length(), lab.aimed_length()}));
  plot.x = axis("iteration", looked.log_x ? Range{1, length} : Range{0, length}, looked.x, looked.log_x);
  plot.y = axis("RMSE", error_range(shown, lab, measure, looked.log_y), looked.y, looked.log_y);
  if (const std::optional<double> least = clean ? least_error(lab.data()) : std::nullopt) {
    LineItem floor;
    floor.at = *least;
    floor.stroke = {theme.truth, 1.2, Dash::long_dash};
    plot.items.emplace_back(std::move(floor));
  }
  for (const Shown& who : shown) {
    if (who.hidden) continue;
    CurveItem curve = parts::history_curve(who, lab.race().history(who.competitor), measure, 1, 0, who.style.marker);
    curve.legend = who.label;
    plot.items.emplace_back(std::move(curve));
  }
  plot.items.emplace_back(parts::position_line(lab.position(), theme));
  return plot;
}

Plot riding_plot(const Document& document, const View& view, const Lab& lab, const Theme& theme,
                 const std::vector<Shown>& shown) {
  const Camera looked = camera(document, view, "riding");
  Plot plot;
  plot.name = "riding";
  plot.title = "Residuals on the loss";
  plot.legend = false;
  plot.x = axis("residual r = y − ŷ", {-6, 6}, looked.x);
  plot.y = axis("loss ℓ(r)", {0, 6}, looked.y);
  const auto who = std::ranges::find_if(shown, &Shown::chosen);
  if (who == shown.end()) return plot;
  const Dataset& data = lab.data();
  const Loss& loss = lab.race().competitors()[who->competitor].loss;
  plot.title = "Residuals on " + who->label;
  std::vector<double> residual(data.size()), value(data.size());
  Objective(lab.setting(), loss).arguments(lab.race().theta(who->competitor, lab.position()), residual);
  loss.evaluate(residual, value, {}, {});
  double widest = 0;
  for (const double r : residual) widest = std::max(widest, std::isfinite(r) ? std::abs(r) : 0);
  const double reach = std::max(1.0, parts::rounded({-1.06 * widest, 1.06 * widest}).max);
  plot.x = axis("residual r = y − ŷ", {-reach, reach}, looked.x);
  CurveItem curve = parts::loss_curve(loss, plot.x.range, who->stroke());
  Range height{0, 0};
  for (const double v : value) parts::include(height, v);
  for (const Point p : {curve.points.front(), curve.points.back()}) parts::include(height, p.y);
  height = parts::rounded({0, std::max(1.04 * height.max, 1e-9)});
  plot.y = axis("loss ℓ(r)", {-0.03 * height.max, height.max}, looked.y);
  curve.legend = who->label;
  curve.series = who->series;
  plot.items.emplace_back(std::move(curve));
  add_points(plot, data, theme, radius_for(data.size()), [&](std::size_t i) { return Point{residual[i], value[i]}; });
  return plot;
}

void place(Plot& plot, int row, int column, int column_span = 1) {
  plot.row = row;
  plot.column = column;
  plot.column_span = column_span;
}

}  // namespace

Figure regression_figure(const Document& document, const View& view, const Lab& lab, const Theme& theme) {
  Figure figure;
  figure.theme = &theme;
  if (!lab.followed()) return figure;
  const std::vector<Shown> shown = parts::shown_competitors(lab.page(), view, lab, theme);
  const bool landscape = lab.has_landscape();
  figure.column_weights = {1, 1};
  figure.row_weights = {1.25, 1};
  figure.plots.push_back(data_plot(document, view, lab, theme, shown));
  place(figure.plots.back(), 0, 0, landscape ? 1 : 2);
  if (landscape) {
    figure.plots.push_back(parts::landscape_plot(document, view, lab, theme));
    place(figure.plots.back(), 0, 1);
  }
  figure.plots.push_back(error_plot(document, view, lab, theme, shown));
  place(figure.plots.back(), 1, 0);
  figure.plots.push_back(riding_plot(document, view, lab, theme, shown));
  place(figure.plots.back(), 1, 1);
  return figure;
}

}  // namespace losslab
