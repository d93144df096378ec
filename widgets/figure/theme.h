#pragma once
#include <array>
#include <span>
#include <string_view>

#include "widgets/figure/color.h"

namespace losslab {

enum class Dash : unsigned char { solid, dashed, dotted, dash_dot, long_dash, dense_dot };
// The star marks single places, such as exact minima; no series has it.
enum class Marker : unsigned char { none, circle, square, triangle, diamond, cross, plus, down_triangle, star };

// A sequential or diverging colour map: equidistant stops in sRGB, dark to light or as named.
using ColorMap = std::span<const Color>;

// How a competitor looks everywhere: colour-blind-safe by colour, dash and marker together.
struct SeriesStyle {
  Color color;
  Dash dash;
  Marker marker;
};

// Colours of a figure and of the window around it.
struct Theme {
  std::string_view name;  // "light", "dark"
  bool dark;
  Color background;  // of window and page
  Color panel;       // of controls: fields, slider tracks
  Color hover;       // a control under the pointer
  Color foreground;  // text and axes
  Color muted;       // secondary text, tick labels
  Color grid;
  Color border;
  Color accent;              // the one accent: probe, selection, play head
  Color danger;              // divergence
  Color truth;               // the true line, always the same
  Color positive, negative;  // the classes +1 and −1
  ColorMap sequential;       // heat maps: low to high
  ColorMap diverging;        // decision surfaces: −1 to +1

  // The style of series i; from 8 on colours repeat with other dashes and markers.
  SeriesStyle series(std::size_t i) const;
  std::array<Color, 8> series_colors;
};

const Theme& light_theme();
const Theme& dark_theme();
// The theme's like for prints without colour, of the same name.
const Theme& in_grey(const Theme& theme);
// Throws std::out_of_range for another name than "light" or "dark".
const Theme& theme_named(std::string_view name);

}  // namespace losslab
