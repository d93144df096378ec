#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "widgets/figure/figure.h"

namespace losslab {

// Where a plot ended up, and the map between data and page. Hit tests and drawing share it.
struct PlotLayout {
  std::string name;
  Rect frame;               // the data area
  Rect cell;                // with title, ticks and labels
  Rect title;               // its text; empty where it is not shown
  bool title_menu = false;  // there is room for a mark behind it, `title_mark` times the title's height
  static constexpr double title_mark = 1.1;
  Rect x_axis, y_axis;  // the strips of tick labels: dragging there pans that axis alone
  Range x, y;           // as shown: equal_aspect may have widened them
  bool x_log = false, y_log = false;
  struct LegendEntry {
    Rect rect;
    int series;
    std::string text;
  };
  std::vector<LegendEntry> legend;

  Point to_page(Point data) const;
  Point to_data(Point page) const;
};

struct Layout {
  DisplayList list;
  std::vector<PlotLayout> plots;
  const PlotLayout* find(std::string_view name) const;
  // The plot whose cell holds the page point, or nullptr.
  const PlotLayout* at(Point page) const;
};

// The style at another scale: text, lines, markers and gaps.
FigureStyle scaled(FigureStyle style, double by);

// Lays the figure out on a page of `size` points. Curves are clipped to their frame, thinned to what can be seen (no
// more vertices than the page can show to 0.2 points) and broken at NaN; infinities leave the frame.
Layout lay_out(const Figure& figure, Size size, const FigureStyle& style, const TextMeasure& text);

// Round tick positions for a range: about `target` of them, steps of 1, 2 or 5 times a power of ten; decades on a log
// axis, with subdivisions where fewer than three decades show.
std::vector<std::pair<double, std::string>> ticks_for(Range range, bool log, int target);

// A range that shows all finite values with a margin of `margin` of its span, never empty; on a log axis the positive
// values alone.
Range fit_range(const std::vector<double>& values, double margin = 0.05, bool log = false);

// Contour lines of a field, level by level, by marching squares with linear interpolation: polylines in data space,
// joined end to end. values[j*columns + i] belongs to (x.min + i·dx, y.min + j·dy), corners included. NaN and infinite
// cells have none.
std::vector<std::vector<Point>> contour_lines(const std::vector<float>& values, int columns, int rows, Range x, Range y,
                                              std::span<const double> levels);
std::vector<std::vector<Point>> contour_lines(const std::vector<float>& values, int columns, int rows, Range x, Range y,
                                              double level);
// So many levels from 0 to the highest, half a distance from either.
std::vector<double> even_levels(double highest, int count);

// The image of a field: `map` from range.min to range.max; NaN is transparent. Row 0 of the field is the lowest.
std::shared_ptr<const Pixels> field_pixels(const std::vector<float>& values, int columns, int rows, Range range,
                                           ColorMap map);

}  // namespace losslab
