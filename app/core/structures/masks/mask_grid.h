#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "widgets/figure/geometry.h"

namespace losslab {

// What numbers of the page can be; in a namespace, for other pages have such limits of their own.
namespace mask_limits {
inline constexpr int least_side = 16, greatest_side = 128;  // of a grid, in pixels
// In shares of the side, but for the noise on logits.
inline constexpr double least_radius = 0.01, greatest_radius = 1;
inline constexpr double least_blur = 0.001, most_blur = 0.15, most_shift = 0.5, most_noise = 10;
}  // namespace mask_limits

// A square of pixels that are foreground or not. Row by row from below; the middle of pixel (i, j) is at
// (i + ½, j + ½), so that the grid spans 0..side on both axes.
struct MaskGrid {
  int side = 0;
  std::vector<unsigned char> pixels;  // side² times 0 or 1; none where nothing was painted
  friend bool operator==(const MaskGrid&, const MaskGrid&) = default;

  bool empty() const { return pixels.empty(); }
  std::size_t foreground() const;
};
// Where the pixel of a row and a column stands, row by row from the lowest.
inline std::size_t pixel_at(int row, int column, int side) {
  return static_cast<std::size_t>(row) * static_cast<std::size_t>(side) + static_cast<std::size_t>(column);
}

// What a truth can be set to at once: a disc of 15 % of the pixels, a line of one or two pixels' width, a large and a
// small blob, nothing, and a tumour of 1 % of the pixels.
enum class MaskShape : unsigned char { disc, line, blobs, nothing, tumour };
MaskGrid shape_mask(MaskShape shape, int side);
// Of a disc with this centre and radius, in pixels.
MaskGrid disc_mask(Point centre, double radius, int side);

// The mask on another grid: each pixel is that under its middle.
MaskGrid resized(const MaskGrid& mask, int side);
// Sets the pixels whose middles are within `radius` of the way from one place to the other, in pixels; always the one
// under the way's end.
void paint(MaskGrid& mask, Point from, Point to, double radius, bool foreground);

// The rows from the top down, each as hexadecimal digits of four pixels, the leftmost in the highest bit; what a last
// digit has beyond the side is 0.
std::vector<std::string> mask_rows(const MaskGrid& mask);
// Throws InputError with the row and what was expected.
MaskGrid mask_of_rows(const std::vector<std::string>& rows, int side);

// The border of the foreground: horizontal and vertical lines between pixels, joined where they go straight on. The
// grid's own edge counts where the foreground reaches it.
std::vector<std::pair<Point, Point>> outline(const MaskGrid& mask);

}  // namespace losslab
