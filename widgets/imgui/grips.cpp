#include "widgets/imgui/grips.h"

#include <algorithm>
#include <cmath>

#include "widgets/imgui/gestures.h"
#include "widgets/imgui/icons.h"
#include "widgets/imgui/polyline.h"

namespace losslab {

void draw_grip(ImDrawList& draw, const Handle& handle, const PlotLayout& plot, ImVec2 origin, const Ui& ui) {
  const std::optional<Point> page = handle_place(handle, plot);
  if (!page || handle.shape != Handle::Shape::point) return;
  const ImVec2 at(origin.x + ui.px(page->x), origin.y + ui.px(page->y));
  draw.AddCircle(at, ui.px(6.5), to_im(ui.theme->accent), 0, std::max(1.f, std::round(ui.px(1.5))));
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
