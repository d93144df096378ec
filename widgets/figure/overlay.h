#pragma once
#include <span>

#include "widgets/figure/figure.h"

namespace losslab {

// Figures of the same plots on each other: the last as it is, and in it the curves and points of those before wherever
// they were elsewhere, the older the paler. A curve that only grew, as a path does, is drawn once. One figure at least.
Figure overlaid(std::span<const Figure> figures);

}  // namespace losslab
