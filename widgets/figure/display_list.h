#pragma once
#include <algorithm>
#include <array>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "widgets/figure/color.h"
#include "widgets/figure/geometry.h"
#include "widgets/figure/theme.h"

namespace losslab {

// What a painter draws, in page points. Few operations, so that a painter is small: ImDrawList on the screen, cairo in
// a file. Tests compare the list as text.

struct Stroke {
  Color color;
  double width = 1;  // points
  Dash dash = Dash::solid;
};

// Open polyline, stroked.
struct PolylineOp {
  std::vector<Point> points;
  Stroke stroke;
};
// Straight line.
struct LineOp {
  Point from, to;
  Stroke stroke;
};
// The corners of a small polygon, kept in place: figures have hundreds of them.
struct Corners {
  static constexpr std::size_t most = 4;
  std::array<Point, most> points;
  std::size_t count = 0;

  Corners() = default;
  Corners(std::initializer_list<Point> from) : count(std::min(from.size(), most)) {
    std::copy_n(from.begin(), count, points.begin());
  }
  const Point* begin() const { return points.data(); }
  const Point* end() const { return points.data() + count; }
  std::size_t size() const { return count; }
  bool empty() const { return count == 0; }
  Point operator[](std::size_t i) const { return points[i]; }
};
// Closed convex polygon.
struct PolygonOp {
  Corners corners;
  std::optional<Color> fill;
  std::optional<Stroke> outline;
};
// The region between two lines of as many points each: corner i of one stands opposite corner i of the other. Painters
// fill it without seams, so that it may be translucent.
struct BandOp {
  std::vector<Point> upper, lower;
  Color fill;
};
// Closed polygon that is seen whole from its centre: a star. Its corners run clockwise on the page.
struct StarOp {
  Point center;
  std::vector<Point> corners;
  std::optional<Color> fill;
  std::optional<Stroke> outline;
};
struct RectOp {
  Rect rect;
  std::optional<Color> fill;
  std::optional<Stroke> outline;
  double radius = 0;
};
struct CircleOp {
  Point center;
  double radius;
  std::optional<Color> fill;
  std::optional<Stroke> outline;
};

// Pixels row by row from the top, never changed once made: painters may keep a texture for each `pixels` object.
struct Pixels {
  int width = 0, height = 0;
  std::vector<Color> data;
};
struct ImageOp {
  std::shared_ptr<const Pixels> pixels;
  Rect rect;
  bool smooth = true;  // interpolate between pixel centres
};

enum class HAlign : unsigned char { left, center, right };
enum class VAlign : unsigned char { top, middle, baseline, bottom };
enum class FontStyle : unsigned char { regular, bold, italic, code };  // code: all letters equally wide

struct TextOp {
  std::string text;  // one line of UTF-8
  Point at;
  HAlign h = HAlign::left;
  VAlign v = VAlign::baseline;
  double size = 10;  // em, points
  Color color;
  FontStyle style = FontStyle::regular;
  bool vertical = false;  // turned a quarter to the left, reading upwards; `at` and the alignments turn with it
};
struct ClipOp {
  Rect rect;
};  // until the matching UnclipOp; clips do not nest
struct UnclipOp {};

using Op =
    std::variant<PolylineOp, LineOp, PolygonOp, BandOp, StarOp, RectOp, CircleOp, ImageOp, TextOp, ClipOp, UnclipOp>;

struct DisplayList {
  Size size;
  std::vector<Op> ops;
};

// Moves everything by so many points.
void move_by(std::span<Op> ops, double dx, double dy);

// One line an operation, coordinates to 0.01 pt: for tests.
std::string to_text(const DisplayList& list);

// What layout needs of a painter: the extents of text in its font.
struct TextExtent {
  double width = 0, ascent = 0, descent = 0;  // points; descent is positive below the baseline
};
class TextMeasure {
 public:
  virtual ~TextMeasure() = default;
  virtual TextExtent measure(std::string_view text, double size, FontStyle style) const = 0;
};
// A font without a machine: every glyph 0.55 em wide. For tests.
class FixedTextMeasure final : public TextMeasure {
 public:
  TextExtent measure(std::string_view text, double size, FontStyle style) const override;
};

}  // namespace losslab
