#include "app/core/lab/plots/input_grid.h"

#include <cmath>

#include "widgets/figure/layout.h"

namespace losslab::parts {

std::string input_label(const std::string& name, const Language& language) {
  return name == "x1" ? "x₁" : name == "x2" ? "x₂" : language.translated(name);
}

InputGrid::InputGrid(Range across, Range up, int count) : x(across), y(up), cells(count) {
  const auto n = static_cast<std::size_t>(cells) * static_cast<std::size_t>(cells);
  x1.reserve(n);
  x2.reserve(n);
  for (int j = 0; j < cells; ++j) {
    for (int i = 0; i < cells; ++i) {
      x1.push_back(x.min + x.span() * i / (cells - 1));
      x2.push_back(y.min + y.span() * j / (cells - 1));
    }
  }
}

void InputGrid::append_zeros(const std::vector<float>& values, std::vector<Point>& lines) const {
  for (const auto& line : contour_lines(values, cells, cells, x, y, 0)) {
    if (!lines.empty()) lines.push_back({std::nan(""), std::nan("")});
    lines.insert(lines.end(), line.begin(), line.end());
  }
}

}  // namespace losslab::parts
