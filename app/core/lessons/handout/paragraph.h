#pragma once
#include <span>
#include <string>
#include <vector>

#include "app/core/lessons/state/lesson_state.h"
#include "widgets/figure/display_list.h"

namespace losslab {

// How text is set on paper. Sizes in points.
struct TextLook {
  double size = 10.5;
  Color color{};
  FontStyle style = FontStyle::regular;
  double leading = 1.45;  // from one baseline to the next, of the size
};

// A part of a page that is not divided: its ink from its upper left corner.
struct Block {
  double height = 0;
  std::vector<Op> ops;
};

// A text with formulas in lines that are no wider than `width`. Lines end at blanks, and between Chinese characters
// after the rules of that writing: no line begins with a mark that closes, none ends with one that opens. An empty
// line in the text ends a line, a single '\n' is a blank; formulas are not divided.
std::vector<Block> set_lines(std::span<const SetPiece> text, double width, const TextLook& look,
                             const TextMeasure& measure);

}  // namespace losslab
