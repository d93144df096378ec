#pragma once
#include <array>
#include <string>
#include <vector>

#include "losses/learn/data/dataset.h"

namespace losslab {

struct View;

// What the places of a laboratory beside the data show.
enum class LabPlot : unsigned char {
  landscape,      // the chosen competitor's objective over a plane, with everybody's path
  riding,         // its loss, with the residuals or margins on it
  slope,          // its gradient, the same
  histogram,      // how many samples have which residual or margin
  influence,      // regression: the fit's displacement against the place of the chosen point
  calibration,    // classification: stated probabilities against what came true
  sweep,          // the error over a range of settings
  residual_plot,  // regression: residuals against what is fitted, or against a predictor
  weights,        // regression: the weight of each point in the fit
  leverage,       // regression: standardised residuals against hat values
  confusion       // several classes: labels against predicted classes
};
inline constexpr std::array<const char*, 11> lab_plot_names{"landscape", "riding",      "slope",    "histogram",
                                                            "influence", "calibration", "sweep",    "residual_plot",
                                                            "weights",   "leverage",    "confusion"};
// What is plotted against the iteration. `error`: regression: RMSE on the clean points, where these are known;
// classification: accuracy on true and given labels. `wrong_pull`: of several classes, which share of the gradient is
// that of wrong labels.
enum class RunQuantity : unsigned char { error, given_error, objective, gradient_norm, weight_norm, wrong_pull };
inline constexpr std::array<const char*, 6> run_quantity_names{"error",         "given_error", "objective",
                                                               "gradient_norm", "weight_norm", "wrong_pull"};
// Residuals of the chosen competitor in the data.
enum class ResidualMarks : unsigned char { none, sticks, squares };
inline constexpr std::array<const char*, 3> residual_mark_names{"none", "sticks", "squares"};

// Which plane of its parameters a landscape shows. automatic: both parameters where there are two, the first two
// weights of several predictors, else the principal directions of the chosen competitor's path.
struct PlaneChoice {
  enum class Kind : unsigned char { automatic, parameters, principal } kind = Kind::automatic;
  int across = 0, up = 1;  // parameters: their indices
  friend bool operator==(const PlaneChoice&, const PlaneChoice&) = default;
};
inline constexpr std::array<const char*, 3> plane_names{"automatic", "parameters", "principal"};

// The names of plots in the figure of a laboratory.
std::string plot_name(Task task, LabPlot plot);
std::string plot_name(Task task, RunQuantity quantity);
std::vector<std::string> lab_plots(Task task);

// How a laboratory is looked at.
struct LabView {
  LabPlot upper = LabPlot::landscape, lower = LabPlot::riding;  // right of the data
  RunQuantity history = RunQuantity::error;                     // below them
  ResidualMarks residuals = ResidualMarks::sticks;
  bool size_by_weight = false;  // a point is drawn larger the more it pulls
  int chosen_point = -1;        // whose influence is shown; −1: none yet
  PlaneChoice plane{};
  int residuals_against = -1;  // the predictor on the axis of the residual plot; −1: what is fitted
  // Several classes: whose reliability is shown, −1: that of whichever class is predicted; and which labels the
  // confusion is of, where both are known.
  int reliability_of = -1;
  bool confusion_of_given = false;
  bool shows(LabPlot plot) const { return upper == plot || lower == plot; }
  friend bool operator==(const LabView&, const LabView&) = default;
};

// What opens; and the view of a task in a whole view.
LabView usual_lab_view(Task task);
LabView& lab_view(View& view, Task task);
const LabView& lab_view(const View& view, Task task);

}  // namespace losslab
