#pragma once
#include <string>
#include <vector>

#include "widgets/figure/geometry.h"
#include "widgets/figure/language.h"

namespace losslab::parts {

// The generators' inputs as they are written elsewhere on the screen.
std::string input_label(const std::string& name, const Language& language);

// Places of a plane that a model is asked at: cells along either side, corners included, row by row from y.min.
struct InputGrid {
  InputGrid(Range across, Range up, int count);
  Range x, y;
  int cells;
  std::vector<double> x1, x2;
  std::size_t size() const { return x1.size(); }
  // The lines on which a value at the places is 0, NaN between them, behind those that `lines` has.
  void append_zeros(const std::vector<float>& values, std::vector<Point>& lines) const;
};

}  // namespace losslab::parts
