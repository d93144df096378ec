#pragma once
#include <optional>

#include "widgets/figure/geometry.h"

namespace losslab {

// How one plot is looked at. No range: everything is shown (or the plot's usual range).
struct Camera {
  std::optional<Range> x, y;
  bool log_x = false, log_y = false;
  friend bool operator==(const Camera&, const Camera&) = default;
};

}  // namespace losslab
