#pragma once
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "app/core/lab/results/lab.h"
#include "app/core/lab/results/sweep_job.h"
#include "app/core/shell/document.h"
#include "app/core/shell/view.h"
#include "losses/core/conditional_risk.h"
#include "widgets/figure/figure.h"

namespace losslab {

// The figure of each screen, which the window and the files both draw. Plots are named; the Losses screen has "loss",
// "gradient" and, on demand, "curvature" and "weight", or "risk" and "link" where risks are shown; those
// of a laboratory are "data" and what its view asks for (see plot_name()).

Figure losses_figure(const Document& document, const View& view, const Theme& theme);
// What losses_figure() is where risks are shown: the conditional risk (on the probability axis the expected score) of
// every ticked loss under the document's η, and where it is least for each η.
Figure risk_figure(const Document& document, const View& view, const Theme& theme);
// `sweep`: the one of this laboratory; null: none.
Figure lab_figure(const Document& document, const View& view, const Lab& lab, const Theme& theme,
                  const SweepJob* sweep = nullptr);

// One plot of a figure alone, in a figure of its own.
Figure single_plot(const Figure& figure, std::string_view plot);

// The numbers behind a plot as CSV: a column for x and one for each series (17 digits), or x,y,... for points.
// For the Losses screen all series share x; NaN and undefined fields are empty.
std::string figure_csv(const Figure& figure, std::string_view plot);

// The plane of a landscape along the directions of the frame, wide enough for the start, every path so far, the truth
// and the exact minima, or as it is looked at.
Plane landscape_plane(const Document& document, const View& view, const Lab& lab, const LandscapeFrame& frame);

// What the probe reads of one loss on the axis of the Losses screen, in the units of the plots.
struct ProbeRow {
  int series;
  std::string label;  // of the family's members: "δ = 0.5"
  SeriesStyle style;
  bool chosen;
  double value, gradient, curvature, weight;  // NaN where not defined
};
std::vector<ProbeRow> probe_rows(const Document& document, const View& view, const Theme& theme);

// Where the risk of a ticked loss is least, under the η of the document. Such a loss has a margin or a probability.
struct RiskRow {
  std::string id, label;
  SeriesStyle style;
  RiskMinimum minimum;  // its risk in the units of the plot
  // "0.847", "≥ 1", "[−1, 1]", "∞", "any", "±1.15": the scores m*, and the probabilities q* = σ(m*).
  std::string score, probability;
};
std::vector<RiskRow> risk_rows(const Document& document, const Theme& theme);

// The point of the chosen residual loss that its threshold or scale moves: (δ, ℓ(δ)) for Huber, as the plot shows it.
// None on the other axes, in a family, and for losses without such a parameter (pinball).
struct Knee {
  std::string loss, parameter;
  Point at;
};
std::optional<Knee> knee(const Document& document);
// The parameter that brings the knee to x: |x| within the range of the slider.
double knee_value(const Document& document, const Knee& knee, double x);

// Of either class, as it is in truth where that is known, how much lies on its side of a competitor's boundary now.
struct Recalls {
  double positive = std::numeric_limits<double>::quiet_NaN(), negative = positive;
};
Recalls class_recalls(const Lab& lab, std::size_t competitor);
// The class that less than a tenth of the samples are of, 1 or −1; 0 where there is none: where there is one, all
// labels but its own can be met without finding it.
int rare_class(const Dataset& data);

// The table of a laboratory: one row for each competitor, with the truth first where it is known.
struct LabRow {
  static constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
  std::string id;                  // the runner's; empty for the truth
  std::string label;               // its name
  std::vector<double> parameters;  // in the data's units, in the order of the model's names; empty for networks
  double objective = unknown, given_error = unknown, clean_error = unknown;
  double cost = unknown;  // see Measures::cost
  Recalls found{};        // classification
  std::string state{};    // "", or why it stopped
};
std::vector<LabRow> lab_rows(const Document& document, const Lab& lab);

// RMSE of a line over all points and over those that are not outliers, and its cost; NaN where those are not known. No
// objective.
Measures line_errors(const Dataset& data, Dataset::Line line);

}  // namespace losslab
