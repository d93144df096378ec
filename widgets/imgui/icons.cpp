#include "widgets/imgui/icons.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "widgets/imgui/polyline.h"

namespace losslab {
namespace {

// Shapes are given in a square from −1 to 1, y downwards.
class Sketch {
 public:
  Sketch(ImDrawList& draw, ImVec2 center, float size, ImU32 color)
      : draw_(draw), center_(center), half_(size * 0.5f), color_(color), width_(std::max(1.f, std::round(size / 10))) {}

  ImVec2 at(float x, float y) const { return ImVec2(center_.x + x * half_, center_.y + y * half_); }

  template <std::size_t N>
  void line(const std::array<ImVec2, N>& points, bool closed = false) {
    std::array<ImVec2, N> pixels;
    std::transform(points.begin(), points.end(), pixels.begin(), [this](ImVec2 p) { return at(p.x, p.y); });
    draw_line(draw_, pixels, color_, width_, closed);
  }
  void triangle(ImVec2 a, ImVec2 b, ImVec2 c) {  // clockwise
    draw_.AddTriangleFilled(at(a.x, a.y), at(b.x, b.y), at(c.x, c.y), color_);
  }
  // A bar with edges on the pixels.
  void bar(float x0, float y0, float x1, float y1) {
    const ImVec2 a = at(x0, y0), b = at(x1, y1);
    draw_.AddRectFilled(ImVec2(std::round(a.x), std::round(a.y)),
                        ImVec2(std::max(std::round(b.x), std::round(a.x) + 1), std::round(b.y)), color_);
  }
  void arc(float radius, float from, float to) {
    draw_.PathArcTo(center_, radius * half_, from, to, 24);
    draw_line(draw_, std::span(draw_._Path.Data, static_cast<std::size_t>(draw_._Path.Size)), color_, width_);
    draw_.PathClear();
  }
  void dot(float x, float y, float radius) { draw_.AddCircleFilled(at(x, y), radius * half_, color_, 12); }
  void box(float x0, float y0, float x1, float y1, float radius) {
    const ImVec2 a = at(x0, y0), b = at(x1, y1);
    draw_.AddRect(ImVec2(std::round(a.x), std::round(a.y)), ImVec2(std::round(b.x), std::round(b.y)), color_,
                  radius * half_, 0, width_);
  }

