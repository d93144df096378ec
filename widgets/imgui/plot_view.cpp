#include "widgets/imgui/plot_view.h"

#include <algorithm>
#include <cmath>

#include "widgets/imgui/gestures.h"
#include "widgets/imgui/grips.h"
#include "widgets/imgui/item.h"
#include "widgets/imgui/painter.h"

namespace losslab {
namespace {

constexpr double kClickPixels = 4;  // a press that moves less is a click
constexpr double kNotch = 1.15;     // zoom of one notch of the wheel
constexpr double kCurveReach = 6;   // page points

bool same(const FigureStyle& a, const FigureStyle& b) {
  return a.font_size == b.font_size && a.line_scale == b.line_scale && a.gap == b.gap && a.highlight == b.highlight;
}

double share_x(const PlotLayout& plot, Point page) { return (page.x - plot.frame.x) / plot.frame.width; }
double share_y(const PlotLayout& plot, Point page) { return (plot.frame.bottom() - page.y) / plot.frame.height; }

Point clamped(Point page, const Rect& frame) {
  return {std::clamp(page.x, frame.x, frame.right()), std::clamp(page.y, frame.y, frame.bottom())};
}

bool same_places(const Layout& a, const Layout& b) {
  return std::ranges::equal(a.plots, b.plots, [](const PlotLayout& p, const PlotLayout& q) {
    return p.name == q.name && p.frame == q.frame && p.x == q.x && p.y == q.y && p.x_log == q.x_log &&
           p.y_log == q.y_log;
  });
}

bool has_series(const Figure& figure, int series) {
  return std::ranges::any_of(figure.plots, [series](const Plot& plot) {
    return std::ranges::any_of(plot.items, [series](const Item& item) { return series_of(item) == series; });
  });
}

}  // namespace

bool FigureView::stale(ImVec2 size, std::uint64_t version, const FigureStyle& style, const Ui& ui) const {
  return version != version_ || size.x != size_.x || size.y != size_.y || ui.scale != scale_ || !same(style, style_) ||
         (figure_.theme && figure_.theme != ui.theme);
}

void FigureView::rebuild(Figure figure, ImVec2 size, std::uint64_t version, const FigureStyle& style, Ui& ui) {
  figure_ = std::move(figure);
  size_ = size;
  version_ = version;
  style_ = style;
  scale_ = ui.scale;
  const FontSet none;
  const ImGuiTextMeasure measure(ui.fonts ? *ui.fonts : none, ui.scale);
  Layout layout = lay_out(figure_, {size.x / static_cast<double>(ui.scale), size.y / static_cast<double>(ui.scale)},
                          style, measure);
  // While curves move under a resting pointer, the one that it chose stays the chosen one.
  if (!same_places(layout, layout_) || !has_series(figure_, near_series_)) near_at_ = {-1, -1};
  layout_ = std::move(layout);
}

FigureEvents FigureView::interact(const char* id, ImVec2 size, std::span<const Handle> handles, Ui& ui) {
  FigureEvents events;
  origin_ = ImGui::GetCursorScreenPos();
  origin_ = ImVec2(std::round(origin_.x), std::round(origin_.y));
  // What is in it is reached by keyboard, part by part.
  ImGui::InvisibleButton(id, ImVec2(std::max(size.x, 1.f), std::max(size.y, 1.f)),
                         ImGuiButtonFlags_MouseButtonLeft | ImGuiButtonFlags_MouseButtonRight);
  const bool hovered = ImGui::IsItemHovered();
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const Point page{(mouse.x - origin_.x) / static_cast<double>(scale_),
                   (mouse.y - origin_.y) / static_cast<double>(scale_)};
  const PlotLayout* under = hovered ? layout_.at(page) : nullptr;

  if (gesture_ == Gesture::none && under) {
    const int button = ImGui::IsMouseClicked(0) ? 0 : ImGui::IsMouseClicked(1) ? 1 : -1;
    if (button >= 0 && ImGui::IsItemActive()) begin(*under, page, button, handles, events);
  }
  if (gesture_ != Gesture::none) {
    const PlotLayout* plot = layout_.find(plot_);
    const double distance = std::hypot(page.x - grab_.x, page.y - grab_.y) * static_cast<double>(scale_);
    const bool began_moving = !moved_ && distance >= kClickPixels;
    moved_ = moved_ || began_moving;
    if (began_moving && gesture_ == Gesture::press) gesture_ = button_ == 0 ? Gesture::pan : Gesture::box;
    const bool released = !ImGui::IsMouseDown(button_);
    if (plot && moved_) move(*plot, page, events);
    if (plot && moved_ && gesture_ == Gesture::handle) {
      events.drag = FigureEvents::HandleDrag{
          handle_,
          plot->to_data(clamped({handle_from_.x + page.x - grab_.x, handle_from_.y + page.y - grab_.y}, plot->frame)),
          began_moving, released};
    }
    if (plot && gesture_ == Gesture::brush) stroke(*plot, page, released, events);
    if (released || !plot) finish(plot, page, handles, events);
  } else if (under) {
    wheel(*under, page, events);
    hover(*under, page, handles, events);
  }
  add_stops(handles, events, ui);
  if (hovered || gesture_ != Gesture::none) set_cursor(under, page, handles, events);
  draw(handles, events, page, hovered, ui);
  return events;
}

void FigureView::stroke(const PlotLayout& plot, Point page, bool released, FigureEvents& events) {
  const Point from = clamped(brush_at_, plot.frame), to = clamped(page, plot.frame);
  events.brush = FigureEvents::BrushStroke{plot.name, plot.to_data(from), plot.to_data(to), stroke_begun_, released};
  stroke_begun_ = false;
  brush_at_ = page;
}

void FigureView::begin(const PlotLayout& plot, Point page, int button, std::span<const Handle> handles,
                       FigureEvents& events) {
  const bool in_frame = plot.frame.contains(page);
  const bool painted = button == 0 && in_frame && brushes(plot);
  const int index = painted ? -1 : handle_at(handles, layout_, page);
  on_handle_ = index >= 0;
  const bool axis = !in_frame && (plot.x_axis.contains(page) || plot.y_axis.contains(page));
  gesture_ = Gesture::none;
  if (on_handle_ && button == 0) {
    gesture_ = Gesture::handle;
  } else if (button == 0 && legend_at(plot, page)) {
    gesture_ = Gesture::legend;
  } else if (button == 0 && title_area(plot).contains(page)) {
    gesture_ = Gesture::title;
  } else if (painted) {
    gesture_ = Gesture::brush;
    stroke_begun_ = true;
    brush_at_ = page;
  } else if (button == 0 && (in_frame || axis) && ImGui::IsMouseDoubleClicked(0)) {
    events.fit = plot.name;
    return;
  } else if (in_frame || on_handle_) {
    gesture_ = Gesture::press;
  } else if (axis && button == 0) {
    gesture_ = plot.x_axis.contains(page) ? Gesture::pan_x : Gesture::pan_y;
  } else {
    return;
  }
  button_ = button;
  moved_ = false;
  plot_ = plot.name;
  grab_ = page;
  start_x_ = plot.x;
  start_y_ = plot.y;
  handle_ = -1;
  if (on_handle_) {
    const Handle& handle = handles[static_cast<std::size_t>(index)];
    handle_ = handle.id;
    handle_from_ = plot.to_page(handle.at);
  }
}

void FigureView::move(const PlotLayout& plot, Point page, FigureEvents& events) const {
  const double dx = (page.x - grab_.x) / plot.frame.width, dy = (grab_.y - page.y) / plot.frame.height;
  FigureEvents::View view{plot.name, start_x_, start_y_};
  if (gesture_ == Gesture::pan || gesture_ == Gesture::pan_x) view.x = panned(start_x_, plot.x_log, dx);
  if (gesture_ == Gesture::pan || gesture_ == Gesture::pan_y) view.y = panned(start_y_, plot.y_log, dy);
  if (gesture_ == Gesture::pan || gesture_ == Gesture::pan_x || gesture_ == Gesture::pan_y) events.view = view;
}

void FigureView::finish(const PlotLayout* plot, Point page, std::span<const Handle> handles, FigureEvents& events) {
  const Gesture gesture = gesture_;
  gesture_ = Gesture::none;
  if (!plot) return;
  if (gesture == Gesture::box) {
    const Point a = clamped(grab_, plot->frame), b = clamped(page, plot->frame);
    const double least = kClickPixels / scale_;
    if (std::abs(a.x - b.x) < least || std::abs(a.y - b.y) < least) return;
    events.view = FigureEvents::View{plot->name, cut(plot->x, plot->x_log, share_x(*plot, a), share_x(*plot, b)),
                                     cut(plot->y, plot->y_log, share_y(*plot, a), share_y(*plot, b))};
  } else if (gesture == Gesture::legend) {
    const PlotLayout::LegendEntry* entry = legend_at(*plot, page);
    if (entry && !moved_) events.toggled_series = entry->series;
  } else if (moved_ || gesture == Gesture::brush) {
    return;
  } else if (gesture == Gesture::title) {
    if (title_area(*plot).contains(page)) events.title = plot->name;
  } else if (on_handle_) {
    (button_ == 0 ? events.clicked_handle : events.right_clicked_handle) = handle_;
  } else if (gesture == Gesture::press) {
    const FigureEvents::At at{plot->name, plot->to_data(page)};
    (button_ == 0 ? events.click : events.menu) = at;
  }
  if (layout_.at(page)) hover(*plot, page, handles, events);
}

void FigureView::wheel(const PlotLayout& plot, Point page, FigureEvents& events) const {
  const float notches = ImGui::GetIO().MouseWheel;
  if (notches == 0) return;
  const bool frame = plot.frame.contains(page);
  const bool x = frame || plot.x_axis.contains(page), y = frame || plot.y_axis.contains(page);
  if (!x && !y) return;
  const double factor = std::pow(kNotch, -static_cast<double>(notches));
  FigureEvents::View view{plot.name, plot.x, plot.y};
  if (x) view.x = zoomed(plot.x, plot.x_log, share_x(plot, page), factor);
  if (y) view.y = zoomed(plot.y, plot.y_log, share_y(plot, page), factor);
  events.view = view;
}

void FigureView::hover(const PlotLayout& plot, Point page, std::span<const Handle> handles, FigureEvents& events) {
  // Under a brush nothing shows that it could be dragged, and nothing fades.
  const bool brush = brushes(plot) && plot.frame.contains(page);
  const int index = brush ? -1 : handle_at(handles, layout_, page);
  if (index >= 0) events.hovered_handle = handles[static_cast<std::size_t>(index)].id;
  if (const PlotLayout::LegendEntry* entry = legend_at(plot, page)) {
    events.hovered_series = entry->series;
    return;
  }
  if (!plot.frame.contains(page)) return;
  events.hover = FigureEvents::At{plot.name, plot.to_data(page)};
  if (brush) return;
  if (!(page == near_at_)) {
    near_at_ = page;
    const auto found = std::find_if(figure_.plots.begin(), figure_.plots.end(),
                                    [&plot](const Plot& candidate) { return candidate.name == plot.name; });
    near_series_ = found == figure_.plots.end() ? -1 : series_at(*found, plot, page, kCurveReach);
  }
  events.hovered_series = near_series_;
}

const Handle* FigureView::held_handle(std::span<const Handle> handles) const {
  if (gesture_ != Gesture::handle) return nullptr;
  const auto found = std::find_if(handles.begin(), handles.end(), [this](const Handle& handle) {
    return handle.id == handle_ && handle.plot == plot_;
  });
  return found == handles.end() ? nullptr : &*found;
}

void FigureView::set_cursor(const PlotLayout* plot, Point page, std::span<const Handle> handles,
                            const FigureEvents& events) const {
  const Handle* handle = held_handle(handles);
  if (!handle && events.hovered_handle >= 0) {
    const int index = handle_at(handles, layout_, page);
    if (index >= 0) handle = &handles[static_cast<std::size_t>(index)];
  }
  if (handle) {
    ImGui::SetMouseCursor(handle->shape == Handle::Shape::point           ? ImGuiMouseCursor_Hand
                          : handle->shape == Handle::Shape::vertical_line ? ImGuiMouseCursor_ResizeEW
                                                                          : ImGuiMouseCursor_ResizeNS);
  } else if (gesture_ == Gesture::pan) {
    ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeAll);
  } else if (gesture_ == Gesture::pan_x) {
    ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
  } else if (gesture_ == Gesture::pan_y) {
    ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeNS);
  } else if (gesture_ == Gesture::none && plot && !plot->frame.contains(page)) {
    if (plot->x_axis.contains(page)) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
    if (plot->y_axis.contains(page)) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeNS);
  }
  if (plot && gesture_ == Gesture::none && (legend_at(*plot, page) || title_area(*plot).contains(page)))
    ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
}

