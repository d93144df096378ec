#include <algorithm>
#include <cmath>

#include "widgets/imgui/polyline.h"

namespace losslab {
namespace {

// Writes triangles without a texture into a draw list, with a colour at each corner.
class MeshPen {
 public:
  MeshPen(ImDrawList& draw, int indices, int vertices) : draw_(draw), white_(ImGui::GetFontTexUvWhitePixel()) {
    draw.PrimReserve(indices, vertices);
    first_ = draw._VtxCurrentIdx;
  }
  void vertex(float x, float y, ImU32 color) { draw_.PrimWriteVtx(ImVec2(x, y), white_, color); }
  // Corners by their numbers, in the order of writing.
  void triangle(unsigned int a, unsigned int b, unsigned int c) {
    for (const unsigned int corner : {a, b, c}) draw_.PrimWriteIdx(static_cast<ImDrawIdx>(first_ + corner));
  }

 private:
  ImDrawList& draw_;
  ImVec2 white_;
  unsigned int first_;
};

ImU32 clear(ImU32 color) { return color & ~IM_COL32_A_MASK; }

// One mesh of at most as many points as 16-bit indices allow.
void fill_piece(ImDrawList& draw, std::span<const ImVec2> upper, std::span<const ImVec2> lower, ImU32 color) {
  const auto count = static_cast<int>(upper.size());
  MeshPen pen(draw, 18 * (count - 1), 4 * count);
  for (std::size_t i = 0; i < upper.size(); ++i) {
    // Where the band is thinner than a pixel the soft edges meet in its middle.
    const float middle = (upper[i].y + lower[i].y) * 0.5f;
    pen.vertex(upper[i].x, upper[i].y - 0.5f, clear(color));
    pen.vertex(upper[i].x, std::min(upper[i].y + 0.5f, middle), color);
    pen.vertex(lower[i].x, std::max(lower[i].y - 0.5f, middle), color);
    pen.vertex(lower[i].x, lower[i].y + 0.5f, clear(color));
  }
  for (unsigned int i = 0; i + 1 < upper.size(); ++i) {
    for (unsigned int strip = 0; strip < 3; ++strip) {
      const unsigned int corner = 4 * i + strip;
      pen.triangle(corner, corner + 4, corner + 5);
      pen.triangle(corner, corner + 5, corner + 1);
    }
  }
}

}  // namespace

void fill_band(ImDrawList& draw, std::span<const ImVec2> upper, std::span<const ImVec2> lower, ImU32 color) {
  constexpr std::size_t piece = 10000;  // points
  const std::size_t count = std::min(upper.size(), lower.size());
  for (std::size_t from = 0; from + 1 < count; from += piece - 1) {
    const std::size_t length = std::min(piece, count - from);
    fill_piece(draw, upper.subspan(from, length), lower.subspan(from, length), color);
  }
}

void fill_star(ImDrawList& draw, ImVec2 center, std::span<const ImVec2> corners, ImU32 color) {
  const auto count = static_cast<unsigned int>(corners.size());
  if (count < 3 || count > 1000) return;
  const auto indices = static_cast<int>(9 * count), vertices = static_cast<int>(2 * count + 1);
  MeshPen pen(draw, indices, vertices);
  pen.vertex(center.x, center.y, color);
  for (const ImVec2 p : corners) {
    // Half a pixel towards the centre and away from it, between which the colour fades.
    const float dx = p.x - center.x, dy = p.y - center.y, length = std::max(std::sqrt(dx * dx + dy * dy), 1e-3f);
    const float x = 0.5f * dx / length, y = 0.5f * dy / length;
    pen.vertex(p.x - x, p.y - y, color);
    pen.vertex(p.x + x, p.y + y, clear(color));
  }
  for (unsigned int i = 0; i < count; ++i) {
    const unsigned int inner = 1 + 2 * i, next = 1 + 2 * ((i + 1) % count);
    pen.triangle(0, inner, next);
    pen.triangle(inner, inner + 1, next + 1);
    pen.triangle(inner, next + 1, next);
  }
}

}  // namespace losslab
