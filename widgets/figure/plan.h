#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "widgets/figure/layout.h"
#include "widgets/figure/stretches.h"

namespace losslab {

// What every step of the layout reads: the figure and the sizes that follow from the style, all in page points.
struct Page {
  Page(const Figure& of, Size page, const FigureStyle& with, const TextMeasure& measured_by);

  const Figure& figure;
  const Theme& theme;
  const FigureStyle& style;
  const TextMeasure& text;
  Size size;

  double em;  // the style's font size
  double tick_size, label_size, title_size, note_size, legend_size, heading_size;
  double tick_line, label_line, title_line, legend_line, heading_line;  // heights of a line of each
  double tick_length, tick_gap;
  double pad;       // around the page
  double hairline;  // frame, ticks and grid

  double width_of(std::string_view string, double font_size, FontStyle font = FontStyle::regular) const {
    return text.measure(string, font_size, font).width;
  }
  // The text itself where it is no wider than `room`, else its beginning with an ellipsis, or nothing.
  std::string shortened(std::string_view string, double room, double font_size,
                        FontStyle font = FontStyle::regular) const;
};

using Ticks = std::vector<std::pair<double, std::string>>;

struct LegendEntry {
  std::string text;  // as printed, perhaps shortened
  int series = -1;
  const Item* item = nullptr;  // whose sample is shown
  int row = 0;
  double x = 0, width = 0;  // from the left of the frame
};

// What a small page leaves out, one after the other, before text would be clipped.
struct Detail {
  bool legend = true, labels = true, titles = true, ticks = true;
};

// One plot on its way to the page.
struct PlotPlan {
  const Plot* plot = nullptr;
  PlotLayout layout;
  Ticks x_ticks, y_ticks;
  bool x_texts = true, y_texts = true;  // whether tick labels and the label are shown
  bool x_label = false, y_label = false, title = false;
  bool heading = true;  // whether the page has room for the figure's title
  std::vector<LegendEntry> legend;
  int legend_rows = 0;
  double left = 0, right = 0, top = 0, bottom = 0;  // room that the plot wants around its frame
  Rect measured;                                    // the frame for which the ticks and that room were found
};

// Places all frames. Frames of one column share their left and right edges, those of one row top and bottom.
std::vector<PlotPlan> plan_plots(const Page& page);

// Ticks whose labels do not touch on an axis of `length` points; those outside of the range are left out.
Ticks fitting_ticks(const Page& page, const Axis& axis, Range range, double length, bool horizontal);

// The plot's legend, each row no wider than `room`. Sets legend and legend_rows.
void plan_legend(const Page& page, PlotPlan& plan, double room);

// Grid and zero lines, below the items.
void draw_grid(const Page& page, const PlotPlan& plan, std::vector<Op>& ops);
// Frame, ticks, tick labels, labels and title, around the items. Enters the title's place in the layout.
void draw_axes(const Page& page, PlotPlan& plan, std::vector<Op>& ops);
// Working memory that serves curve after curve.
struct Scratch {
  PagePath path;
  std::vector<Point> points;
};
// The items, clipped to the frame.
void draw_items(const Page& page, const PlotPlan& plan, Scratch& scratch, std::vector<Op>& ops);
// Draws the legend and enters the places of its entries in the layout.
void draw_legend(const Page& page, PlotPlan& plan, std::vector<Op>& ops);

// The colour of an item of that series: faded where another one is highlighted.
Color shown_color(const Page& page, Color color, int series);
// The stroke with the style's scale and the colour of shown_color().
Stroke shown_stroke(const Page& page, Stroke stroke, int series);

}  // namespace losslab
