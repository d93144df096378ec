#pragma once
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/core/shell/document.h"
#include "widgets/figure/geometry.h"

namespace losslab {

// How one plot is looked at. No range: everything is shown (or the plot's usual range).
struct Camera {
  std::optional<Range> x, y;
  bool log_x = false, log_y = false;
  friend bool operator==(const Camera&, const Camera&) = default;
};

// What the places of a laboratory beside the data show.
enum class LabPlot : unsigned char {
  landscape,    // the chosen competitor's objective over a plane, with everybody's path
  riding,       // its loss, with the residuals or margins on it
  slope,        // its gradient, the same
  histogram,    // how many samples have which residual or margin
  influence,    // regression: the fit's displacement against the place of the chosen point
  calibration,  // classification: stated probabilities against what came true
  sweep         // the error over a range of settings
};
inline constexpr std::array<const char*, 7> lab_plot_names{"landscape", "riding",      "slope", "histogram",
                                                           "influence", "calibration", "sweep"};
// What is plotted against the iteration. `error`: regression: RMSE on the clean points, where these are known;
// classification: accuracy on true and given labels.
enum class RunQuantity : unsigned char { error, given_error, objective, gradient_norm, weight_norm };
inline constexpr std::array<const char*, 5> run_quantity_names{"error", "given_error", "objective", "gradient_norm",
                                                               "weight_norm"};
// Residuals of the chosen competitor in the data.
enum class ResidualMarks : unsigned char { none, sticks, squares };
inline constexpr std::array<const char*, 3> residual_mark_names{"none", "sticks", "squares"};

// Which plane of its parameters a landscape shows. automatic: both parameters where there are two, else the principal
// directions of the chosen competitor's path.
struct PlaneChoice {
  enum class Kind : unsigned char { automatic, parameters, principal } kind = Kind::automatic;
  int across = 0, up = 1;  // parameters: their indices
  friend bool operator==(const PlaneChoice&, const PlaneChoice&) = default;
};
inline constexpr std::array<const char*, 3> plane_names{"automatic", "parameters", "principal"};

// The names of plots in the figure of a laboratory.
std::string plot_name(Screen screen, LabPlot plot);
std::string plot_name(Screen screen, RunQuantity quantity);
std::vector<std::string> lab_plots(Screen screen);

// How a laboratory is looked at.
struct LabView {
  LabPlot upper = LabPlot::landscape, lower = LabPlot::riding;  // right of the data
  RunQuantity history = RunQuantity::error;                     // below them
  ResidualMarks residuals = ResidualMarks::sticks;
  bool size_by_weight = false;  // a point is drawn larger the more it pulls
  int chosen_point = -1;        // whose influence is shown; −1: none yet
  PlaneChoice plane{};
  bool shows(LabPlot plot) const { return upper == plot || lower == plot; }
  friend bool operator==(const LabView&, const LabView&) = default;
};

// What is looked at and how: saved with a session, never undone.
struct View {
  Screen screen = Screen::losses;
  std::string theme = "light";
  int text_size = 0;  // 0 normal, 1 large, 2 very large
  bool left_open = true, right_open = true;
  std::map<std::string, Camera> cameras;             // by "screen.plot", on the Losses screen by "losses.axis.plot"
  std::set<std::string> hidden;                      // losses and runners (by id) hidden by a click in a legend
  bool show_curvature = false, show_weight = false;  // further plots on the Losses screen
  bool probe = true;
  std::array<double, 5> probe_at{1.5, -0.5, 0.3, 0.3, 1};  // by LossAxis
  std::array<LabView, 2> labs{LabView{}, LabView{.upper = LabPlot::riding, .lower = LabPlot::histogram}};  // by lab
  // The iterate shown, and how many were made, of each lab: [0] regression, [1] classification. A laboratory opens at
  // the end of a run, so that its picture tells who was fooled at once; rewind and play show how it came to that.
  static constexpr long opening_length = 300;
  std::array<long, 2> position{opening_length, opening_length}, length{opening_length, opening_length};
  int speed_power = 0;  // 2^power steps a frame
  friend bool operator==(const View&, const View&) = default;

  const LabView& lab() const { return labs[screen == Screen::classification]; }
  LabView& lab() { return labs[screen == Screen::classification]; }

  // The key of a plot's camera on the present screen; and of the camera through which its x-axis is looked at: stacked
  // plots stand on one axis, which is that of the first.
  std::string camera_key(const Document& document, std::string_view plot) const;
  std::string x_camera_key(const Document& document, std::string_view plot) const;
};

}  // namespace losslab
