#include "widgets/imgui/polyline.h"

#include <algorithm>
#include <cmath>

namespace losslab {
namespace {

void level_or_upright(ImDrawList& draw, ImVec2 a, ImVec2 b, ImU32 color, float width) {
  const bool upright = a.x == b.x;
  const float half = width * 0.5f;
  if (upright) {
    const float x = snapped(a.x, width);
    draw.AddRectFilled(ImVec2(x - half, std::min(a.y, b.y)), ImVec2(x + half, std::max(a.y, b.y)), color);
  } else {
    const float y = snapped(a.y, width);
    draw.AddRectFilled(ImVec2(std::min(a.x, b.x), y - half), ImVec2(std::max(a.x, b.x), y + half), color);
  }
}

ImVec2 between(ImVec2 a, ImVec2 b, float t) { return ImVec2(a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t); }

}  // namespace

float line_pixels(double points, float scale) { return std::max(1.f, std::round(static_cast<float>(points) * scale)); }

float snapped(float position, float width) {
  return static_cast<int>(width) % 2 == 1 ? std::floor(position) + 0.5f : std::round(position);
}

void draw_line(ImDrawList& draw, std::span<const ImVec2> points, ImU32 color, float width, bool closed) {
  if (points.size() < 2) return;
  const ImVec2 a = points.front(), b = points.back();
  if (points.size() == 2 && (a.x == b.x || a.y == b.y)) {
    level_or_upright(draw, a, b, color, width);
  } else {
    draw.AddPolyline(points.data(), static_cast<int>(points.size()), color,
                     closed ? ImDrawFlags_Closed : ImDrawFlags_None, width);
  }
}

void draw_dashes(ImDrawList& draw, std::span<const ImVec2> points, ImU32 color, float width,
                 std::span<const double> pattern, float unit, std::vector<ImVec2>& piece) {
  if (points.size() < 2 || pattern.empty()) return;
  std::size_t turn = 0;
  float left = static_cast<float>(pattern[0]) * unit;
  piece.assign(1, points[0]);
  for (std::size_t i = 1; i < points.size(); ++i) {
    const ImVec2 from = points[i - 1], to = points[i];
    const float length = std::hypot(to.x - from.x, to.y - from.y);
    float done = 0;
    while (length - done > left) {
      done += left;
      const ImVec2 cut = between(from, to, done / length);
      if (turn % 2 == 0) {
        piece.push_back(cut);
        draw_line(draw, piece, color, width);
        piece.clear();
      } else {
        piece.assign(1, cut);
      }
      turn = (turn + 1) % pattern.size();
      left = std::max(static_cast<float>(pattern[turn]) * unit, 0.25f);
    }
    left -= length - done;
    if (turn % 2 == 0) piece.push_back(to);
  }
  if (turn % 2 == 0) draw_line(draw, piece, color, width);
}

void fill_convex(ImDrawList& draw, std::vector<ImVec2>& points, ImU32 color) {
  if (points.size() < 3) return;
  double area = 0;
  for (std::size_t i = 0, j = points.size() - 1; i < points.size(); j = i++) {
    area += static_cast<double>(points[j].x) * points[i].y - static_cast<double>(points[i].x) * points[j].y;
  }
  // The anti-aliased edge is built outwards only for corners that run clockwise on the screen.
  if (area < 0) std::reverse(points.begin(), points.end());
  draw.AddConvexPolyFilled(points.data(), static_cast<int>(points.size()), color);
}

}  // namespace losslab
