#include "widgets/figure/formula_box.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace losslab {
namespace {

// In em: the height of the minus sign and of fraction bars over the baseline, capitals, small letters, descenders.
constexpr double axis = 0.35, capital = 0.73, bracket = 0.8, small = 0.56, descender = 0.21, bracket_descender = 0.25;

// The ink of a text, nearer than the font's line height, so that fractions and roots sit close.
double height_of(std::string_view text) {
  constexpr std::string_view low = "acegmnopqrsuvwxyz.,:;=+";
  const bool all_low = text.find_first_not_of(low) == std::string_view::npos;
  if (text.find_first_of("()[]{}|") != std::string_view::npos) return bracket;
  return all_low ? small : capital;
}
double depth_of(std::string_view text) {
  if (text.find_first_of("()[]{}|") != std::string_view::npos) return bracket_descender;
  if (text.find_first_of("gjpqyQ,;") != std::string_view::npos) return descender;
  for (const std::string_view greek : {"β", "γ", "ζ", "η", "μ", "ξ", "ρ", "φ", "χ", "ψ", "ς", "‖"}) {
    if (text.find(greek) != std::string_view::npos) return descender;
  }
  return 0.02;
}

// A quarter of an ellipse around the center, in small steps.
void add_arc(std::vector<Point>& points, Point center, double rx, double ry, double from, double to) {
  constexpr int steps = 6;
  for (int i = 0; i <= steps; ++i) {
    const double angle = from + (to - from) * i / steps;
    points.push_back({center.x + rx * std::cos(angle), center.y + ry * std::sin(angle)});
  }
}

// The left brace from (width, top) over (0, middle) to (width, bottom).
std::vector<Point> brace_points(double width, double top, double bottom) {
  constexpr double right_angle = 0.5 * std::numbers::pi;
  const double middle = 0.5 * (top + bottom), r = 0.5 * width, ry = std::min(1.4 * r, 0.25 * (bottom - top));
  std::vector<Point> points;
  add_arc(points, {width, top + ry}, r, ry, -right_angle, -2 * right_angle);
  add_arc(points, {0, middle - ry}, r, ry, 0, right_angle);
  add_arc(points, {0, middle + ry}, r, ry, -right_angle, 0);
  add_arc(points, {width, bottom - ry}, r, ry, 2 * right_angle, right_angle);
  return points;
}

}  // namespace

FormulaBox BoxBuilder::glyphs(std::string_view text, double size, FontStyle style) const {
  FormulaBox box;
  box.width = text_.measure(text, size, style).width;
  box.up = height_of(text) * size;
  box.down = depth_of(text) * size;
  box.ops.emplace_back(TextOp{std::string(text), {0, 0}, HAlign::left, VAlign::baseline, size, color_, style, false});
  return box;
}

Op BoxBuilder::line(std::vector<Point> points, double size) const {
  return PolylineOp{std::move(points), Stroke{color_, std::max(0.065 * size, 0.6), Dash::solid}};
}

void BoxBuilder::put(FormulaBox& onto, FormulaBox part, double x, double y) {
  move_by(part.ops, x, y);
  for (Op& op : part.ops) onto.ops.push_back(std::move(op));
  onto.up = std::max(onto.up, part.up - y);
  onto.down = std::max(onto.down, part.down + y);
  onto.width = std::max(onto.width, x + part.width);
}

void BoxBuilder::append(FormulaBox& row, FormulaBox part) {
  const double x = row.width, end = row.width + part.width;
  put(row, std::move(part), x, 0);
  row.width = end;
}

FormulaBox BoxBuilder::fraction(FormulaBox numerator, FormulaBox denominator, double size) const {
  const double side = 0.2 * size, gap = 0.17 * size, bar = axis * size;
  FormulaBox box;
  box.width = std::max(numerator.width, denominator.width) + 2 * side;
  const double width = box.width;
  const double n_x = 0.5 * (width - numerator.width), n_y = -(bar + gap + numerator.down);
  const double d_x = 0.5 * (width - denominator.width), d_y = gap + denominator.up - bar;
  put(box, std::move(numerator), n_x, n_y);
  put(box, std::move(denominator), d_x, d_y);
  box.ops.push_back(line({{0.6 * side, -bar}, {width - 0.6 * side, -bar}}, size));
  return box;
}

FormulaBox BoxBuilder::scripts(FormulaBox base, FormulaBox* above, FormulaBox* below, double size) const {
  const double x = base.width + 0.04 * size;
  double raise = std::max(0.38 * size, base.up - 0.34 * size);
  double lower = std::max(0.16 * size, base.down + 0.04 * size);
  if (above && below) {
    const double overlap = (above->down + below->up + 0.1 * size) - (raise + lower);
    if (overlap > 0) {
      raise += 0.5 * overlap;
      lower += 0.5 * overlap;
    }
  }
  FormulaBox box = std::move(base);
  if (above) put(box, std::move(*above), x, -raise);
  if (below) put(box, std::move(*below), x, lower);
  box.width += 0.05 * size;
  return box;
}

