#include "widgets/figure/display_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace losslab {
namespace {

template <typename T>
std::string_view name_of(T value) {
  const auto index = static_cast<std::size_t>(value);
  if constexpr (std::is_same_v<T, Dash>) {
    constexpr std::array<std::string_view, 6> names{"solid", "dashed", "dotted", "dash_dot", "long_dash", "dense_dot"};
    return names[index];
  } else if constexpr (std::is_same_v<T, HAlign>) {
    constexpr std::array<std::string_view, 3> names{"left", "center", "right"};
    return names[index];
  } else if constexpr (std::is_same_v<T, VAlign>) {
    constexpr std::array<std::string_view, 4> names{"top", "middle", "baseline", "bottom"};
    return names[index];
  } else {
    constexpr std::array<std::string_view, 3> names{"regular", "bold", "italic"};
    return names[index];
  }
}

// To 0.01 pt, without a sign on zero.
std::string number(double value) {
  std::string text = fmt::format("{:.2f}", value);
  return text == "-0.00" ? "0.00" : text;
}

struct Mover {
  double dx, dy;
  void move(Point& p) const { p = {p.x + dx, p.y + dy}; }
  void move(Rect& r) const { r = {r.x + dx, r.y + dy, r.width, r.height}; }
  void move(std::vector<Point>& points) const {
    for (Point& p : points) move(p);
  }
  void operator()(PolylineOp& op) const { move(op.points); }
  void operator()(LineOp& op) const {
    move(op.from);
    move(op.to);
  }
  void operator()(PolygonOp& op) const {
    for (std::size_t i = 0; i < op.corners.size(); ++i) move(op.corners.points[i]);
  }
  void operator()(BandOp& op) const {
    move(op.upper);
    move(op.lower);
  }
  void operator()(StarOp& op) const {
    move(op.center);
    move(op.corners);
  }
  void operator()(RectOp& op) const { move(op.rect); }
  void operator()(CircleOp& op) const { move(op.center); }
  void operator()(ImageOp& op) const { move(op.rect); }
  void operator()(TextOp& op) const { move(op.at); }
  void operator()(ClipOp& op) const { move(op.rect); }
  void operator()(UnclipOp&) const {}
};

struct Writer {
  std::string out;

  void add(double value) {
    out += ' ';
    out += number(value);
  }
  void add(Point p) {
    add(p.x);
    out += ',';
    out += number(p.y);
  }
  void add(const Rect& r) {
    for (const double v : {r.x, r.y, r.width, r.height}) add(v);
  }
  void add(Color c) {
    out += fmt::format(" #{:02x}{:02x}{:02x}", c.r, c.g, c.b);
    if (c.a != 255) out += fmt::format("{:02x}", c.a);
  }
  void add(const Stroke& s) {
    add(s.color);
    add(s.width);
    out += fmt::format(" {}", name_of(s.dash));
  }
  void fill_and_outline(const std::optional<Color>& fill, const std::optional<Stroke>& outline) {
    if (fill) {
      out += " fill";
      add(*fill);
    }
    if (outline) {
      out += " outline";
      add(*outline);
    }
  }
  template <class Points>
  void points(const Points& list) {
    out += " :";
    for (const Point p : list) add(p);
  }

  void operator()(const PolylineOp& op) {
    out += "polyline";
    add(op.stroke);
    points(op.points);
  }
  void operator()(const LineOp& op) {
    out += "line";
    add(op.stroke);
    points(std::array{op.from, op.to});
  }
  void operator()(const PolygonOp& op) {
    out += "polygon";
    fill_and_outline(op.fill, op.outline);
    points(op.corners);
  }
  void operator()(const BandOp& op) {
    out += "band";
    add(op.fill);
    points(op.upper);
    points(op.lower);
  }
  void operator()(const StarOp& op) {
    out += "star";
    add(op.center);
    fill_and_outline(op.fill, op.outline);
    points(op.corners);
  }
  void operator()(const RectOp& op) {
    out += "rect";
    add(op.rect);
    if (op.radius > 0) out += fmt::format(" radius {}", number(op.radius));
    fill_and_outline(op.fill, op.outline);
  }
  void operator()(const CircleOp& op) {
    out += "circle";
    add(op.center);
    add(op.radius);
    fill_and_outline(op.fill, op.outline);
  }
  void operator()(const ImageOp& op) {
    out += fmt::format("image {}x{}", op.pixels ? op.pixels->width : 0, op.pixels ? op.pixels->height : 0);
    add(op.rect);
    out += op.smooth ? " smooth" : " sharp";
  }
  void operator()(const TextOp& op) {
    out += "text";
    add(op.at);
    out += fmt::format(" {} {} {} {}{}", name_of(op.h), name_of(op.v), number(op.size), name_of(op.style),
                       op.vertical ? " vertical" : "");
    add(op.color);
    out += fmt::format(" \"{}\"", op.text);
  }
  void operator()(const ClipOp& op) {
    out += "clip";
    add(op.rect);
  }
  void operator()(const UnclipOp&) { out += "unclip"; }
};

}  // namespace

void move_by(std::span<Op> ops, double dx, double dy) {
  for (Op& op : ops) std::visit(Mover{dx, dy}, op);
}

std::string to_text(const DisplayList& list) {
  Writer writer;
  writer.out = fmt::format("page {} {}\n", number(list.size.width), number(list.size.height));
  for (const Op& op : list.ops) {
    std::visit(writer, op);
    writer.out += "\n";
  }
  return std::move(writer.out);
}

TextExtent FixedTextMeasure::measure(std::string_view text, double size, FontStyle) const {
  // Continuation bytes of UTF-8 are not glyphs.
  const auto glyphs = std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xc0) != 0x80; });
  return {0.55 * size * static_cast<double>(glyphs), 0.8 * size, 0.2 * size};
}

}  // namespace losslab
