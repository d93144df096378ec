// What happened over the iterations.
#include <algorithm>
#include <cmath>

#include "app/core/lab/plots/lab_plots.h"
#include "app/core/lab/plots/lab_rows.h"

namespace losslab::parts {
namespace {

// One quantity: where it is in the measures, and the keys of how it is written.
struct Measured {
  double Measures::*measure;
  const char *title, *label;
};

Measured measured_of(const LabScene& scene) {
  const bool regression = scene.task() == Task::regression;
  const bool clean = !scene.lab.data().outlier.empty();
  switch (scene.look().history) {
    case RunQuantity::error:
      if (!regression) return {&Measures::clean_error, "figure.history.accuracy", "figure.history.correct"};
      if (scene.lab.data().true_quantile) return {&Measures::cost, "figure.history.cost", "figure.history.mean_cost"};
      if (clean) return {&Measures::clean_error, "figure.history.clean_error", "figure.history.rmse"};
      [[fallthrough]];
    case RunQuantity::given_error:
      if (!regression) return {&Measures::given_error, "figure.history.given_accuracy", "figure.history.correct"};
      return {&Measures::given_error, clean ? "figure.history.given_error" : "figure.history.error",
              "figure.history.rmse"};
    case RunQuantity::objective:
      return {&Measures::objective, "figure.history.objective", "figure.history.mean_loss"};
    case RunQuantity::gradient_norm:
      return {&Measures::gradient_norm, "figure.history.gradient_norm", "figure.history.length"};
    case RunQuantity::weight_norm:
      return {&Measures::weight_norm, "figure.history.weight_norm", "figure.history.length"};
    case RunQuantity::wrong_pull:
      return {&Measures::wrong_pull, "figure.history.wrong_pull", "figure.history.share"};
  }
  return {};
}

// What the truth itself comes to on the clean points, below which nobody gets for long; empty where that is not known.
std::optional<double> least_error(const Dataset& data) {
  if (data.true_quantile && data.true_line) return line_errors(data, *data.true_line).cost;
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

// The error of the mean alone: whoever fits anything stays near it or below.
double spread(const std::vector<double>& y) {
  double mean = 0, squares = 0;
  for (const double v : y) mean += v / static_cast<double>(y.size());
  for (const double v : y) squares += (v - mean) * (v - mean) / static_cast<double>(y.size());
  return std::sqrt(squares);
}

template <class Take>
void over_history(const LabScene& scene, std::size_t competitor, Take&& take) {
  const auto history = scene.lab.race().history(competitor);
  const std::size_t stride = std::max<std::size_t>(1, history.size() / 500);
  for (std::size_t i = 0; i < history.size(); i += stride) take(history[i], i);
}

// From zero to what the start or the mean has, for those who diverge would flatten all others.
Range error_range(const LabScene& scene, double Measures::*measure, bool log) {
  Range range = nothing;
  double start = spread(scene.lab.data().y);
  for (const Shown& who : scene.shown) start = std::max(start, scene.lab.race().history(who.competitor)[0].*measure);
  for (const Shown& who : scene.shown) {
    over_history(scene, who.competitor, [&](const Measures& measures, std::size_t) {
      include(range, std::min(measures.*measure, 1.5 * start));
    });
  }
  if (!(range.max > 0)) return {0, 1};
  if (log) return {std::max(range.min, 1e-12) / 1.3, range.max * 1.3};
  return {0, rounded({0, range.max}).max};
}

Range accuracy_range(const LabScene& scene, bool truth_known) {
  double worst = 0.2;
  for (const Shown& who : scene.shown) {
    over_history(scene, who.competitor, [&](const Measures& measures, std::size_t i) {
      // The start knows nothing and would only press the rest together.
      if (i == 0) return;
      worst = std::max(worst, measures.given_error);
      if (truth_known) worst = std::max(worst, measures.clean_error);
    });
  }
  return {std::floor(10 * (1 - std::min(worst, 1.0))) * 10, 101};
}

// Of quantities without a natural size: everything, but no more than a hundred times what the starts have.
Range free_range(const LabScene& scene, double Measures::*measure, bool log) {
  Range range = nothing;
  double start = 0;
  for (const Shown& who : scene.shown) {
    const double first = scene.lab.race().history(who.competitor)[0].*measure;
    if (std::isfinite(first)) start = std::max(start, std::abs(first));
  }
  const double most = start > 0 ? 100 * start : 1e300;
  for (const Shown& who : scene.shown) {
    over_history(scene, who.competitor, [&](const Measures& measures, std::size_t) {
      const double value = measures.*measure;
      if (!log || value > 0) include(range, std::clamp(value, -most, most));
    });
  }
  if (!(range.min <= range.max)) return {0, 1};
  if (log) return {std::max(range.min, 1e-16) / 1.5, range.max * 1.5};
  return rounded({std::min(0.0, range.min), range.max > range.min ? range.max : range.min + 1});
}

Axis iterations(const LabScene& scene, const Camera& looked) {
  const double length = static_cast<double>(std::max({10L, scene.lab.race().length(), scene.lab.aimed_length()}));
  return axis(scene.text("figure.history.iteration"), looked.log_x ? Range{1, length} : Range{0, length}, looked.x,
              looked.log_x);
}

void add_accuracies(Plot& plot, const LabScene& scene, bool truth_known, bool given_too) {
  for (const Shown& who : scene.shown) {
    if (who.hidden) continue;
    const auto history = scene.lab.race().history(who.competitor);
    CurveItem given = history_curve(who, history, &Measures::given_error, -100, 100, Marker::none);
    given.legend = scene.text("figure.history.on_given", {{"loss", who.label}});
    given.stroke.dash = Dash::dotted;
    if (truth_known) {
      given.stroke.width = 1.3;
      CurveItem correct = history_curve(who, history, &Measures::clean_error, -100, 100, who.style.marker);
      correct.stroke.dash = Dash::solid;
      correct.legend = scene.text("figure.history.on_true", {{"loss", who.label}});
      if (given_too) plot.items.emplace_back(std::move(given));
      plot.items.emplace_back(std::move(correct));
    } else {
      given.stroke.dash = Dash::solid;
      given.marker = who.style.marker;
      plot.items.emplace_back(std::move(given));
    }
  }
}

void fill_accuracy(Plot& plot, const LabScene& scene, const Camera& looked) {
  const Dataset& data = scene.lab.data();
  const bool both = scene.look().history == RunQuantity::error && !data.true_label.empty() && data.true_label != data.y;
  if (both) plot.note = scene.text("figure.history.both_labels");
  plot.y = axis(plot.y.label, accuracy_range(scene, both), looked.y);
  add_accuracies(plot, scene, both, true);
}

// What would have been: the run as it was before the branch.
void add_ghosts(Plot& plot, const LabScene& scene, double Measures::*measure) {
  const std::optional<Race>& ghost = scene.lab.ghost();
  if (!ghost) return;
  for (const Shown& who : scene.shown) {
    const auto& all = ghost->competitors();
    const auto at = std::ranges::find(all, who.series, &Competitor::key);
    if (who.hidden || at == all.end()) continue;
    const auto index = static_cast<std::size_t>(at - all.begin());
    CurveItem curve = history_curve(who, ghost->history(index), measure, 1, 0, Marker::none);
    curve.stroke.width = 1.1;
    curve.stroke.dash = Dash::dotted;
    curve.stroke.color = mix(curve.stroke.color, scene.theme.background, 0.5);
    std::erase_if(curve.points, [&](const Point& p) { return p.x < static_cast<double>(scene.lab.branched_at()); });
    plot.items.emplace_back(std::move(curve));
  }
  LineItem branch;
  branch.direction = LineItem::Direction::vertical;
  branch.at = static_cast<double>(scene.lab.branched_at());
  branch.stroke = {scene.theme.muted, 1, Dash::dotted};
  branch.label = scene.text("figure.history.branch");
  plot.items.emplace_back(std::move(branch));
}

void fill_curves(Plot& plot, const LabScene& scene, const Measured& quantity, const Camera& looked) {
  const bool error = quantity.measure == &Measures::given_error || quantity.measure == &Measures::clean_error;
  const Range usual =
      error ? error_range(scene, quantity.measure, looked.log_y) : free_range(scene, quantity.measure, looked.log_y);
  plot.y = axis(scene.text(quantity.label), usual, looked.y, looked.log_y);
  if (quantity.measure == &Measures::clean_error || quantity.measure == &Measures::cost) {
    if (const std::optional<double> least = least_error(scene.lab.data())) {
      LineItem floor;
      floor.at = *least;
      floor.stroke = {scene.theme.truth, 1.2, Dash::long_dash};
      plot.items.emplace_back(std::move(floor));
    }
  }
  add_ghosts(plot, scene, quantity.measure);
  for (const Shown& who : scene.shown) {
    if (who.hidden) continue;
    CurveItem curve =
        history_curve(who, scene.lab.race().history(who.competitor), quantity.measure, 1, 0, who.style.marker);
    curve.legend = who.label;
    plot.items.emplace_back(std::move(curve));
  }
}

// What is wrong with a run stands where the run is.
void add_findings(Plot& plot, const LabScene& scene, const Measured& measured, bool accuracy) {
  const auto findings = scene.lab.findings();
  for (const Shown& who : scene.shown) {
    const auto& finding = findings[who.competitor];
    if (!finding || who.hidden) continue;
    const double value = scene.lab.race().measures(who.competitor, scene.lab.position()).*measured.measure;
    LabelItem label;
    label.text = short_name(finding->kind, scene.text);
    label.at = {static_cast<double>(scene.lab.position()), accuracy ? 100 - 100 * value : value};
    label.at.y = std::clamp(label.at.y, plot.y.range.min, plot.y.range.max);
    label.h = HAlign::right;
    label.v = VAlign::bottom;
    label.dx = -5;
    label.dy = -4;
    label.color = scene.theme.danger;
    label.boxed = true;
    plot.items.emplace_back(std::move(label));
  }
}

}  // namespace

Plot history_plot(const LabScene& scene) {
  const Measured quantity = measured_of(scene);
  Plot plot;
  plot.name = plot_name(scene.task(), scene.look().history);
  plot.title = scene.text(quantity.title);
  plot.legend = false;
  const Camera looked = camera(scene.document, scene.view, plot.name);
  plot.x = iterations(scene, looked);
  plot.y.label = scene.text(quantity.label);
  const bool accuracy = scene.task() == Task::classification &&
                        (quantity.measure == &Measures::given_error || quantity.measure == &Measures::clean_error);
  if (accuracy) {
    fill_accuracy(plot, scene, looked);
  } else {
    fill_curves(plot, scene, quantity, looked);
  }
  plot.items.emplace_back(position_line(scene.lab.position(), scene.theme));
  add_findings(plot, scene, quantity, accuracy);
  return plot;
}

}  // namespace losslab::parts
