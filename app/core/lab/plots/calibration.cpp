#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/core/lab/plots/class_scene.h"
#include "app/core/lab/plots/lab_plots.h"
#include "losses/learn/race/calibration.h"
#include "losses/learn/race/classes.h"

namespace losslab::parts {
namespace {

// The class that it is of, −1: whichever is predicted.
int reliability_of(const LabScene& scene) {
  const int wanted = scene.look().reliability_of;
  return wanted < static_cast<int>(scene.lab.data().class_names.size()) ? wanted : -1;
}

// Of several classes that of one of them, or of whichever is predicted.
Calibration calibration_of_classes(const Shown& who, const LabScene& scene, const std::vector<double>& labels) {
  const ClassLogits logits = class_logits(scene, who);
  const int one = reliability_of(scene);
  const std::vector<std::size_t> predicted = predicted_classes(logits.z, logits.stride, logits.classes, logits.n);
  std::vector<double> scores(logits.n), signs(logits.n);
  for (std::size_t k = 0; k < logits.classes; ++k) {
    if (one >= 0 && static_cast<std::size_t>(one) != k) continue;
    const std::vector<double> of_class = class_scores(logits.z, logits.stride, logits.classes, logits.n, k);
    for (std::size_t i = 0; i < logits.n; ++i) {
      if (one < 0 && predicted[i] != k) continue;
      scores[i] = of_class[i];
      signs[i] = labels[i] == static_cast<double>(k) ? 1 : -1;
    }
  }
  return calibrate(scores, signs);
}

Calibration calibration_of(const Shown& who, const LabScene& scene, const std::vector<double>& labels) {
  if (scene.several_classes()) return calibration_of_classes(who, scene, labels);
  const Lab& lab = scene.lab;
  std::vector<double> scores(lab.data().size());
  ModelWorkspace work;
  lab.setting().model->outputs(lab.race().theta(who.competitor, lab.position()), {}, scores, work);
  return calibrate(scores, labels);
}

CurveItem reliability(const Calibration& calibration, const Shown& who, const Language& text) {
  CurveItem curve;
  for (const CalibrationBin& bin : calibration.bins) {
    if (bin.count > 0) curve.points.push_back({bin.mean, bin.share});
  }
  curve.stroke = who.stroke();
  curve.legend =
      text("figure.calibration.curve", {{"loss", who.label}, {"error", fmt::format("{:.3f}", calibration.error)}});
  curve.series = who.series;
  return curve;
}

// One mark for each bin, larger the more samples it has.
PointsItem bin_marks(const Calibration& calibration, const Shown& who, const Theme& theme) {
  std::size_t most = 1;
  for (const CalibrationBin& bin : calibration.bins) most = std::max(most, bin.count);
  PointsItem marks;
  marks.radius.clear();
  for (const CalibrationBin& bin : calibration.bins) {
    if (bin.count == 0) continue;
    const double share = static_cast<double>(bin.count) / static_cast<double>(most);
    marks.points.push_back({bin.mean, bin.share});
    marks.radius.push_back((who.chosen ? 2.6 : 2) + 2.6 * std::sqrt(share));
  }
  marks.marker = who.style.marker;
  marks.fill = {who.style.color};
  marks.outline = Stroke{theme.background, 0.8, Dash::solid};
  marks.series = who.series;
  return marks;
}

// How many samples each bin has, in the lowest sixth of the plot.
BarsItem count_bars(const Calibration& calibration, const Shown& who, const Theme& theme) {
  constexpr double height = 1.0 / 6;
  double most = 1;
  for (const CalibrationBin& bin : calibration.bins) most = std::max(most, static_cast<double>(bin.count));
  BarsItem bars;
  bars.fill = mix(who.style.color, theme.background, 0.82);
  for (const CalibrationBin& bin : calibration.bins) {
    if (bin.count == 0) continue;
    const double gap = 0.04 * (bin.high - bin.low), top = height * static_cast<double>(bin.count) / most;
    bars.corners.push_back({{bin.low + gap, 0}, {bin.high - gap, top}});
  }
  return bars;
}

}  // namespace

Plot calibration_plot(const LabScene& scene) {
  const Lab& lab = scene.lab;
  const Theme& theme = scene.theme;
  const Camera looked = camera(scene.document, scene.view, "calibration");
  Plot plot;
  plot.name = "calibration";
  plot.title = scene.text("figure.calibration.title");
  plot.x = axis(scene.text("figure.calibration.x"), {0, 1}, looked.x);
  plot.y = axis(scene.text("figure.calibration.y"), {-0.02, 1.02}, looked.y);
  if (lab.task() != Task::classification) {
    plot.note = scene.text("figure.calibration.no_classes");
    return plot;
  }
  const bool truth_known = !lab.data().true_label.empty();
  plot.note = scene.text(truth_known ? "figure.calibration.true_labels" : "figure.calibration.given_labels");
  if (scene.several_classes()) {
    const int one = reliability_of(scene);
    plot.x.label = scene.text(one < 0 ? "figure.calibration.x_predicted" : "figure.calibration.x_class",
                              {{"class", one < 0 ? "" : lab.data().class_names[static_cast<std::size_t>(one)]}});
    plot.y.label = scene.text(one < 0 ? "figure.calibration.y_predicted" : "figure.calibration.y_class",
                              {{"class", one < 0 ? "" : lab.data().class_names[static_cast<std::size_t>(one)]}});
  }
  const std::vector<double>& labels = truth_known ? lab.data().true_label : lab.data().y;
  CurveItem diagonal;
  diagonal.points = {{0, 0}, {1, 1}};
  diagonal.stroke = {theme.muted, thin_width, Dash::dashed};
  plot.items.emplace_back(std::move(diagonal));
  for (const bool of_chosen : {false, true}) {
    for (const Shown& who : scene.shown) {
      if (who.hidden || who.chosen != of_chosen) continue;
      const Calibration calibration = calibration_of(who, scene, labels);
      if (of_chosen) plot.items.insert(plot.items.begin(), count_bars(calibration, who, theme));
      plot.items.emplace_back(reliability(calibration, who, scene.text));
      plot.items.emplace_back(bin_marks(calibration, who, theme));
    }
  }
  return plot;
}

}  // namespace losslab::parts
