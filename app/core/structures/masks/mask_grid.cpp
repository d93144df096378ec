#include "app/core/structures/masks/mask_grid.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>
#include <numeric>

namespace losslab {
namespace {

// The pixels whose middles, in shares of the side, are inside.
MaskGrid filled(int side, const std::function<bool(double x, double y)>& inside) {
  MaskGrid mask{side, {}};
  mask.pixels.reserve(static_cast<std::size_t>(side) * static_cast<std::size_t>(side));
  for (int j = 0; j < side; ++j) {
    for (int i = 0; i < side; ++i) mask.pixels.push_back(inside((i + 0.5) / side, (j + 0.5) / side) ? 1 : 0);
  }
  return mask;
}

double radius_of_share(double share) { return std::sqrt(share / std::numbers::pi); }

bool in_disc(double x, double y, double radius) { return std::hypot(x, y) < radius; }

void add_lines(const MaskGrid& mask, bool upright, std::vector<std::pair<Point, Point>>& lines) {
  const int n = mask.side;
  const auto at = [&](int across, int along) {
    if (across < 0 || across >= n) return 0;
    const int i = upright ? across : along, j = upright ? along : across;
    return static_cast<int>(mask.pixels[pixel_at(j, i, n)]);
  };
  for (int across = 0; across <= n; ++across) {
    for (int along = 0; along < n;) {
      if (at(across - 1, along) == at(across, along)) {
        ++along;
        continue;
      }
      const int from = along;
      while (along < n && at(across - 1, along) != at(across, along)) ++along;
      const double a = across, b = from, c = along;
      lines.emplace_back(upright ? Point{a, b} : Point{b, a}, upright ? Point{a, c} : Point{c, a});
    }
  }
}

}  // namespace

std::size_t MaskGrid::foreground() const { return std::accumulate(pixels.begin(), pixels.end(), std::size_t{0}); }

MaskGrid shape_mask(MaskShape shape, int side) {
  switch (shape) {
    case MaskShape::disc:
      return filled(side, [](double x, double y) { return in_disc(x - 0.55, y - 0.5, radius_of_share(0.15)); });
    case MaskShape::line: {
      // As thin as the grid can draw it without gaps.
      const double half = std::max(0.6 / side, 0.0125);
      return filled(side, [half](double x, double y) {
        const double off = (y - 0.2 - 0.6 * x) / std::hypot(1.0, 0.6);
        return std::abs(off) < half && x > 0.15 && x < 0.85;
      });
    }
    case MaskShape::blobs:
      return filled(side, [](double x, double y) {
        return in_disc(x - 0.32, y - 0.6, radius_of_share(0.09)) || in_disc(x - 0.75, y - 0.3, radius_of_share(0.015));
      });
    case MaskShape::nothing:
      return filled(side, [](double, double) { return false; });
    case MaskShape::tumour:
      break;
  }
  return filled(side, [](double x, double y) { return in_disc(x - 0.62, y - 0.42, radius_of_share(0.01)); });
}

MaskGrid disc_mask(Point centre, double radius, int side) {
  return filled(side, [&](double x, double y) { return in_disc(x * side - centre.x, y * side - centre.y, radius); });
}

MaskGrid resized(const MaskGrid& mask, int side) {
  if (mask.empty() || mask.side == side) return mask;
  const auto pixel = [&](double share) { return std::min(static_cast<int>(share * mask.side), mask.side - 1); };
  return filled(side, [&](double x, double y) { return mask.pixels[pixel_at(pixel(y), pixel(x), mask.side)] != 0; });
}

void paint(MaskGrid& mask, Point from, Point to, double radius, bool foreground) {
  const double dx = to.x - from.x, dy = to.y - from.y, length = dx * dx + dy * dy;
  const auto clamped = [&](double at) { return std::clamp(static_cast<int>(std::floor(at)), 0, mask.side - 1); };
  const auto set = [&](int i, int j) { mask.pixels[pixel_at(j, i, mask.side)] = foreground ? 1 : 0; };
  for (int j = clamped(std::min(from.y, to.y) - radius); j <= clamped(std::max(from.y, to.y) + radius); ++j) {
    for (int i = clamped(std::min(from.x, to.x) - radius); i <= clamped(std::max(from.x, to.x) + radius); ++i) {
      const double x = i + 0.5 - from.x, y = j + 0.5 - from.y;
      const double along = length > 0 ? std::clamp((x * dx + y * dy) / length, 0.0, 1.0) : 0;
      if (std::hypot(x - along * dx, y - along * dy) <= radius) set(i, j);
    }
  }
  set(clamped(to.x), clamped(to.y));
}

std::vector<std::pair<Point, Point>> outline(const MaskGrid& mask) {
  std::vector<std::pair<Point, Point>> lines;
  add_lines(mask, true, lines);
  add_lines(mask, false, lines);
  return lines;
}

}  // namespace losslab
