#pragma once
#include "widgets/figure/figure.h"

namespace losslab {

// Figures without colour: made with the colours of in_grey(), they keep apart by markers, dashes and lightness.

// Gives each series a marker of its own throughout the figure, also on curves that have none otherwise: its usual one
// where that is free. There are seven; series beyond them differ in marker or dash, forty-two in all.
void mark_series(Figure& figure);

// The grey of the same luminance.
Color grey_of(Color color);
void turn_grey(DisplayList& list);

}  // namespace losslab
