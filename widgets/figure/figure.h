#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "widgets/figure/display_list.h"
#include "widgets/figure/geometry.h"
#include "widgets/figure/theme.h"

namespace losslab {

// A figure in data space: a grid of plots, each with axes and items that are drawn in order. What the screen shows and
// what a file holds are both laid out from this.

struct Axis {
  std::string label;
  Range range;
  bool log = false;  // base 10; the range must then be positive
  // Tick positions and texts in place of the usual ones.
  std::vector<std::pair<double, std::string>> ticks;
  // More of them, which are there where all have room.
  std::vector<std::pair<double, std::string>> lesser_ticks = {};
  bool visible = true;  // tick labels and label; the frame stays
};

// A polyline; NaN breaks it.
struct CurveItem {
  std::vector<Point> points;
  Stroke stroke;
  Marker marker = Marker::none;  // every `marker_spacing` points of page, so that curves differ without colour
  double marker_spacing = 90;
  std::string legend;  // in the legend where not empty
  int series = -1;     // which competitor it belongs to, for highlight and hiding; −1: none
};
// Separate points. Radii are in page points; one radius, fill or outline serves all where the vector has one element.
struct PointsItem {
  std::vector<Point> points;
  std::vector<double> radius{3};
  std::vector<Color> fill;
  Marker marker = Marker::circle;
  std::optional<Stroke> outline;
  std::vector<bool> ring;  // a second ring around point i, in `ring_stroke`
  Stroke ring_stroke;
  std::string legend;
  int series = -1;
  double within = 0;  // data: points are made smaller where a cell so wide and high has no room for them; 0: never
};
// Separate line segments: residual sticks, arrows' shafts.
struct SegmentsItem {
  std::vector<std::pair<Point, Point>> segments;
  Stroke stroke;
  std::string legend;
  int series = -1;
};
// Squares on the sticks from (x, y) to (x, ŷ): as wide on the page as the stick is long, so that their areas there are
// to each other as the squared residuals are. They stand to the right of their stick, or to the left where they would
// leave the frame on the right and more of them is seen there. Beyond `most` of them the largest are shown.
struct SquaresItem {
  std::vector<std::pair<Point, Point>> segments;
  Color fill;  // translucent: they cover each other
  Stroke outline;
  std::string legend;
  int series = -1;
  static constexpr std::size_t most = 400;
};
// The region between two curves over the same x; NaN in either breaks it, and what a log axis has no place for lies
// below the frame.
struct BandItem {
  std::vector<Point> low, high;
  Color fill;
  std::string legend;
  int series = -1;
};
// Axis-aligned rectangles in data space: histogram bars.
struct BarsItem {
  std::vector<std::pair<Point, Point>> corners;
  Color fill;
  std::string legend;
};
// The numbers that a field shows, for tables: row by row, the first at x.min and y.min, the last at x.max and y.max.
struct FieldNumbers {
  int columns = 0, rows = 0;
  Range x, y;
  std::vector<double> values;
};
// A scalar field on a grid over `x` × `y`, values row by row from y.min, drawn as an image.
struct FieldItem {
  std::shared_ptr<const Pixels> pixels;  // made by field_pixels(), top row is y.max
  Range x, y;
  bool smooth = true;  // interpolate between the values; or else each is a square of its own
  std::shared_ptr<const FieldNumbers> numbers = nullptr;  // null: it stands in no table
  std::string name = {};                                  // of it there; empty: the plot's title
};
// A line over the whole plot.
struct LineItem {
  enum class Direction : unsigned char { horizontal, vertical } direction = Direction::horizontal;
  double at = 0;
  Stroke stroke;
  std::string label;  // small, beside the line
};
struct LabelItem {
  std::string text;
  Point at;  // data
  HAlign h = HAlign::left;
  VAlign v = VAlign::middle;
  double dx = 0, dy = 0;  // page points
  Color color;
  double size = 0;     // em in page points; 0: the style's
  double within = 0;   // data: made smaller where a cell so wide and high around `at` has no room for it; 0: never
  bool boxed = false;  // on a patch of background
};
using Item =
    std::variant<FieldItem, BarsItem, BandItem, CurveItem, SegmentsItem, SquaresItem, PointsItem, LineItem, LabelItem>;

// The legend text of an item, empty for those without, and its series, −1 for those without.
std::string_view legend_of(const Item& item);
int series_of(const Item& item);

struct Plot {
  std::string name;         // stable, for interaction and file names: "loss", "gradient", "data", "landscape"
  std::string title;        // shown above, small
  std::string note;         // muted, right of the title
  bool title_menu = false;  // on the screen the title opens a menu
  Axis x, y;
  int row = 0, column = 0, row_span = 1, column_span = 1;
  bool equal_aspect = false;  // a unit of x is as long as a unit of y: the shorter range is widened
  bool grid = true;
  bool frame = true;  // its edges are drawn
  bool legend = true;
  std::vector<Item> items;
};

struct Figure {
  std::string title;
  std::vector<Plot> plots;
  // Relative sizes of the grid's columns and rows; missing ones are 1.
  std::vector<double> column_weights, row_weights;
  const Theme* theme = nullptr;
  // Plots of one column whose x ranges are the same show tick labels and the label at the lowest only.
  bool share_x = false;
};

// Sizes in page points.
struct FigureStyle {
  double font_size = 11;
  double line_scale = 1;  // multiplies every stroke width and marker
  double gap = 14;        // between plots
  int highlight = -1;     // this series is drawn alone at full strength, the others fade
  // Nothing is cut off with an ellipsis: texts wrap, and a page too small for them is laid out as at a smaller scale.
  bool whole_texts = false;
  bool even_text = false;  // all texts have the font size itself, as journals want them
};

}  // namespace losslab
