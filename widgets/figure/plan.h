#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "widgets/figure/layout.h"
#include "widgets/figure/stretches.h"

namespace losslab {

// A text as it is printed.
struct Lines {
  std::vector<std::string> lines;  // none: it is left out
  double size = 0;                 // em
  double width = 0;                // of the widest
  bool cramped = false;            // much smaller than asked for, or with a word broken: a smaller page would do better
  int count() const { return static_cast<int>(lines.size()); }
};

// What every step of the layout reads: the figure and the sizes that follow from the style, all in page points.
struct Page {
  Page(const Figure& of, Size page, const FigureStyle& with, const TextMeasure& measured_by);

  const Figure& figure;
  const Theme& theme;
  FigureStyle style;
  const TextMeasure& text;
  Size size;

  double em;  // the style's font size
  double tick_size, label_size, title_size, note_size, legend_size, item_size, heading_size;
  double tick_line, label_line, title_line, note_line, legend_line, heading_line;  // heights of a line of each
  double tick_length, tick_gap;
  double pad;       // around the page
  double hairline;  // frame, ticks and grid

  double width_of(std::string_view string, double font_size, FontStyle font = FontStyle::regular) const {
    return text.measure(string, font_size, font).width;
  }
  // The text in lines that are no wider than `room`. Where texts are to be whole, in at most `most` lines, set smaller
  // where it must be; otherwise in one, which ends with an ellipsis where it must. Nothing where not even that fits.
  Lines fitted(std::string_view string, double room, double font_size, FontStyle font = FontStyle::regular,
               int most = 4) const;
};

using Ticks = std::vector<std::pair<double, std::string>>;

struct LegendEntry {
  Lines text;
  int series = -1;
  const Item* item = nullptr;  // whose sample is shown
  int row = 0;                 // of its first line
  double x = 0, width = 0;     // from the left of the frame
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
  Lines title_text, note_text, x_text, y_text;
  bool note_below = false;  // on lines of its own, not beside the title
  std::vector<LegendEntry> legend;
  int legend_rows = 0;                              // lines of text
  double left = 0, right = 0, top = 0, bottom = 0;  // room that the plot wants around its frame
  Rect measured;                                    // the frame for which the ticks and that room were found
};

// Places all frames. Frames of one column share their left and right edges, those of one row top and bottom. Nothing
// where they would be too small to show anything, or texts cramped; with `at_any_price` what does not fit is left out.
std::optional<std::vector<PlotPlan>> plan_plots(const Page& page, bool at_any_price);

// Ticks whose labels do not touch on an axis of `length` points; those outside of the range are left out.
Ticks fitting_ticks(const Page& page, const Axis& axis, Range range, double length, bool horizontal);

// The texts around a frame of the present size. Once more with `settled`, they have as many lines as before at most.
void plan_captions(const Page& page, PlotPlan& plan, bool settled);
// The height of title and note.
double title_height(const Page& page, const PlotPlan& plan);
// The width of a label, or its height for that of x.
double label_depth(const Page& page, const Lines& label);
// The plot's legend, each row no wider than `room`. Sets legend and legend_rows.
void plan_legend(const Page& page, PlotPlan& plan, double room);

// The figure's title, and what it takes of the page's height.
Lines heading_text(const Page& page);
double heading_height(const Page& page);
void draw_heading(const Page& page, std::vector<Op>& ops);

// Grid and zero lines, below the items.
void draw_grid(const Page& page, const PlotPlan& plan, std::vector<Op>& ops);
// Frame, ticks, their labels and the axes' labels, around the items.
void draw_axes(const Page& page, const PlotPlan& plan, std::vector<Op>& ops);
// Title and note. Enters the title's place in the layout.
void draw_title(const Page& page, PlotPlan& plan, std::vector<Op>& ops);
// Working memory that serves curve after curve.
struct LayoutScratch {
  PagePath path;
  std::vector<Point> points;
};
// The items, clipped to the frame.
void draw_items(const Page& page, const PlotPlan& plan, LayoutScratch& scratch, std::vector<Op>& ops);
// Draws the legend and enters the places of its entries in the layout.
void draw_legend(const Page& page, PlotPlan& plan, std::vector<Op>& ops);

// The colour of an item of that series: faded where another one is highlighted.
Color shown_color(const Page& page, Color color, int series);
// The stroke with the style's scale and the colour of shown_color().
Stroke shown_stroke(const Page& page, Stroke stroke, int series);

}  // namespace losslab
