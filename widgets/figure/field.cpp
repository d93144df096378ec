#include <cmath>

#include "widgets/figure/layout.h"

namespace losslab {

std::shared_ptr<const Pixels> field_pixels(const std::vector<float>& values, int columns, int rows, Range range,
                                           ColorMap map) {
  auto pixels = std::make_shared<Pixels>();
  const auto count = static_cast<std::size_t>(std::max(columns, 0)) * static_cast<std::size_t>(std::max(rows, 0));
  if (count == 0 || values.size() < count || map.empty()) return pixels;
  pixels->width = columns;
  pixels->height = rows;
  pixels->data.resize(count);

  // A table is finer than eight bits of a channel can show, and spares the mixing for each pixel.
  constexpr int steps = 1024;
  std::vector<Color> table(steps);
  for (int i = 0; i < steps; ++i) {
    const double position = static_cast<double>(i) / (steps - 1) * static_cast<double>(map.size() - 1);
    const auto stop = std::min(static_cast<std::size_t>(position), map.size() - 1);
    table[static_cast<std::size_t>(i)] =
        mix(map[stop], map[std::min(stop + 1, map.size() - 1)], position - static_cast<double>(stop));
  }
  constexpr float half = 0.5f;  // to the nearest
  const double span = range.span() > 0 ? range.span() : 1;
  const auto low = static_cast<float>(range.min);
  const auto scale = static_cast<float>((steps - 1) / span);
  for (int j = 0; j < rows; ++j) {
    const float* source = values.data() + static_cast<std::size_t>(j) * static_cast<std::size_t>(columns);
    Color* target = pixels->data.data() + static_cast<std::size_t>(rows - 1 - j) * static_cast<std::size_t>(columns);
    for (int i = 0; i < columns; ++i) {
      const float value = source[i];
      const float position = std::min(std::max((value - low) * scale, 0.0f), static_cast<float>(steps - 1));
      target[i] = std::isnan(value) ? Color{0, 0, 0, 0} : table[static_cast<std::size_t>(position + half)];
    }
  }
  return pixels;
}

}  // namespace losslab
