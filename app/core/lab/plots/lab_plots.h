#pragma once
#include <span>
#include <vector>

#include "app/core/lab/page/lab_task.h"
#include "app/core/lab/plots/competitors.h"
#include "app/core/lab/plots/regression_plots.h"
#include "app/core/lab/results/sweep_job.h"

// The plots of the laboratories. Used inside of app/core alone.
namespace losslab::parts {

// What every plot of a laboratory is made from.
struct LabScene {
  const Document& document;
  const View& view;
  const Lab& lab;
  const Theme& theme;
  std::vector<Shown> shown;
  const SweepJob* sweep = nullptr;

  Task task() const { return lab.task(); }
  const LabTask& words() const { return lab_task(lab.task()); }
  const LabView& look() const { return lab_view(view, lab.task()); }
  const Shown* chosen() const;  // null where nobody runs
  std::span<const double> theta(const Shown& who) const { return lab.race().theta(who.competitor, lab.position()); }
  const Loss& loss(const Shown& who) const { return lab.race().competitors()[who.competitor].loss; }
  // The arguments of a competitor's loss, residuals or margins, at the iterate shown.
  std::vector<double> arguments(const Shown& who) const;
};

Plot regression_data(const LabScene& scene);
Plot classification_data(const LabScene& scene);
// A quantity of everybody against the iteration.
Plot history_plot(const LabScene& scene);
// The chosen competitor's loss, or its gradient, with the residuals or margins on it.
Plot riding_plot(const LabScene& scene, bool slope);
// How many samples have which residual or margin, on the same axis.
Plot histogram_plot(const LabScene& scene);
// The errors over a range of settings, as far as they were computed.
Plot sweep_plot(const LabScene& scene);

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
