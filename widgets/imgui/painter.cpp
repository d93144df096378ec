#include "widgets/imgui/painter.h"

#include <array>
#include <cmath>

#include "widgets/figure/dash.h"
#include "widgets/imgui/polyline.h"
#include "widgets/imgui/sprites.h"
#include "widgets/imgui/stamp.h"
#include "widgets/imgui/text.h"

namespace losslab {
namespace {

bool alike(const std::optional<Stroke>& a, const std::optional<Stroke>& b) {
  return a.has_value() == b.has_value() && (!a || (a->color == b->color && a->width == b->width && a->dash == b->dash));
}
bool alike(const CircleOp& a, const CircleOp& b) {
  return a.radius == b.radius && a.fill == b.fill && alike(a.outline, b.outline);
}
// The same but for its place.
bool alike(const PolygonOp& a, const PolygonOp& b) {
  if (a.corners.size() != b.corners.size() || a.fill != b.fill || !alike(a.outline, b.outline)) return false;
  constexpr double rounding = 1e-6;
  for (std::size_t i = 1; i < a.corners.size(); ++i) {
    const Point p = a.corners[i], q = b.corners[i];
    if (!(std::abs((p.x - a.corners[0].x) - (q.x - b.corners[0].x)) < rounding &&
          std::abs((p.y - a.corners[0].y) - (q.y - b.corners[0].y)) < rounding)) {
      return false;
    }
  }
  return true;
}

Point middle_of(const Corners& corners) {
  Point sum;
  for (const Point p : corners) sum = {sum.x + p.x, sum.y + p.y};
  const auto count = static_cast<double>(corners.size());
  return {sum.x / count, sum.y / count};
}

class ImGuiPainter {
 public:
  ImGuiPainter(ImDrawList& draw, ImVec2 at, Ui& ui) : draw_(draw), at_(at), ui_(ui) {}
  ~ImGuiPainter() {
    for (; clips_ > 0; --clips_) draw_.PopClipRect();
  }

  void operator()(const PolylineOp& op) {
    pixels_of(op.points);
    stroke(op.stroke, false);
  }

  void operator()(const LineOp& op) {
    pixels_of(std::array{op.from, op.to});
    stroke(op.stroke, false);
  }

  void operator()(const PolygonOp& op) {
    const bool same = stamped_polygon_ && alike(*stamped_polygon_, op);
    if (same && op.fill && !op.outline && ui_.sprites && draw_polygon_sprite(op)) return;
    draw_or_repeat(same, pixel(op.corners[0]), [&] {
      pixels_of(op.corners);
      if (op.fill) fill_convex(draw_, scratch_, to_im(*op.fill));
      if (op.outline) stroke(*op.outline, true);
    });
    if (!same) stamped_polygon_ = &op;
    stamped_circle_ = nullptr;
  }

  void operator()(const BandOp& op) {
    pixels_of(op.upper);
    const std::vector<ImVec2> upper = scratch_;
    pixels_of(op.lower);
    fill_band(draw_, upper, scratch_, to_im(op.fill));
  }

  void operator()(const StarOp& op) {
    pixels_of(op.corners);
    if (op.fill) fill_star(draw_, pixel(op.center), scratch_, to_im(*op.fill));
    if (op.outline) stroke(*op.outline, true);
  }

  void operator()(const RectOp& op) {
    const ImVec2 low = pixel({op.rect.x, op.rect.y});
    const ImVec2 high = pixel({op.rect.right(), op.rect.bottom()});
    const float radius = ui_.px(op.radius);
    if (op.fill) {
      draw_.AddRectFilled(ImVec2(std::round(low.x), std::round(low.y)), ImVec2(std::round(high.x), std::round(high.y)),
                          to_im(*op.fill), radius);
    }
    if (!op.outline) return;
    if (op.outline->dash == Dash::solid) {
      const float width = line_pixels(op.outline->width, ui_.scale);
      // The line's middle lies on the rectangle's edge, where a polyline along it would be too.
      const ImVec2 a(snapped(low.x, width), snapped(low.y, width)), b(snapped(high.x, width), snapped(high.y, width));
      draw_.AddRect(ImVec2(a.x - 0.5f, a.y - 0.5f), ImVec2(b.x + 0.5f, b.y + 0.5f), to_im(op.outline->color), radius, 0,
                    width);
    } else {
      scratch_ = {low, ImVec2(high.x, low.y), high, ImVec2(low.x, high.y)};
      stroke(*op.outline, true);
    }
  }

  void operator()(const CircleOp& op) {
    const ImVec2 center = pixel(op.center);
    const bool same = stamped_circle_ && alike(*stamped_circle_, op);
    const float radius = ui_.px(op.radius);
    if (same && op.fill && !op.outline && ui_.sprites) {
      if (const Sprites::Sprite* sprite = ui_.sprites->disc(radius); sprite != nullptr) {
        draw_sprite(*sprite, center, *op.fill);
        return;
      }
    }
    draw_or_repeat(same, center, [&] {
      if (op.fill) draw_.AddCircleFilled(center, radius, to_im(*op.fill));
      if (op.outline)
        draw_.AddCircle(center, radius, to_im(op.outline->color), 0, line_pixels(op.outline->width, ui_.scale));
    });
    if (!same) stamped_circle_ = &op;
    stamped_polygon_ = nullptr;
  }

  void operator()(const ImageOp& op) {
    if (!ui_.textures || !op.pixels) return;
    const ImVec2 low = pixel({op.rect.x, op.rect.y});
    const ImVec2 high = pixel({op.rect.right(), op.rect.bottom()});
    draw_.AddImage(ui_.textures->texture(op.pixels, op.smooth), ImVec2(std::round(low.x), std::round(low.y)),
                   ImVec2(std::round(high.x), std::round(high.y)));
  }

