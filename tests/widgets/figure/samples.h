#pragma once
#include <vector>

#include "widgets/figure/layout.h"

// Figures of the kinds that LossLab draws, for tests of the layout and of export.
namespace losslab::samples {

// Loss and gradient of `curves` functions under each other on one x axis, with a labelled line.
Figure stacked_losses(const Theme& theme, int curves);
// Scatter with fits beside a heat map with contour lines and a log-log plot.
Figure regression(const Theme& theme);
// One small plot with one line from corner to corner, for golden texts.
Figure one_line();

// Texts with the page rectangle that each one covers.
struct PlacedText {
  TextOp op;
  Rect box;
};
std::vector<PlacedText> placed_texts(const DisplayList& list, const TextMeasure& text);
bool overlap(const Rect& a, const Rect& b);

// What is wrong with the texts of a figure in a file, in sentences; empty: nothing. They must be whole, on the page,
// and off each other, and labels no longer than their axes.
std::string complaints(const Figure& figure, Size size, const FigureStyle& style, const TextMeasure& text);

}  // namespace losslab::samples
