#include "widgets/imgui/polyline.h"

#include <algorithm>
#include <array>
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

// Whether a line turns back so sharply at b that no mitre can be put there: the ribbon around it would fold up to
// nothing over the whole of both segments, as on a run that oscillates.
bool is_hairpin(ImVec2 a, ImVec2 b, ImVec2 c) {
  const float ux = b.x - a.x, uy = b.y - a.y, vx = c.x - b.x, vy = c.y - b.y;
  const float dot = ux * vx + uy * vy;
  return dot < 0 && dot * dot > 0.25f * (ux * ux + uy * uy) * (vx * vx + vy * vy);
}

ImVec2 between(ImVec2 a, ImVec2 b, float t) { return ImVec2(a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t); }

float length_of(std::span<const double> pattern, std::size_t turn, float unit) {
  return std::max(static_cast<float>(pattern[turn]) * unit, 0.25f);
}

// At most how many edges the dashes of a line have.
int most_edges(std::span<const ImVec2> points, std::span<const double> pattern, float unit) {
  float length = 0, period = 0;
  for (std::size_t i = 1; i < points.size(); ++i) {
    const float dx = points[i].x - points[i - 1].x, dy = points[i].y - points[i - 1].y;
    length += std::sqrt(dx * dx + dy * dy);
  }
  for (std::size_t i = 0; i < pattern.size(); ++i) period += length_of(pattern, i, unit);
  // Two for each dash, up to two for each corner; and the sum above is rounded.
  const std::size_t in_pattern = pattern.size() / 2 + 1;
  const double dashes = (1.001 * length / period + 2) * static_cast<double>(in_pattern);
  return static_cast<int>(std::min(2 * dashes + 2 * static_cast<double>(points.size()) + 2, 1e6));
}

// Writes the dashes of a line into a draw list: two triangles from each edge, which stands across the line where a dash
// begins, turns or ends, to the next edge, with the line of that width from the atlas on them. It is what AddPolyline
// draws for a single dash.
class DashPen {
 public:
  DashPen(ImDrawList& draw, ImU32 color, float width, int edges)
      : draw_(draw), color_(color), width_(width), half_(width * 0.5f + 1), reserved_(edges) {
    const ImVec4 uv = ImGui::GetIO().Fonts->TexUvLines[static_cast<int>(width)];
    uv_left_ = ImVec2(uv.x, uv.y);
    uv_right_ = ImVec2(uv.z, uv.w);
    draw.PrimReserve(6 * edges, 2 * edges);
    vertex_ = draw._VtxWritePtr;
    index_ = draw._IdxWritePtr;
    at_ = draw._VtxCurrentIdx;
  }
  DashPen(const DashPen&) = delete;
  DashPen& operator=(const DashPen&) = delete;
  // Gives back what was reserved and not used.
  ~DashPen() {
    const auto vertices = static_cast<int>(vertex_ - draw_._VtxWritePtr);
    const auto indices = static_cast<int>(index_ - draw_._IdxWritePtr);
    draw_._VtxWritePtr = vertex_;
    draw_._IdxWritePtr = index_;
    draw_._VtxCurrentIdx = at_;
    draw_.PrimUnreserve(6 * reserved_ - indices, 2 * reserved_ - vertices);
  }

  void draw(std::span<const ImVec2> points, std::span<const double> pattern, float unit) {
    std::array<float, 8> lengths;
    const std::size_t turns = std::min(pattern.size(), lengths.size());
    for (std::size_t i = 0; i < turns; ++i) lengths[i] = length_of(pattern, i, unit);
    std::size_t turn = 0;
    float left = lengths[0];
    bool begun = false;  // whether an edge stands at the end of the segment before
    for (std::size_t i = 1; i < points.size(); ++i) {
      const ImVec2 from = points[i - 1], to = points[i];
      const float dx = to.x - from.x, dy = to.y - from.y, length = std::sqrt(dx * dx + dy * dy);
      if (!(length > 0)) continue;
      const float inverse = 1 / length;
      const ImVec2 across(dy * inverse * half_, -dx * inverse * half_);
      if (begun && !is_hairpin(points[i - 2], from, to)) {
        bend(from, across);
      } else if (turn % 2 == 0) {
        begin(from, across);
      }
      float done = 0;
      while (length - done > left) {
        done += left;
        const ImVec2 cut = between(from, to, done * inverse);
        if (turn % 2 == 0) {
          end(cut, across);
        } else {
          begin(cut, across);
        }
        turn = turn + 1 == turns ? 0 : turn + 1;
        left = lengths[turn];
      }
      left -= length - done;
      begun = turn % 2 == 0;
      if (begun) end(to, across);
    }
  }