void FigureView::draw_titles(Point page, bool hovered, bool ground, Ui& ui) const {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  for (const PlotLayout& plot : layout_.plots) {
    const Rect area = title_area(plot);
    if (area.width <= 0) continue;
    const bool held = gesture_ == Gesture::title && plot_ == plot.name;
    const bool pointed = held || (gesture_ == Gesture::none && hovered && area.contains(page));
    if (ground && pointed) draw_title_ground(list, plot, origin_, ui);
    if (!ground) draw_title_mark(list, plot, pointed, origin_, ui);
    if (!ground && ui.controls) {
      (*ui.controls)["title." + plot.name] = {origin_.x + ui.px(area.x), origin_.y + ui.px(area.y), ui.px(area.width),
                                              ui.px(area.height)};
    }
  }
}

void FigureView::draw(std::span<const Handle> handles, const FigureEvents& events, Point page, bool hovered,
                      Ui& ui) const {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  draw_titles(page, hovered, true, ui);
  paint(layout_.list, list, origin_, ui);
  draw_titles(page, hovered, false, ui);
  for (const Handle& handle : handles) {
    const PlotLayout* plot = layout_.find(handle.plot);
    if (!plot) continue;
    const bool held = gesture_ == Gesture::handle && handle.id == handle_ && handle.plot == plot_;
    const bool pointed = held || events.hovered_handle == handle.id;
    if (pointed) draw_grip(list, handle, *plot, origin_, ui);
  }
  draw_held(handles, ui);
  const PlotLayout* painted = brush_ ? layout_.find(brush_->plot) : nullptr;
  const bool over = gesture_ == Gesture::brush || (gesture_ == Gesture::none && hovered);
  if (painted && over && painted->frame.contains(page)) draw_brush(list, *painted, page, brush_->radius, origin_, ui);
  const PlotLayout* plot = gesture_ == Gesture::box ? layout_.find(plot_) : nullptr;
  if (plot) draw_box(list, clamped(grab_, plot->frame), clamped(page, plot->frame), origin_, ui);
}

}  // namespace losslab
