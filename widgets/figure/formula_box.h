#pragma once
#include <string_view>
#include <vector>

#include "widgets/figure/display_list.h"

namespace losslab {

// A part of a formula: ink around the origin, which lies at the left end of its baseline.
struct FormulaBox {
  double width = 0, up = 0, down = 0;  // points; up and down from the baseline
  std::vector<Op> ops;
};

// A formula as set_formula() sets it, on its baseline: for one in a line of text.
FormulaBox formula_box(std::string_view tex, double font_size, Color color, const TextMeasure& text);

// Builds boxes in one colour. Sizes are in em; `size` is the em of the part in points.
class BoxBuilder {
 public:
  BoxBuilder(Color color, const TextMeasure& text) : color_(color), text_(text) {}

  FormulaBox glyphs(std::string_view text, double size, FontStyle style) const;
  static FormulaBox space(double width) { return {.width = width, .up = 0, .down = 0, .ops = {}}; }
  // Puts `part` to the right of `row`, or with its origin at (x, y).
  static void append(FormulaBox& row, FormulaBox part);
  static void put(FormulaBox& onto, FormulaBox part, double x, double y);

  FormulaBox fraction(FormulaBox numerator, FormulaBox denominator, double size) const;
  // Either script may be nullptr.
  FormulaBox scripts(FormulaBox base, FormulaBox* above, FormulaBox* below, double size) const;
  FormulaBox root(FormulaBox body, double size) const;
  // Rows of cells, cells of a column left-aligned, behind a brace.
  FormulaBox cases(std::vector<std::vector<FormulaBox>> rows, double size) const;
  // Brackets as high as the body where glyphs would be too low; '.' stands for none.
  FormulaBox enclosed(std::string_view open, FormulaBox body, std::string_view close, double size) const;
  // A bar or a hat over the body.
  FormulaBox accented(FormulaBox body, bool hat, double size) const;

 private:
  FormulaBox delimiter(std::string_view shape, double up, double down, double size) const;
  Op line(std::vector<Point> points, double size) const;

  Color color_;
  const TextMeasure& text_;
};

}  // namespace losslab
