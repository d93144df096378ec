#pragma once
#include <span>

#include "widgets/figure/theme.h"

namespace losslab {

// Lengths of dash and gap by turns, beginning with a dash, in units of dash_unit(width); empty for a solid line. Lines
// end flat, so that the lengths are what is seen. Every painter takes the pattern from here.
std::span<const double> dash_pattern(Dash dash);

// One unit of the pattern in points: hairlines get dashes that can still be told apart.
constexpr double dash_unit(double width) { return width > 1 ? width : 1; }

}  // namespace losslab
