// The data of a regression with everybody's fit.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/core/lab/plots/lab_plots.h"
#include "app/core/lab/plots/residual_marks.h"
#include "widgets/figure/layout.h"

namespace losslab::parts {
namespace {

constexpr std::size_t most_over_fits = 5000;

// What a competitor's model gives over the visible range: two points for a line, enough for a curve.
std::vector<Point> fitted(std::span<const double> theta, const Lab& lab, Range x) {
  const ModelSpec::Kind kind = lab.page().model.kind;
  const bool straight = kind == ModelSpec::Kind::line || kind == ModelSpec::Kind::constant;
  std::vector<double> at(straight ? 2 : 241), f(at.size());
  for (std::size_t i = 0; i < at.size(); ++i) {
    at[i] = x.min + x.span() * static_cast<double>(i) / static_cast<double>(at.size() - 1);
  }
  lab.setting().model->predict(theta, at, {}, f);
  std::vector<Point> points(at.size());
  for (std::size_t i = 0; i < at.size(); ++i) points[i] = {at[i], f[i]};
  return points;
}

// The residuals of the chosen competitor as sticks from the points to its fit, or as squares whose area is the squared
// residual.
void add_residuals(Plot& plot, const LabScene& scene, const Shown& who) {
  const Dataset& data = scene.lab.data();
  if (scene.look().residuals == ResidualMarks::none) return;
  const std::vector<Point> fitted_and_observed = observed_places(scene.lab, who.competitor);
  std::vector<std::pair<Point, Point>> segments;
  const std::size_t each = marked_each(data.size());
  for (std::size_t i = 0; i < data.size(); i += each) {
    segments.push_back({{data.x1[i], data.y[i]}, {data.x1[i], fitted_and_observed[i].x}});
  }
  add_residual_marks(plot, scene, who, std::move(segments));
}

// What the data were made from: a line over the whole range, a curve as far as it is known; without points where it is
// not.
CurveItem true_curve(const Dataset& data, Range x, const Language& text) {
  CurveItem truth;
  truth.legend = data.true_quantile
                     ? text("figure.data.true_quantile", {{"quantile", fmt::format("{:.3g}", *data.true_quantile)}})
                     : text("figure.data.truth");
  if (data.true_line) {
    const auto [slope, intercept] = *data.true_line;
    truth.points = {{x.min, slope * x.min + intercept}, {x.max, slope * x.max + intercept}};
  }
  for (std::size_t i = 0; i < data.true_x.size(); ++i) truth.points.push_back({data.true_x[i], data.true_y[i]});
  return truth;
}

// Where the chosen competitor was at this step before the branch.
void add_ghost(Plot& plot, const LabScene& scene) {
  const std::optional<Race>& ghost = scene.lab.ghost();
  const Shown* who = scene.chosen();
  if (!ghost || who == nullptr || who->hidden || scene.lab.position() < scene.lab.branched_at()) return;
  const auto& all = ghost->competitors();
  const auto at = std::ranges::find(all, who->series, &Competitor::key);
  if (at == all.end()) return;
  CurveItem curve;
  const auto theta = ghost->theta(static_cast<std::size_t>(at - all.begin()), scene.lab.position());
  curve.points = fitted(theta, scene.lab, plot.x.range);
  curve.stroke = {mix(who->style.color, scene.theme.background, 0.5), 1.2, Dash::dotted};
  curve.legend = scene.text("figure.data.before");
  plot.items.emplace_back(std::move(curve));
}

void add_fits(Plot& plot, const LabScene& scene) {
  for (const Shown& who : scene.shown) {
    if (who.hidden) {
      plot.items.emplace_back(hidden_entry(who.label, who.series, who.style, scene.theme));
      continue;
    }
    CurveItem curve;
    curve.points = fitted(scene.theta(who), scene.lab, plot.x.range);
    curve.stroke = who.stroke();
    curve.marker = who.style.marker;
    curve.marker_spacing = 110;
    curve.legend = who.label;
    curve.series = who.series;
    plot.items.emplace_back(std::move(curve));
  }
}

void add_data(Plot& plot, const LabScene& scene) {
  const Dataset& data = scene.lab.data();
  std::vector<Point> at(data.size());
  for (std::size_t i = 0; i < at.size(); ++i) at[i] = {data.x1[i], data.y[i]};
  std::vector<double> weights;
  if (const Shown* chosen = scene.chosen(); scene.look().size_by_weight && chosen != nullptr) {
    weights = sample_weights(scene.loss(*chosen), data, scene.arguments(*chosen));
    plot.note = scene.text("figure.data.size_weight", {{"loss", chosen->label}});
  }
  if (const std::size_t each = marked_each(data.size()); each > 1 && scene.look().residuals != ResidualMarks::none) {
    add_note(plot.note, scene.text("figure.data.some_residuals", {{"each", fmt::format("{}", each)}}));
  }
  add_samples(plot, scene, at, weights);
}

}  // namespace

Plot regression_data(const LabScene& scene) {
  const Dataset& data = scene.lab.data();
  const Camera looked = camera(scene.document, scene.view, "data");
  Plot plot;
  plot.name = "data";
  plot.title = scene.text("figure.data.fits");
  plot.x = axis(scene.text.translated(data.x1_name), fit_range(data.x1, 0.05, looked.log_x), looked.x, looked.log_x);
  plot.y = axis(scene.text.translated(data.y_name), fit_range(data.y, 0.08, looked.log_y), looked.y, looked.log_y);
  if (CurveItem truth = true_curve(data, plot.x.range, scene.text); !truth.points.empty()) {
    truth.stroke = {scene.theme.truth, 1.6, Dash::long_dash};
    plot.items.emplace_back(std::move(truth));
  }
  // So many points would cover what is fitted to them.
  const bool below = data.size() > most_over_fits;
  if (below) add_data(plot, scene);
  const Shown* chosen = scene.chosen();
  if (chosen != nullptr && !chosen->hidden) add_residuals(plot, scene, *chosen);
  add_ghost(plot, scene);
  add_fits(plot, scene);
  if (!below) add_data(plot, scene);
  return plot;
}

}  // namespace losslab::parts