 private:
  void put(ImVec2 at, ImVec2 across) {
    vertex_[0] = {ImVec2(at.x + across.x, at.y + across.y), uv_left_, color_};
    vertex_[1] = {ImVec2(at.x - across.x, at.y - across.y), uv_right_, color_};
    vertex_ += 2;
    at_ += 2;
  }
  void begin(ImVec2 at, ImVec2 across) {
    begin_ = at;
    plain_ = true;
    put(at, across);
  }
  void end(ImVec2 at, ImVec2 across) {
    // A level or upright dash is put between the pixels, so that it stays crisp.
    if (plain_ && (at.x == begin_.x || at.y == begin_.y)) {
      vertex_ -= 2;
      at_ -= 2;
      if (at.y == begin_.y) at.y = begin_.y = snapped(at.y, width_);
      if (at.x == begin_.x) at.x = begin_.x = snapped(at.x, width_);
      put(begin_, across);
    }
    put(at, across);
    const auto corner = [this](unsigned int back) { return static_cast<ImDrawIdx>(at_ - back); };
    index_[0] = corner(2);
    index_[1] = corner(4);
    index_[2] = corner(3);
    index_[3] = corner(1);
    index_[4] = corner(3);
    index_[5] = corner(2);
    index_ += 6;
    across_ = across;
    plain_ = false;
  }
  // The last edge stands at a corner: half-way between the two directions, and longer the sharper they turn; not
  // without limit, as a line that turns back would have it.
  void bend(ImVec2 at, ImVec2 across) {
    const ImVec2 middle((across_.x + across.x) * 0.5f, (across_.y + across.y) * 0.5f);
    const float square = (middle.x * middle.x + middle.y * middle.y) / (half_ * half_);
    const float longer = square > 1e-6f ? std::min(1 / square, 100.f) : 1.f;
    vertex_ -= 2;
    at_ -= 2;
    put(at, ImVec2(middle.x * longer, middle.y * longer));
  }

  ImDrawList& draw_;
  ImU32 color_;
  float width_, half_;
  int reserved_;
  ImVec2 uv_left_, uv_right_, begin_, across_;
  bool plain_ = false;  // the last edge begins a dash
  ImDrawVert* vertex_;
  ImDrawIdx* index_;
  unsigned int at_;
};

bool has_line_texture(const ImDrawList& draw, float width) {
  constexpr int wanted = ImDrawListFlags_AntiAliasedLines | ImDrawListFlags_AntiAliasedLinesUseTex;
  return (draw.Flags & wanted) == wanted && width <= IM_DRAWLIST_TEX_LINES_WIDTH_MAX;
}

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
  } else if (closed) {
    draw.AddPolyline(points.data(), static_cast<int>(points.size()), color, ImDrawFlags_Closed, width);
  } else {
    std::size_t from = 0;
    for (std::size_t i = 1; i < points.size(); ++i) {
      if (i + 1 < points.size() && !is_hairpin(points[i - 1], points[i], points[i + 1])) continue;
      draw.AddPolyline(points.data() + from, static_cast<int>(i - from + 1), color, ImDrawFlags_None, width);
      from = i;
    }
  }
}

void draw_dashes(ImDrawList& draw, std::span<const ImVec2> points, ImU32 color, float width,
                 std::span<const double> pattern, float unit) {
  if (points.size() < 2) return;
  // Indices have 16 bits; a line of more dashes than that cannot be told from a whole one, nor one wider than any that
  // the atlas has.
  constexpr int most = 30000;
  const int edges = pattern.empty() ? 0 : most_edges(points, pattern, unit);
  if (edges == 0 || edges > most || !has_line_texture(draw, width)) {
    draw_line(draw, points, color, width);
  } else {
    DashPen(draw, color, width, edges).draw(points, pattern, unit);
  }
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