 private:
  ImDrawList& draw_;
  ImVec2 center_;
  float half_;
  ImU32 color_;
  float width_;
};

constexpr float kPi = std::numbers::pi_v<float>;

// Most of a circle, against the clock, with an arrow head at its end.
void back_arrow(Sketch& s) {
  const float top = -kPi / 2, radius = 0.78f;
  s.arc(radius, top, top + kPi * 1.62f);
  s.triangle({0.12f, -1.3f}, {0.12f, -0.26f}, {-0.58f, -0.78f});
}

// Two half circles that chase each other.
void round_trip(Sketch& s) {
  const float radius = 0.8f, gap = 0.75f;
  s.arc(radius, -kPi + 0.15f, -gap);
  s.arc(radius, 0.15f, kPi - gap);
  s.triangle({0.1f, -0.42f}, {0.95f, -1.02f}, {0.98f, -0.06f});
  s.triangle({-0.1f, 0.42f}, {-0.95f, 1.02f}, {-0.98f, 0.06f});
}

void transport_icon(Sketch& s, Icon icon) {
  switch (icon) {
    case Icon::play:
      return s.triangle({-0.55f, -0.85f}, {0.85f, 0}, {-0.55f, 0.85f});
    case Icon::play_back:
      return s.triangle({0.55f, -0.85f}, {0.55f, 0.85f}, {-0.85f, 0});
    case Icon::pause:
      s.bar(-0.6f, -0.75f, -0.18f, 0.75f);
      return s.bar(0.18f, -0.75f, 0.6f, 0.75f);
    case Icon::step_forward:
      s.triangle({-0.65f, -0.75f}, {0.4f, 0}, {-0.65f, 0.75f});
      return s.bar(0.45f, -0.75f, 0.7f, 0.75f);
    case Icon::step_back:
      s.triangle({0.65f, -0.75f}, {0.65f, 0.75f}, {-0.4f, 0});
      return s.bar(-0.7f, -0.75f, -0.45f, 0.75f);
    case Icon::rewind:
      s.triangle({0.05f, -0.7f}, {0.05f, 0.7f}, {-0.75f, 0});
      s.triangle({0.85f, -0.7f}, {0.85f, 0.7f}, {0.05f, 0});
      return s.bar(-0.95f, -0.75f, -0.75f, 0.75f);
    default:
      return;
  }
}

void mode_icon(Sketch& s, Icon icon) {
  switch (icon) {
    case Icon::reset:
      return back_arrow(s);
    case Icon::loop:
      return round_trip(s);
    case Icon::once:
      s.line(std::array{ImVec2(-0.85f, 0), ImVec2(0.7f, 0)});
      return s.line(std::array{ImVec2(0.25f, -0.55f), ImVec2(0.85f, 0), ImVec2(0.25f, 0.55f)});
    case Icon::oscillate:
      s.line(std::array{ImVec2(-0.8f, 0), ImVec2(0.8f, 0)});
      s.line(std::array{ImVec2(0.4f, -0.5f), ImVec2(0.92f, 0), ImVec2(0.4f, 0.5f)});
      return s.line(std::array{ImVec2(-0.4f, -0.5f), ImVec2(-0.92f, 0), ImVec2(-0.4f, 0.5f)});
    default:
      return;
  }
}

void tool_icon(Sketch& s, Icon icon) {
  switch (icon) {
    case Icon::pencil:
      s.line(std::array{ImVec2(-0.8f, 0.8f), ImVec2(-0.7f, 0.3f), ImVec2(0.4f, -0.8f), ImVec2(0.8f, -0.4f),
                        ImVec2(-0.3f, 0.7f)},
             true);
      return s.line(std::array{ImVec2(0.12f, -0.52f), ImVec2(0.52f, -0.12f)});
    case Icon::dice:
      s.box(-0.85f, -0.85f, 0.85f, 0.85f, 0.35f);
      for (const float d : {-0.38f, 0.f, 0.38f}) s.dot(d, d, 0.16f);
      s.dot(-0.38f, 0.38f, 0.16f);
      return s.dot(0.38f, -0.38f, 0.16f);
    case Icon::save:
      s.line(std::array{ImVec2(0, -0.9f), ImVec2(0, 0.3f)});
      s.line(std::array{ImVec2(-0.45f, -0.12f), ImVec2(0, 0.35f), ImVec2(0.45f, -0.12f)});
      return s.line(
          std::array{ImVec2(-0.85f, 0.35f), ImVec2(-0.85f, 0.85f), ImVec2(0.85f, 0.85f), ImVec2(0.85f, 0.35f)});
    case Icon::check:
      return s.line(std::array{ImVec2(-0.7f, 0.02f), ImVec2(-0.2f, 0.52f), ImVec2(0.72f, -0.52f)});
    case Icon::close:
      s.line(std::array{ImVec2(-0.6f, -0.6f), ImVec2(0.6f, 0.6f)});
      return s.line(std::array{ImVec2(0.6f, -0.6f), ImVec2(-0.6f, 0.6f)});
    case Icon::plus:
      s.line(std::array{ImVec2(0, -0.7f), ImVec2(0, 0.7f)});
      [[fallthrough]];
    case Icon::minus:
      return s.line(std::array{ImVec2(-0.7f, 0), ImVec2(0.7f, 0)});
    case Icon::chevron_down:
      return s.line(std::array{ImVec2(-0.6f, -0.3f), ImVec2(0, 0.35f), ImVec2(0.6f, -0.3f)});
    case Icon::chevron_left:
      return s.line(std::array{ImVec2(0.3f, -0.6f), ImVec2(-0.35f, 0), ImVec2(0.3f, 0.6f)});
    case Icon::chevron_right:
      return s.line(std::array{ImVec2(-0.3f, -0.6f), ImVec2(0.35f, 0), ImVec2(-0.3f, 0.6f)});
    default:
      return;
  }
}

}  // namespace

void draw_icon(ImDrawList& draw, Icon icon, ImVec2 center, float size, ImU32 color) {
  Sketch sketch(draw, center, size, color);
  if (icon <= Icon::rewind) return transport_icon(sketch, icon);
  if (icon <= Icon::oscillate) return mode_icon(sketch, icon);
  tool_icon(sketch, icon);
}

bool icon_button(const char* id, Icon icon, ImVec2 at, double size, std::string_view tip, Ui& ui, Color color,
                 const ItemKeys& keys) {
  const HitArea item = place_item(id, at, ImVec2(ui.px(size), ui.px(size)), ui, keys);
  ui.note(id);
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  if (item.hovered || item.held) {
    const Color ground = item.held ? mix(ui.theme->hover, ui.theme->foreground, 0.08) : ui.theme->hover;
    draw.AddRectFilled(item.low, item.high, to_im(ground), ui.px(5));
    ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  }
  draw_icon(draw, icon, item.center(), std::round(ui.px(std::max(size * 0.5, 12.0))),
            to_im(item.hovered ? mix(color, ui.theme->foreground, 0.5) : color));
  tooltip(item, tip, ui);
  return item.clicked;
}

bool icon_button(const char* id, Icon icon, std::string_view tip, Ui& ui) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const bool clicked = icon_button(id, icon, at, 28, tip, ui, ui.theme->muted);
  finish_row(at, ImVec2(ui.px(28), ui.px(28)));
  return clicked;
}

}  // namespace losslab
