// The samples of a laboratory as points of its plots.
#include <algorithm>
#include <cmath>

#include "app/core/lab/plots/lab_plots.h"

namespace losslab::parts {
namespace {

double usual_radius(const Dataset& data) {
  const std::size_t n = data.size();
  if (data.task == Task::regression) return n <= 120 ? 3.4 : n <= 600 ? 2.6 : 1.8;
  return n <= 300 ? 3 : n <= 1000 ? 2.3 : 1.7;
}

// Between thousands the outlines would be all that is seen.
bool outlined(const Dataset& data) { return data.size() <= 1500; }

// Areas are as the weights; who weighs nothing is still to be seen.
double radius_of(double usual, double weight) {
  return std::max(0.28 * usual, 1.7 * usual * std::sqrt(std::clamp(weight, 0.0, 1.0)));
}

// Those of one kind as an item.
template <class Is>
PointsItem items_of(std::span<const Point> at, std::span<const double> weights, double usual, Is&& is) {
  PointsItem item;
  if (weights.empty()) {
    item.radius = {usual};
  } else {
    item.radius.clear();
  }
  for (std::size_t i = 0; i < at.size(); ++i) {
    if (!is(i)) continue;
    item.points.push_back(at[i]);
    if (!weights.empty()) item.radius.push_back(radius_of(usual, weights[i]));
  }
  if (item.radius.empty()) item.radius = {usual};
  return item;
}

void add_regression(Plot& plot, const LabScene& scene, std::span<const Point> at, std::span<const double> weights) {
  const Dataset& data = scene.lab.data();
  const Theme& theme = scene.theme;
  const double usual = usual_radius(data);
  PointsItem inliers = items_of(at, weights, usual, [&](std::size_t i) { return !is_outlier(data, i); });
  inliers.fill = {mix(theme.foreground, theme.background, 0.3)};
  if (outlined(data)) inliers.outline = Stroke{theme.background, 0.7, Dash::solid};
  inliers.legend = scene.text("figure.data.data");
  plot.items.emplace_back(std::move(inliers));
  PointsItem outliers = items_of(at, weights, usual + 1, [&](std::size_t i) { return is_outlier(data, i); });
  if (outliers.points.empty()) return;
  outliers.marker = Marker::diamond;
  outliers.fill = {theme.negative};
  if (outlined(data)) outliers.outline = Stroke{theme.background, 0.7, Dash::solid};
  outliers.legend = scene.text("figure.data.outliers");
  plot.items.emplace_back(std::move(outliers));
}

void add_classes(Plot& plot, const LabScene& scene, std::span<const Point> at, std::span<const double> weights) {
  const Dataset& data = scene.lab.data();
  const Theme& theme = scene.theme;
  // A rare class lies on top of the other.
  const auto positive = static_cast<double>(std::ranges::count(data.y, 1.0));
  const bool rare = positive < 0.25 * static_cast<double>(data.size());
  for (const double label : {rare ? -1.0 : 1.0, rare ? 1.0 : -1.0}) {
    PointsItem item = items_of(at, weights, usual_radius(data), [&](std::size_t i) { return data.y[i] == label; });
    for (std::size_t i = 0; i < data.size(); ++i) {
      if (data.y[i] == label) item.ring.push_back(is_flipped(data, i));
    }
    item.fill = {label > 0 ? theme.positive : theme.negative};
    item.marker = label > 0 ? Marker::circle : Marker::triangle;
    if (outlined(data)) item.outline = Stroke{theme.background, 0.6, Dash::solid};
    item.ring_stroke = {theme.danger, 1.4, Dash::solid};
    item.legend = scene.text(label > 0 ? "figure.data.positive" : "figure.data.negative");
    plot.items.emplace_back(std::move(item));
  }
}

void add_several_classes(Plot& plot, const LabScene& scene, std::span<const Point> at,
                         std::span<const double> weights) {
  const Dataset& data = scene.lab.data();
  for (std::size_t k = 0; k < data.class_names.size(); ++k) {
    const auto is_of_it = [&](std::size_t i) { return data.y[i] == static_cast<double>(k); };
    PointsItem item = items_of(at, weights, usual_radius(data), is_of_it);
    for (std::size_t i = 0; i < data.size(); ++i) {
      if (is_of_it(i)) item.ring.push_back(is_flipped(data, i));
    }
    const SeriesStyle style = class_style(scene.theme, k);
    item.fill = {style.color};
    item.marker = style.marker;
    if (outlined(data)) item.outline = Stroke{scene.theme.background, 0.6, Dash::solid};
    item.ring_stroke = {scene.theme.danger, 1.4, Dash::solid};
    item.legend = data.class_names[k];
    plot.items.emplace_back(std::move(item));
  }
}

// Of those that pull, the middle one: a few that lie on the fit have weights beyond all measure under losses with a
// kink at 0 and would make all others vanish.
double usual_weight(std::vector<double> weights) {
  std::erase_if(weights, [](double w) { return !(w > 0) || !std::isfinite(w); });
  if (weights.empty()) return 0;
  const auto middle = weights.begin() + static_cast<std::ptrdiff_t>(weights.size() / 2);
  std::ranges::nth_element(weights, middle);
  return *middle;
}

}  // namespace

const Shown* LabScene::chosen() const {
  const auto at = std::ranges::find_if(shown, &Shown::chosen);
  return at == shown.end() ? nullptr : &*at;
}

std::vector<double> LabScene::arguments(const Shown& who) const {
  std::vector<double> all(lab.data().size());
  objective_of(lab.setting(), competitor(who)).arguments(theta(who), all);
  return all;
}

void add_note(std::string& note, const std::string& further) {
  if (!note.empty()) note += "   ";
  note += further;
}

bool is_flipped(const Dataset& data, std::size_t i) {
  return !data.true_label.empty() && data.true_label[i] != data.y[i];
}

bool is_outlier(const Dataset& data, std::size_t i) { return !data.outlier.empty() && data.outlier[i] != 0; }

std::vector<double> sample_values(const Loss& loss, const Dataset& data, std::span<const double> arguments,
                                  bool slope) {
  std::vector<double> result(arguments.size()), unused(arguments.size());
  const auto evaluate = [&](const Loss& one, std::vector<double>& into) {
    if (slope) {
      one.evaluate(arguments, unused, into, {});
    } else {
      one.evaluate(arguments, into, {}, {});
    }
  };
  evaluate(loss.for_class(1), result);
  if (!loss.depends_on_class()) return result;
  std::vector<double> other(arguments.size());
  evaluate(loss.for_class(-1), other);
  for (std::size_t i = 0; i < result.size(); ++i) result[i] = data.y[i] > 0 ? result[i] : other[i];
  return result;
}

std::vector<double> sample_weights(const Loss& loss, const Dataset& data, std::span<const double> arguments) {
  std::vector<double> weights = sample_values(loss, data, arguments, true);
  const bool residual = data.task == Task::regression;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    weights[i] = residual ? weights[i] / arguments[i] : std::abs(weights[i]);
  }
  const double most = 8 * usual_weight(weights);
  double highest = 0;
  for (double& weight : weights) {
    weight = std::isnan(weight) ? most : std::clamp(weight, 0.0, most);
    highest = std::max(highest, weight);
  }
  for (double& weight : weights) weight = highest > 0 ? weight / highest : 0;
  return weights;
}

void add_samples(Plot& plot, const LabScene& scene, std::span<const Point> at, std::span<const double> weights) {
  if (scene.lab.data().task == Task::regression) {
    add_regression(plot, scene, at, weights);
  } else if (scene.several_classes()) {
    add_several_classes(plot, scene, at, weights);
  } else {
    add_classes(plot, scene, at, weights);
  }
  const int chosen = scene.look().chosen_point;
  if (chosen < 0 || static_cast<std::size_t>(chosen) >= at.size()) return;
  PointsItem ring;
  ring.points = {at[static_cast<std::size_t>(chosen)]};
  ring.radius = {usual_radius(scene.lab.data()) + 3.2};
  ring.fill = {scene.theme.accent.with_alpha(0)};
  ring.outline = Stroke{scene.theme.accent, 1.8, Dash::solid};
  plot.items.emplace_back(std::move(ring));
}

}  // namespace losslab::parts
