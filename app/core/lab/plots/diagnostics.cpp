// What tells whether a regression fits: residuals against what is fitted or a predictor, the weights that the points
// have in the fit, and how far they pull it by where they are.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/core/lab/plots/lab_plots.h"
#include "app/core/lab/plots/residual_marks.h"
#include "losses/core/error.h"
#include "losses/learn/exact/leverage.h"
#include "losses/learn/exact/residual_scale.h"
#include "widgets/figure/layout.h"

namespace losslab::parts {
namespace {

// Beyond so many scales a residual stands out (Rousseeuw and Leroy 1987).
constexpr double outlying = 2.5;
constexpr std::size_t most_stems = 1000;

LineItem level(double at, const Stroke& stroke, LineItem::Direction direction = LineItem::Direction::horizontal) {
  LineItem line;
  line.at = at;
  line.direction = direction;
  line.stroke = stroke;
  return line;
}

Stroke quiet(const LabScene& scene) { return {scene.theme.muted, thin_width, Dash::solid}; }
Stroke limit(const LabScene& scene) { return {scene.theme.muted, 1.1, Dash::dashed}; }

// All finite values and zero in the middle.
Range symmetric(std::span<const double> values, double least) {
  double widest = least;
  for (const double value : values) widest = std::max(widest, std::isfinite(value) ? 1.08 * std::abs(value) : 0);
  const double reach = rounded({-widest, widest}).max;
  return {-reach, reach};
}

// A plot that has a name and a title, and where there is nothing to be shown says why.
Plot begun(const LabScene& scene, LabPlot which, const char* title, const char* title_of) {
  Plot plot;
  plot.name = plot_name(scene.task(), which);
  plot.legend = false;
  const Shown* const who = scene.chosen();
  plot.title = who == nullptr ? scene.text(title) : scene.text(title_of, {{"loss", who->label}});
  if (scene.task() != Task::regression) plot.note = scene.text("figure.influence.no_regression");
  return plot;
}

bool is_squared(const Loss& loss) { return loss.id() == "squared_error" || loss.id() == "half_squared_error"; }

// The scale of a fit's residuals: of the squared error s² = Σr²/(n − p), of others the median of |r|, which outliers
// cannot inflate.
double scale_of(const Loss& loss, std::span<const double> residuals, std::size_t parameters) {
  if (!is_squared(loss)) return median_scale(residuals);
  double squares = 0;
  for (const double r : residuals) squares += r * r;
  return residuals.size() > parameters ? std::sqrt(squares / static_cast<double>(residuals.size() - parameters)) : 0;
}

}  // namespace

int residuals_against(const View& view, const Lab& lab) {
  const int against = lab_view(view, lab.task()).residuals_against;
  return against < static_cast<int>(predictor_count(lab.data())) ? against : -1;
}

Plot residual_plot(const LabScene& scene) {
  Plot plot = begun(scene, LabPlot::residual_plot, "figure.residual_plot.title", "figure.residual_plot.title_of");
  const Camera looked = camera(scene.document, scene.view, plot.name);
  const Dataset& data = scene.lab.data();
  plot.x = axis("", {0, 1}, looked.x);
  plot.y = axis(scene.text(scene.words().argument_label), {-1, 1}, looked.y);
  if (scene.task() != Task::regression) return plot;
  const int against = residuals_against(scene.view, scene.lab);
  if (against < 0) {
    plot.x = axis(scene.text("figure.observed.fitted", {{"name", scene.text.translated(data.y_name)}}),
                  fit_range(data.y, 0.08), looked.x);
  } else {
    const auto j = static_cast<std::size_t>(against);
    plot.x = axis(predictor_name(data, j), fit_range(predictor(data, j), 0.06), looked.x);
  }
  plot.items.emplace_back(level(0, quiet(scene)));
  const Shown* const who = scene.chosen();
  if (who == nullptr) return plot;
  std::vector<Point> at = observed_places(scene.lab, who->competitor);
  std::vector<double> residuals(at.size());
  for (std::size_t i = 0; i < at.size(); ++i) {
    residuals[i] = at[i].y - at[i].x;
    at[i] = {against < 0 ? at[i].x : predictor(data, static_cast<std::size_t>(against))[i], residuals[i]};
  }
  plot.y = axis(plot.y.label, symmetric(residuals, 1e-12), looked.y);
  add_samples(plot, scene, at, {});
  add_numbers(plot, scene, at, residuals, outlying * median_scale(residuals));
  return plot;
}

Plot weights_plot(const LabScene& scene) {
  Plot plot = begun(scene, LabPlot::weights, "figure.weights.title", "figure.weights.title_of");
  const Camera looked = camera(scene.document, scene.view, plot.name);
  const Dataset& data = scene.lab.data();
  const auto n = static_cast<double>(data.size());
  plot.x = axis(scene.text("figure.weights.point"), {1 - 0.03 * n, n + 0.03 * n}, looked.x);
  plot.y = axis(scene.text("figure.weights.weight"), {-0.04, 1.06}, looked.y);
  if (scene.task() != Task::regression) return plot;
  plot.items.emplace_back(level(0, quiet(scene)));
  const Shown* const who = scene.chosen();
  if (who == nullptr) return plot;
  const std::vector<double> weights = sample_weights(scene.loss(*who), data, scene.arguments(*who));
  std::vector<Point> at(weights.size());
  std::vector<double> lost(weights.size());
  for (std::size_t i = 0; i < at.size(); ++i) {
    at[i] = {static_cast<double>(i + 1), weights[i]};
    lost[i] = 1 - weights[i];
  }
  if (at.size() <= most_stems) {
    SegmentsItem stems;
    for (const Point top : at) stems.segments.push_back({{top.x, 0}, top});
    stems.stroke = {who->style.color.with_alpha(95), 0.9, Dash::solid};
    plot.items.emplace_back(std::move(stems));
  }
  add_samples(plot, scene, at, {});
  add_numbers(plot, scene, at, lost, 0.5);
  return plot;
}

Plot leverage_plot(const LabScene& scene) {
  Plot plot = begun(scene, LabPlot::leverage, "figure.leverage.title", "figure.leverage.title_of");
  const Camera looked = camera(scene.document, scene.view, plot.name);
  plot.x = axis(scene.text("figure.leverage.hat"), {0, 1}, looked.x);
  plot.y = axis(scene.text("figure.leverage.standardised"), {-3, 3}, looked.y);
  if (scene.task() != Task::regression) return plot;
  const Setting& setting = scene.lab.setting();
  if (!setting.model->linear_in_parameters()) {
    plot.note = scene.text("figure.influence.no_linear_model");
    return plot;
  }
  const std::vector<double>& hat = scene.lab.hat_values();
  const std::size_t parameters = setting.model->parameter_count();
  const double high = 2 * static_cast<double>(parameters) / static_cast<double>(hat.size());
  plot.x.range = looked.x.value_or(Range{0, rounded({0, 1.06 * std::max(*std::ranges::max_element(hat), high)}).max});
  plot.items.emplace_back(level(0, quiet(scene)));
  for (const double at : {-outlying, outlying}) plot.items.emplace_back(level(at, limit(scene)));
  LineItem far = level(high, limit(scene), LineItem::Direction::vertical);
  far.label = scene.text("figure.leverage.high");
  plot.items.emplace_back(std::move(far));
  const Shown* const who = scene.chosen();
  if (who == nullptr) return plot;
  const std::vector<double> residuals = scene.arguments(*who);
  const double scale = scale_of(scene.loss(*who), residuals, parameters);
  if (!(scale > 0)) {
    plot.note = scene.text("figure.leverage.no_scale");
    return plot;
  }
  const std::vector<double> up = standardised_residuals(residuals, hat, scale);
  std::vector<Point> at(up.size());
  for (std::size_t i = 0; i < at.size(); ++i) at[i] = {hat[i], up[i]};
  plot.y.range = looked.y.value_or(symmetric(up, 3));
  plot.note = scene.text(is_squared(scene.loss(*who)) ? "figure.leverage.root_mean_square" : "figure.leverage.median");
  add_samples(plot, scene, at, {});
  add_numbers(plot, scene, at, up, outlying);
  return plot;
}

}  // namespace losslab::parts