  void operator()(const TextOp& op) {
    if (op.text.empty()) return;
    const TextPen pen = text_pen(ui_, op.size, op.style);
    const float width = text_width(pen, op.text);
    const float right = op.h == HAlign::left ? 0 : op.h == HAlign::center ? -width * 0.5f : -width;
    const float down = op.v == VAlign::top      ? pen.ascent
                       : op.v == VAlign::middle ? (pen.ascent - pen.descent) * 0.5f
                       : op.v == VAlign::bottom ? -pen.descent
                                                : 0;
    const ImVec2 anchor = pixel(op.at);
    if (op.vertical) {
      draw_upwards(pen, ImVec2(anchor.x + down, anchor.y - right), op);
    } else {
      draw_text(draw_, pen, ImVec2(anchor.x + right, anchor.y + down), to_im(op.color), op.text);
    }
  }

  void operator()(const ClipOp& op) {
    const ImVec2 low = pixel({op.rect.x, op.rect.y});
    const ImVec2 high = pixel({op.rect.right(), op.rect.bottom()});
    draw_.PushClipRect(ImVec2(std::floor(low.x), std::floor(low.y)), ImVec2(std::ceil(high.x), std::ceil(high.y)),
                       true);
    ++clips_;
  }

  void operator()(const UnclipOp&) {
    if (clips_ == 0) return;
    draw_.PopClipRect();
    --clips_;
  }

 private:
  // Repeats the stamp where the shape is the `same` as the one before, and else draws it and takes a stamp.
  template <class Draw>
  void draw_or_repeat(bool same, ImVec2 at, Draw&& draw) {
    if (same && !stamp_.empty()) {
      stamp_.repeat(draw_, at);
      return;
    }
    stamp_.begin(draw_, at);
    draw();
    stamp_.end(draw_);
  }

  bool draw_polygon_sprite(const PolygonOp& op) {
    const Point center = middle_of(op.corners);
    scratch_.clear();
    for (const Point p : op.corners) scratch_.emplace_back(ui_.px(p.x - center.x), ui_.px(p.y - center.y));
    const Sprites::Sprite* sprite = ui_.sprites->polygon(scratch_);
    if (sprite == nullptr) return false;
    draw_sprite(*sprite, pixel(center), *op.fill);
    return true;
  }

  void draw_sprite(const Sprites::Sprite& sprite, ImVec2 at, Color color) {
    if (sprite.pixels != sprite_) {
      sprite_ = sprite.pixels;
      sprite_texture_ = ui_.textures->texture(sprite.pixels, true);
    }
    draw_.AddImage(sprite_texture_, ImVec2(at.x - sprite.half, at.y - sprite.half),
                   ImVec2(at.x + sprite.half, at.y + sprite.half), ImVec2(sprite.margin, sprite.margin),
                   ImVec2(1 - sprite.margin, 1 - sprite.margin), to_im(color));
  }

  ImVec2 pixel(Point p) const { return ImVec2(at_.x + ui_.px(p.x), at_.y + ui_.px(p.y)); }

  template <class Points>
  void pixels_of(const Points& points) {
    scratch_.clear();
    scratch_.reserve(points.size());
    for (const Point& p : points) scratch_.push_back(pixel(p));
  }

  void stroke(const Stroke& stroke, bool closed) {
    const float width = line_pixels(stroke.width, ui_.scale);
    const std::span<const double> pattern = dash_pattern(stroke.dash);
    if (pattern.empty()) {
      draw_line(draw_, scratch_, to_im(stroke.color), width, closed);
    } else {
      if (closed && !scratch_.empty()) scratch_.push_back(ImVec2(scratch_.front()));
      draw_dashes(draw_, scratch_, to_im(stroke.color), width, pattern, ui_.px(dash_unit(stroke.width)));
    }
  }

  // Written sideways, then turned: Dear ImGui has no turned text. Glyphs outside of the clip are left out while
  // writing, so the line is first written inside of it.
  void draw_upwards(const TextPen& pen, ImVec2 start, const TextOp& op) {
    const ImVec2 corner = draw_.GetClipRectMin();
    const ImVec2 written(std::ceil(corner.x), std::ceil(corner.y) + std::round(pen.ascent));
    const int first = draw_.VtxBuffer.Size;
    draw_text(draw_, pen, written, to_im(op.color), op.text);
    const ImVec2 to(std::round(start.x), std::round(start.y));
    for (int i = first; i < draw_.VtxBuffer.Size; ++i) {
      ImVec2& p = draw_.VtxBuffer[i].pos;
      p = ImVec2(to.x + (p.y - written.y), to.y - (p.x - written.x));
    }
  }

  ImDrawList& draw_;
  ImVec2 at_;
  Ui& ui_;
  int clips_ = 0;
  Stamp stamp_;
  // Of what the stamp was taken; both stand in the list that is painted.
  const PolygonOp* stamped_polygon_ = nullptr;
  const CircleOp* stamped_circle_ = nullptr;
  std::shared_ptr<const Pixels> sprite_;  // the last one, and its texture
  ImTextureID sprite_texture_{};
  std::vector<ImVec2> scratch_;
};

}  // namespace

TextExtent ImGuiTextMeasure::measure(std::string_view text, double size, FontStyle style) const {
  const TextPen pen = text_pen(&fonts_, size, scale_, style);
  return {text_width(pen, text) / scale_, pen.ascent / scale_, pen.descent / scale_};
}

void paint(const DisplayList& list, ImDrawList& draw, ImVec2 at, Ui& ui) {
  ImGuiPainter painter(draw, at, ui);
  for (const Op& op : list.ops) std::visit([&painter](const auto& one) { painter(one); }, op);
}

}  // namespace losslab
