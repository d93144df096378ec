#pragma once
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "widgets/export/animation/changed_pixels.h"

namespace losslab {

// The colours of all frames and how often each is seen.
using ColorCounts = std::unordered_map<std::uint32_t, std::uint32_t>;
void count_colors(const FrameStore& store, const ChangedRect& rect, int width, ColorCounts& counts);

// At most `most` colours (2 to 256) that stand for all of them, and which one stands for which.
struct Palette {
  std::vector<Color> colors;
  std::unordered_map<std::uint32_t, std::uint8_t> index;  // by the keys of the counts
};
// The same for the same counts. Throws std::runtime_error and std::bad_alloc.
Palette make_palette(const ColorCounts& counts, int most);

}  // namespace losslab
