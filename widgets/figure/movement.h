#pragma once
#include "widgets/figure/figure.h"

namespace losslab {

// How far what two figures of the same plots show has moved from one to the other: of each plot the furthest that any
// point of its curves, points, segments, bands and bars has gone, as a share of the frame (1: from one side to the
// other), added up over the plots. What lies outside of a frame counts at its rim. Curves that have grown, as paths do,
// count by their ends; fields, lines over the whole plot and labels do not.
double movement(const Figure& from, const Figure& to);

}  // namespace losslab
