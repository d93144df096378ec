#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "widgets/figure/axis_map.h"

namespace losslab {

// What a few points in a row, with the one before them, look like on the page.
enum class Stretch : std::uint8_t {
  any,
  straight,  // all within the slack of the chord from the point before to the last one, and not before or beyond its
             // ends
  halves,    // not straight, but each half of it is
  outside,   // all on the far side of one edge of the clip: nothing of the line is seen
};

// A curve on its way to the page: its points there, and what they look like in stretches. This is done for every point
// of every curve of each frame, with the machine's widest vectors.
struct PagePath {
  static constexpr std::size_t stretch = 16;

  std::vector<double> x, y;        // of each point, in page points
  std::vector<Stretch> stretches;  // number s begins with point s·stretch; the first is always `any`

  // Replaces what was there, and keeps the memory.
  void map(std::span<const Point> points, const PageMap& to_page, Rect clip, double slack);
};

}  // namespace losslab
