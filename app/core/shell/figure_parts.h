#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/core/lab/results/lab.h"
#include "app/core/shell/document.h"
#include "app/core/shell/view.h"
#include "widgets/figure/figure.h"

// What the figures of the screens share. Used inside of app/core alone.
namespace losslab::parts {

inline constexpr double curve_width = 1.7, chosen_width = 2.4, thin_width = 0.8, point_radius = 3;

// The camera of a plot, or one that shows everything.
Camera camera(const Document& document, const View& view, std::string_view plot);

// An axis over the camera's range or the usual one; on a log axis made positive.
Axis axis(std::string label, Range usual, const std::optional<Range>& chosen, bool log = false);

// The range widened to round numbers, so that axes stay still while their data move a little.
Range rounded(Range range);

// Extends a range by a value, where that is finite.
void include(Range& range, double value);
inline constexpr Range nothing{1e300, -1e300};

// A competitor as a figure shows it.
struct Shown {
  std::size_t competitor;  // in the race
  int series;
  std::string id, label;  // the runner's
  SeriesStyle style;
  bool chosen, hidden;
  Stroke stroke() const { return {style.color, chosen ? chosen_width : curve_width, style.dash}; }
};
std::vector<Shown> shown_competitors(const Document& document, const View& view, const Lab& lab, const Theme& theme);

// "Huber (δ = 1.345)": a loss's label with numbers short enough to read while they are played.
std::string legend_label(const Loss& loss);

// A legend entry for a curve that a click has hidden: its line is drawn in the colour of the grid.
CurveItem hidden_entry(const std::string& label, int series, const SeriesStyle& style, const Theme& theme);

// A curve of one measure of a competitor against the iteration, with at most about a thousand points.
CurveItem history_curve(const Shown& who, const RaceHistory& history, double Measures::*measure, double scale,
                        double offset, Marker marker);

// The accent line at the iterate shown.
LineItem position_line(long position, const Theme& theme);

// The chosen loss over `range` as a curve, exact at its kinks and broken at its jumps.
CurveItem loss_curve(const Loss& loss, Range range, const Stroke& stroke);
CurveItem slope_curve(const Loss& loss, Range range, const Stroke& stroke);  // its gradient

}  // namespace losslab::parts
