#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "app/core/shell/state/camera.h"
#include "widgets/figure/figure.h"

namespace losslab {

struct Document;
struct View;

}  // namespace losslab

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

// Puts the plots of a figure in columns of two, from the upper left downwards.
void stand_in_pairs(Figure& figure);

// The accent line at the iterate shown.
LineItem position_line(long position, const Theme& theme);

// How a class of several looks; colours begin behind those of the losses that are there most often.
SeriesStyle class_style(const Theme& theme, std::size_t k);

// A legend entry for a curve that a click has hidden: its line is drawn in the colour of the grid.
CurveItem hidden_entry(const std::string& label, int series, const SeriesStyle& style, const Theme& theme);

}  // namespace losslab::parts
