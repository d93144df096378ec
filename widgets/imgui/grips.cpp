#include "widgets/imgui/grips.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "widgets/imgui/gestures.h"
#include "widgets/imgui/icons.h"
#include "widgets/imgui/polyline.h"

namespace losslab {
namespace {

// A house inside of the frame's edge that points inwards: down for an upright line, left for a level one.
void draw_tab(ImDrawList& draw, ImVec2 at, bool upright, float size, Color color, const Ui& ui) {
  const float half = size * 0.55f, wall = size * 0.75f, tip = size * 1.3f;
  std::array<ImVec2, 5> shape = {ImVec2(-half, 0), ImVec2(half, 0), ImVec2(half, wall), ImVec2(0, tip),
                                 ImVec2(-half, wall)};
  for (ImVec2& p : shape) {
    const ImVec2 turned = upright ? p : ImVec2(-p.y, p.x);
    p = ImVec2(at.x + turned.x, at.y + turned.y);
  }
  draw.AddConvexPolyFilled(shape.data(), static_cast<int>(shape.size()), to_im(color));
  draw.AddPolyline(shape.data(), static_cast<int>(shape.size()), to_im(ui.theme->background), ImDrawFlags_Closed,
                   line_pixels(1.2, ui.scale));
}

}  // namespace

void draw_grip(ImDrawList& draw, const Handle& handle, const PlotLayout& plot, ImVec2 origin, bool pointed,
               const Ui& ui) {
  const std::optional<Point> page = handle_place(handle, plot);
  if (!page) return;
  const ImVec2 at(origin.x + ui.px(page->x), origin.y + ui.px(page->y));
  const Color accent = ui.theme->accent;
  if (handle.shape != Handle::Shape::point) {
    const bool upright = handle.shape == Handle::Shape::vertical_line;
    if (handle.marked) {
      draw_tab(draw, ImVec2(std::floor(at.x) + 0.5f, std::floor(at.y) + 0.5f), upright, ui.px(pointed ? 13 : 10.5),
               accent, ui);
    }
    return;
  }
  const float ring = std::max(1.f, std::round(ui.px(1.5)));
  if (!handle.marked) {
    draw.AddCircle(at, ui.px(6.5), to_im(accent), 0, ring);
    return;
  }
  const float radius = ui.px(pointed ? 6 : 4.5);
  draw.AddCircleFilled(at, radius + ring, to_im(ui.theme->background));
  draw.AddCircleFilled(at, radius, to_im(accent));
}

void draw_brush(ImDrawList& draw, const PlotLayout& plot, Point page, double radius, ImVec2 origin, const Ui& ui) {
  const Rect& frame = plot.frame;
  const ImVec2 at(origin.x + ui.px(page.x), origin.y + ui.px(page.y));
  draw.PushClipRect(ImVec2(origin.x + ui.px(frame.x), origin.y + ui.px(frame.y)),
                    ImVec2(origin.x + ui.px(frame.right()), origin.y + ui.px(frame.bottom())), true);
  draw.AddCircleFilled(at, ui.px(radius), to_im(ui.theme->accent.with_alpha(28)));
  draw.AddCircle(at, ui.px(radius), to_im(ui.theme->accent), 0, line_pixels(1.2, ui.scale));
  draw.PopClipRect();
}

void draw_title_ground(ImDrawList& draw, const PlotLayout& plot, ImVec2 origin, const Ui& ui) {
  const Rect area = title_area(plot);
  draw.AddRectFilled(ImVec2(origin.x + ui.px(area.x), origin.y + ui.px(area.y)),
                     ImVec2(origin.x + ui.px(area.right()), origin.y + ui.px(area.bottom())), to_im(ui.theme->hover),
                     ui.px(4));
}

void draw_title_mark(ImDrawList& draw, const PlotLayout& plot, bool pointed, ImVec2 origin, const Ui& ui) {
  const Rect& title = plot.title;
  const ImVec2 center(origin.x + ui.px(title.right() + 0.55 * PlotLayout::title_mark * title.height),
                      origin.y + ui.px(title.y + 0.55 * title.height));
  draw_icon(draw, Icon::chevron_down, center, std::round(ui.px(0.6 * title.height)),
            to_im(pointed ? ui.theme->foreground : ui.theme->muted));
}

void draw_box(ImDrawList& draw, Point a, Point b, ImVec2 origin, const Ui& ui) {
  auto pixel = [&](double x, double y) {
    return ImVec2(std::round(origin.x + ui.px(x)), std::round(origin.y + ui.px(y)));
  };
  const ImVec2 low = pixel(std::min(a.x, b.x), std::min(a.y, b.y));
  const ImVec2 high = pixel(std::max(a.x, b.x), std::max(a.y, b.y));
  draw.AddRectFilled(low, high, to_im(ui.theme->accent.with_alpha(28)));
  draw.AddRect(low, high, to_im(ui.theme->accent), 0, 0, line_pixels(1, ui.scale));
}

}  // namespace losslab
