#pragma once
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "app/core/document.h"
#include "widgets/figure/geometry.h"

namespace losslab {

// How one plot is looked at. No range: everything is shown (or the plot's usual range).
struct Camera {
  std::optional<Range> x, y;
  bool log_x = false, log_y = false;
  friend bool operator==(const Camera&, const Camera&) = default;
};

// What is looked at and how: saved with a session, never undone.
struct View {
  Screen screen = Screen::losses;
  std::string theme = "light";
  int text_size = 0;  // 0 normal, 1 large, 2 very large
  bool left_open = true, right_open = true;
  std::map<std::string, Camera> cameras;             // by "screen.plot", on the Losses screen by "losses.axis.plot"
  std::set<std::string> hidden;                      // loss ids hidden by a click in a legend
  bool show_curvature = false, show_weight = false;  // further plots on the Losses screen
  bool probe = true;
  std::array<double, 5> probe_at{1.5, -0.5, 0.3, 0.3, 1};  // by LossAxis
  bool show_residuals = true;                              // sticks, for the chosen loss
  // The iterate shown, and how many were made, of each lab: [0] regression, [1] classification. A laboratory opens at
  // the end of a run, so that its picture tells who was fooled at once; rewind and play show how it came to that.
  static constexpr long opening_length = 300;
  std::array<long, 2> position{opening_length, opening_length}, length{opening_length, opening_length};
  int speed_power = 0;  // 2^power steps a frame
  friend bool operator==(const View&, const View&) = default;

  // The key of a plot's camera on the present screen; and of the camera through which its x-axis is looked at: stacked
  // plots stand on one axis, which is that of the first.
  std::string camera_key(const Document& document, std::string_view plot) const;
  std::string x_camera_key(const Document& document, std::string_view plot) const;
};

}  // namespace losslab
