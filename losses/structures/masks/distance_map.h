#pragma once
#include <cstddef>
#include <span>
#include <vector>

namespace losslab {

// The distance of each pixel's centre from the border of the foreground (truth ≥ ½), in pixels: negative inside, and
// half a pixel beside the border, which runs between pixels. Row by row; `width` divides the number of pixels. All 0
// where there is no border, because the mask is empty or full. Exact, in linear time (Felzenszwalb & Huttenlocher
// 2012).
std::vector<double> signed_distance_map(std::span<const double> truth, std::size_t width);

}  // namespace losslab