FormulaBox BoxBuilder::root(FormulaBox body, double size) const {
  const double hook = 0.62 * size, top = -(std::max(body.up, small * size) + 0.16 * size);
  const double bottom = std::max(body.down, 0.03 * size) + 0.02 * size, end = hook + body.width + 0.08 * size;
  FormulaBox box;
  put(box, std::move(body), hook, 0);
  box.width = end + 0.08 * size;
  box.up = std::max(box.up, 0.05 * size - top);
  const double middle = 0.55 * bottom + 0.45 * top;
  box.ops.push_back(line({{0.04 * size, middle + 0.06 * size},
                          {0.15 * size, middle},
                          {0.32 * size, bottom},
                          {hook - 0.06 * size, top},
                          {end, top}},
                         size));
  return box;
}

FormulaBox BoxBuilder::cases(std::vector<std::vector<FormulaBox>> rows, double size) const {
  const double between = 0.5 * size, column_gap = 1.1 * size;
  std::vector<double> columns;
  double height = 0;
  for (const auto& row : rows) {
    double up = 0.6 * size, down = 0.1 * size;
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i >= columns.size()) columns.push_back(0);
      columns[i] = std::max(columns[i], row[i].width);
      up = std::max(up, row[i].up);
      down = std::max(down, row[i].down);
    }
    height += up + down + (&row == &rows.front() ? 0 : between);
  }
  const double brace = 0.5 * size, top = -(axis * size + 0.5 * height);
  FormulaBox box;
  double y = top;
  for (auto& row : rows) {
    double up = 0.6 * size, down = 0.1 * size, x = brace + 0.25 * size;
    for (const FormulaBox& cell : row) {
      up = std::max(up, cell.up);
      down = std::max(down, cell.down);
    }
    y += up;
    for (std::size_t i = 0; i < row.size(); ++i) {
      put(box, std::move(row[i]), x, y);
      x += columns[i] + column_gap;
    }
    y += down + between;
  }
  box.up = std::max(box.up, -top + 0.08 * size);
  box.down = std::max(box.down, top + height + 0.08 * size);
  box.ops.push_back(line(brace_points(brace, top - 0.05 * size, top + height + 0.05 * size), size));
  return box;
}

FormulaBox BoxBuilder::delimiter(std::string_view shape, double up, double down, double size) const {
  FormulaBox box;
  if (shape == "." || shape.empty()) return box;
  const double width = 0.3 * size, x0 = 0.06 * size, x1 = width - 0.04 * size;
  const bool opening = shape == "(" || shape == "[" || shape == "{";
  const double outer = opening ? x0 : x1, inner = opening ? x1 : x0;
  box.width = width;
  box.up = up;
  box.down = down;
  std::vector<Point> points;
  if (shape == "(" || shape == ")") {
    // A flat arc; the bulge grows with the height, so that high ones do not look like straight lines.
    const double middle = 0.5 * (down - up), reach = 0.5 * (up + down);
    add_arc(points, {inner, middle}, outer - inner, reach, -0.5 * std::numbers::pi, 0);
    add_arc(points, {inner, middle}, outer - inner, reach, 0, 0.5 * std::numbers::pi);
  } else if (shape == "[" || shape == "]") {
    points = {{inner, -up}, {outer, -up}, {outer, down}, {inner, down}};
  } else if (shape == "{" || shape == "}") {
    points = brace_points(width, -up, down);
    if (!opening) {
      for (Point& p : points) p.x = width - p.x;
    }
  } else {
    points = {{0.5 * width, -up}, {0.5 * width, down}};
  }
  box.ops.push_back(line(std::move(points), size));
  return box;
}

FormulaBox BoxBuilder::enclosed(std::string_view open, FormulaBox body, std::string_view close, double size) const {
  const bool tall = body.up > 1.0 * size || body.down > 0.35 * size;
  // Even around the axis, as brackets are.
  const double reach = std::max(body.up - axis * size, body.down + axis * size) + 0.06 * size;
  const auto side = [&](std::string_view shape) {
    if (shape == "." || shape.empty()) return FormulaBox{};
    return tall ? delimiter(shape, axis * size + reach, reach - axis * size, size)
                : glyphs(shape, size, FontStyle::regular);
  };
  // An italic letter before a drawn bracket leans towards it.
  FormulaBox box = space(tall ? 0.12 * size : 0);
  append(box, side(open));
  append(box, std::move(body));
  append(box, side(close));
  return box;
}

FormulaBox BoxBuilder::accented(FormulaBox body, bool hat, double size) const {
  const double y = -(body.up + 0.12 * size), width = body.width;
  // Italic letters lean, and their accents with them.
  const double middle = 0.5 * width + 0.05 * size;
  if (hat) {
    body.ops.push_back(line({{middle - 0.16 * size, y}, {middle, y - 0.14 * size}, {middle + 0.16 * size, y}}, size));
  } else {
    body.ops.push_back(line({{0.08 * size, y}, {width + 0.06 * size, y}}, size));
  }
  body.up += (hat ? 0.3 : 0.18) * size;
  return body;
}

}  // namespace losslab
