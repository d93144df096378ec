#pragma once
#include <vector>

#include "widgets/figure/geometry.h"

namespace losslab {

// Positions between the labelled ticks of a log axis, 2 to 9 times each power of ten; none where the decades are too
// many to tell them apart.
std::vector<double> minor_log_ticks(Range range);

// A range that arithmetic can work with: finite, not empty, positive on a log axis.
Range sane_range(Range range, bool log);

}  // namespace losslab
