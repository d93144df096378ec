#pragma once
#include <array>
#include <span>
#include <vector>

#include "app/core/lab/page/lab_task.h"
#include "app/core/lab/plots/competitors.h"
#include "app/core/lab/results/sweep_job.h"
#include "app/core/shell/state/view.h"
#include "widgets/figure/figure.h"
#include "widgets/figure/language.h"

namespace losslab {

// Regression: what is fitted and what was observed, (f, y) at the iterate shown, of each sample, for a competitor by
// its index in the race.
std::vector<Point> observed_places(const Lab& lab, std::size_t competitor);

}  // namespace losslab

// The plots of the laboratories.
namespace losslab::parts {

// What every plot of a laboratory is made from.
struct LabScene {
  const Document& document;
  const View& view;
  const Lab& lab;
  const Theme& theme;
  const Language& text;
  std::vector<Shown> shown;
  const SweepJob* sweep = nullptr;

  Task task() const { return lab.task(); }
  const LabTask& words() const { return lab_task(lab.task()); }
  const LabView& look() const { return lab_view(view, lab.task()); }
  const Shown* chosen() const;  // null where nobody runs
  std::span<const double> theta(const Shown& who) const { return lab.race().theta(who.competitor, lab.position()); }
  const Competitor& competitor(const Shown& who) const { return lab.race().competitors()[who.competitor]; }
  const Loss& loss(const Shown& who) const { return competitor(who).loss; }  // where it is one of one variable
  bool several_classes() const { return !lab.data().class_names.empty(); }
  // The arguments of a competitor's loss, residuals or margins, at the iterate shown; of several classes how far the
  // logit of the given label is above the greatest other one.
  std::vector<double> arguments(const Shown& who) const;
};

Plot regression_data(const LabScene& scene);
// The same on several predictors: what was observed against what is fitted.
Plot observed_plot(const LabScene& scene);
Plot classification_data(const LabScene& scene);
// The same of several classes, and the loss or the pull of each sample against its margin.
Plot class_data(const LabScene& scene);
Plot class_riding(const LabScene& scene, bool slope);
// Several classes: how many samples of each label the chosen competitor predicts to be of each class.
Plot confusion_plot(const LabScene& scene);
// A quantity of everybody against the iteration.
Plot history_plot(const LabScene& scene);
// The chosen competitor's loss with the residuals or margins on it; and its gradient, the same.
Plot riding_plot(const LabScene& scene);
Plot slope_plot(const LabScene& scene);
// How many samples have which residual or margin, on the same axis.
Plot histogram_plot(const LabScene& scene);
// The errors over a range of settings, as far as they were computed.
Plot sweep_plot(const LabScene& scene);
// The landscape of the chosen competitor with everybody's path and minimum, over the plane that the view asks for; with
// a single parameter its objective as a curve.
Plot landscape_plot(const LabScene& scene);
// Regression: how far everybody's exact fit is moved by the chosen point, against the place where that point is.
Plot influence_plot(const LabScene& scene);
// Regression: residuals against what is fitted or against a predictor, as the view has it; the weights ψ(r)/r of the
// points in the fit; and standardised residuals against leverage.
Plot residual_plot(const LabScene& scene);
// The predictor that the first is against, −1: what is fitted.
int residuals_against(const View& view, const Lab& lab);
Plot weights_plot(const LabScene& scene);
Plot leverage_plot(const LabScene& scene);
// Classification: the share of the class +1 against the probability that everybody states, at the iterate shown.
Plot calibration_plot(const LabScene& scene);

// The plots that can stand beside the data, in the order of their menu.
struct LabPlotChoice {
  LabPlot plot;
  Plot (*make)(const LabScene&);
  const char *regression, *classification;  // keys of its name; null: not for that task
  bool several_classes = false;             // for these alone
};
inline constexpr std::array lab_plot_choices{
    LabPlotChoice{LabPlot::landscape, landscape_plot, "lab.show.landscape", "lab.show.landscape"},
    LabPlotChoice{LabPlot::riding, riding_plot, "lab.show.residuals_on_loss", "lab.show.margins_on_loss"},
    LabPlotChoice{LabPlot::slope, slope_plot, "lab.show.residuals_on_gradient", "lab.show.margins_on_gradient"},
    LabPlotChoice{LabPlot::histogram, histogram_plot, "lab.show.residual_histogram", "lab.show.margin_histogram"},
    LabPlotChoice{LabPlot::influence, influence_plot, "lab.show.influence", nullptr},
    LabPlotChoice{LabPlot::calibration, calibration_plot, nullptr, "lab.show.calibration"},
    LabPlotChoice{LabPlot::residual_plot, residual_plot, "lab.show.residual_plot", nullptr},
    LabPlotChoice{LabPlot::weights, weights_plot, "lab.show.weights", nullptr},
    LabPlotChoice{LabPlot::leverage, leverage_plot, "lab.show.leverage", nullptr},
    LabPlotChoice{LabPlot::confusion, confusion_plot, nullptr, "lab.show.confusion", true},
    LabPlotChoice{LabPlot::sweep, sweep_plot, "lab.show.sweep", "lab.show.sweep"}};
static_assert(lab_plot_choices.size() == lab_plot_names.size());

// Writes what is to be noted beside what a note has already.
void add_note(std::string& note, const std::string& further);

// Whether a classification's label is known to be wrong.
bool is_flipped(const Dataset& data, std::size_t i);
// Whether a regression's point is known not to follow the bulk.
bool is_outlier(const Dataset& data, std::size_t i);

// A value or gradient of each sample's loss; some losses weigh the classes differently.
std::vector<double> sample_values(const Loss& loss, const Dataset& data, std::span<const double> arguments, bool slope);
// How strongly each sample pulls on the fit, 0..1 of the strongest: for residuals the weight ψ(r)/r of reweighted least
// squares, for margins the size of the gradient.
std::vector<double> sample_weights(const Loss& loss, const Dataset& data, std::span<const double> arguments);

// The samples, told apart: inliers and outliers, or the two classes with wrong labels ringed. `weights`: each is as
// large as it weighs; empty: all alike. The chosen point has a ring in the accent.
void add_samples(Plot& plot, const LabScene& scene, std::span<const Point> at, std::span<const double> weights);

}  // namespace losslab::parts
