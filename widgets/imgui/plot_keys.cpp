// A figure by keyboard: its titles, its plots, and the entries of their legends.
#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>

#include "widgets/figure/number.h"
#include "widgets/imgui/gestures.h"
#include "widgets/imgui/grips.h"
#include "widgets/imgui/plot_view.h"
#include "widgets/imgui/stops.h"
#include "widgets/imgui/text.h"

namespace losslab {
namespace {

constexpr double kPan = 0.05, kZoom = 1.25;  // of one key
constexpr double kBeside = 12;               // page points from a point to one that is added

constexpr StopKeys plot_keys_taken = arrow_keys | stop_keys({StopKey::enter, StopKey::menu, StopKey::page_up,
                                                             StopKey::page_down, StopKey::insert, StopKey::erase});

Stop stop_at(const char* what, const Rect& page, ImVec2 origin, const Ui& ui) {
  Stop stop;
  stop.id = ImGui::GetID(what);
  stop.low = ImVec2(origin.x + ui.px(page.x), origin.y + ui.px(page.y));
  stop.high = ImVec2(origin.x + ui.px(page.right()), origin.y + ui.px(page.bottom()));
  return stop;
}

double factor_of_keys() {
  const ImGuiIO& io = ImGui::GetIO();
  return io.KeyShift ? 0.1 : io.KeyCtrl ? 10 : 1;
}

// One, two or five of a power of ten, near to a hundredth of the range.
double step_of(Range range) {
  const double wanted = range.span() / 100, unit = std::pow(10.0, std::floor(std::log10(wanted)));
  const double share = wanted / unit;
  return unit * (share < 1.5 ? 1 : share < 3.5 ? 2 : share < 7.5 ? 5 : 10);
}

double moved(double value, Range range, bool log, double steps) {
  if (!log) return value + steps * step_of(range);
  return value * std::pow(range.max / range.min, steps / 100);
}

// As many digits as a hundredth of a step needs.
std::string place_text(double value, Range range, bool log) {
  const double size = log ? std::abs(value) / 100 : step_of(range) / 10;
  if (!(size > 0) || !std::isfinite(size)) return fixed_text(value, 3);
  return fixed_text(value, std::clamp(static_cast<int>(std::ceil(-std::log10(size) - 1e-9)), 0, 9));
}

}  // namespace

void FigureView::add_stops(std::span<const Handle> handles, FigureEvents& events, Ui& ui) {
  key_shown_ = false;
  if (ui.stops == nullptr) return;
  ui.stops->region(Stops::Order::given);
  for (const PlotLayout& plot : layout_.plots) {
    ImGui::PushID(plot.name.c_str());
    title_stop(plot, events, ui);
    plot_stop(plot, handles, events, ui);
    legend_stops(plot, events, ui);
    ImGui::PopID();
  }
}

void FigureView::title_stop(const PlotLayout& plot, FigureEvents& events, Ui& ui) const {
  const Rect area = title_area(plot);
  if (area.width <= 0) return;
  const Stop stop = stop_at("##title", area, origin_, ui);
  if (!ui.stops->add(stop).acted) return;
  events.title = plot.name;
  events.menu_place = Point{stop.low.x, stop.high.y};
}

void FigureView::legend_stops(const PlotLayout& plot, FigureEvents& events, Ui& ui) const {
  for (std::size_t i = 0; i < plot.legend.size(); ++i) {
    if (plot.legend[i].series < 0) continue;  // there is nothing to hide
    ImGui::PushID(static_cast<int>(i));
    Stop stop = stop_at("##legend", plot.legend[i].rect, origin_, ui);
    ImGui::PopID();
    stop.group = ImGui::GetID("##legends");
    const Stops::Now now = ui.stops->add(stop);
    if (now.focused) events.hovered_series = plot.legend[i].series;
    if (now.acted) events.toggled_series = plot.legend[i].series;
  }
}

const Handle* FigureView::key_handle(const PlotLayout& plot, std::span<const Handle> handles) const {
  if (!key_handle_ || key_plot_ != plot.name) return nullptr;
  const auto found = std::ranges::find_if(
      handles, [&](const Handle& handle) { return handle.id == *key_handle_ && handle.plot == plot.name; });
  return found == handles.end() ? nullptr : &*found;
}

void FigureView::plot_stop(const PlotLayout& plot, std::span<const Handle> handles, FigureEvents& events, Ui& ui) {
  Stop stop = stop_at("##plot", plot.frame, origin_, ui);
  stop.keys = plot_keys_taken;
  if (key_handle(plot, handles) != nullptr) stop.keys |= stop_keys({StopKey::escape});
  const Stops::Now now = ui.stops->add(stop);
  if (!now.focused) {
    // Under its own menu it keeps what it holds.
    if (key_plot_ == plot.name && !now.waits) key_plot_.clear();
    return;
  }
  if (key_plot_ != plot.name) {
    // Whoever comes to a plot with a line to be read off has hold of it.
    key_plot_ = plot.name;
    key_at_ = {-1, -1};
    key_moved_ = false;
    key_adds_.reset();
    const auto line = std::ranges::find_if(handles, [&](const Handle& handle) {
      return handle.plot == plot.name && handle.shape == Handle::Shape::vertical_line;
    });
    key_handle_ = line == handles.end() ? std::nullopt : std::optional(line->id);
  }
  key_shown_ = true;
  plot_keys(plot, handles, events, ui);
}

void FigureView::plot_keys(const PlotLayout& plot, std::span<const Handle> handles, FigureEvents& events,
                           const Ui& ui) {
  const Stops& stops = *ui.stops;
  if (stops.presses(StopKey::escape) > 0) key_handle_.reset();
  if (key_adds_) hold_added(plot, handles, events);
  const int steps = stops.presses(StopKey::page_down) - stops.presses(StopKey::page_up);
  if (steps != 0) hold_next(plot, handles, steps, events);
  const Handle* const handle = key_handle(plot, handles);
  move_by_keys(plot, handle, events, ui);
  letters(plot, handle, events);
  const bool point = handle != nullptr && handle->shape == Handle::Shape::point;
  if (point && stops.presses(StopKey::erase) > 0) events.erased_handle = handle->id;
  if (stops.presses(StopKey::insert) > 0) {
    // Beside what is held, or in the middle.
    const Rect& frame = plot.frame;
    const auto near = point ? handle_place(*handle, plot) : std::nullopt;
    const Point page =
        near ? Point{near->x + kBeside, near->y} : Point{frame.x + 0.5 * frame.width, frame.y + 0.5 * frame.height};
    events.added = FigureEvents::At{plot.name, plot.to_data(page)};
    key_adds_ = handles.size();
  }
  if (stops.presses(StopKey::enter) + stops.presses(StopKey::menu) > 0) {
    const Rect& frame = plot.frame;
    Point page{frame.x + 0.2 * frame.width, frame.y + 0.2 * frame.height};
    if (const auto at = point ? handle_place(*handle, plot) : std::nullopt) page = *at;
    if (point) {
      events.right_clicked_handle = handle->id;
    } else {
      events.menu = FigureEvents::At{plot.name, plot.to_data(page)};
    }
    const auto scale = static_cast<double>(ui.scale);
    events.menu_place = Point{origin_.x + scale * page.x, origin_.y + scale * page.y};
  }
  if (handle == nullptr) return;
  const std::optional<Point> at = handle_place(*handle, plot);
  if (at) key_at_ = *at;
  events.held = FigureEvents::At{plot.name, handle->at};
}

// The newest has the greatest number.
void FigureView::hold_added(const PlotLayout& plot, std::span<const Handle> handles, FigureEvents& events) {
  if (handles.size() <= *key_adds_) return;
  key_adds_.reset();
  key_handle_.reset();
  for (const Handle& handle : handles) {
    if (handle.plot == plot.name && handle.shape == Handle::Shape::point && handle.id >= key_handle_.value_or(-1)) {
      key_handle_ = handle.id;
    }
  }
  key_moved_ = false;
  events.clicked_handle = key_handle_;
}

// From the left to the right, from one that is in sight to the next, and round again.
void FigureView::hold_next(const PlotLayout& plot, std::span<const Handle> handles, int by, FigureEvents& events) {
  using Place = std::tuple<double, double, int>;
  std::optional<Place> first, last, before, after;
  // A held one that has gone leaves its place; of those at one place each has its turn.
  const Place here{key_at_.x, key_at_.y, key_handle_.value_or(-1)};
  for (const Handle& handle : handles) {
    const std::optional<Point> at = handle.plot == plot.name ? handle_place(handle, plot) : std::nullopt;
    if (!at) continue;
    const Place place{at->x, at->y, handle.id};
    if (!first || place < *first) first = place;
    if (!last || place > *last) last = place;
    if (place > here && (!after || place < *after)) after = place;
    if (place < here && (!before || place > *before)) before = place;
  }
  if (!first) return;
  const bool none = key_at_.x < 0;
  const Place next = by > 0 ? (none ? first : after).value_or(*first) : (none ? last : before).value_or(*last);
  key_handle_ = std::get<2>(next);
  key_moved_ = false;
  events.clicked_handle = key_handle_;
}

void FigureView::move_by_keys(const PlotLayout& plot, const Handle* handle, FigureEvents& events, const Ui& ui) {
  const Stops& stops = *ui.stops;
  const double x = stops.presses(StopKey::right) - stops.presses(StopKey::left);
  const double y = stops.presses(StopKey::up) - stops.presses(StopKey::down);
  if (x == 0 && y == 0) return;
  const double factor = factor_of_keys();
  const bool line = handle != nullptr && handle->shape == Handle::Shape::vertical_line;
  if (handle != nullptr && !(line && x == 0)) {
    const Point to{moved(handle->at.x, plot.x, plot.x_log, factor * x),
                   line ? handle->at.y : moved(handle->at.y, plot.y, plot.y_log, factor * y)};
    events.drag = FigureEvents::HandleDrag{handle->id, to, !key_moved_, false, true};
    key_moved_ = true;
  } else {
    const double far = std::min(kPan * factor, 0.5);
    events.view =
        FigureEvents::View{plot.name, panned(plot.x, plot.x_log, -far * x), panned(plot.y, plot.y_log, -far * y)};
  }
}

// Letters and signs come as they are typed, wherever they are on the keyboard.
void FigureView::letters(const PlotLayout& plot, const Handle* handle, FigureEvents& events) const {
  const bool point = handle != nullptr && handle->shape == Handle::Shape::point;
  for (const ImWchar letter : ImGui::GetIO().InputQueueCharacters) {
    if (point && (letter == 'm' || letter == 'M')) events.marked_handle = handle->id;
    const bool closer = letter == '+' || letter == '=';
    if (!closer && letter != '-' && letter != 0x2212) continue;
    // What is held stays where it is.
    const std::optional<Point> at = handle != nullptr ? handle_place(*handle, plot) : std::nullopt;
    const double x = at ? (at->x - plot.frame.x) / plot.frame.width : 0.5;
    const double y = at && point ? (plot.frame.bottom() - at->y) / plot.frame.height : 0.5;
    const double factor = closer ? 1 / kZoom : kZoom;
    events.view =
        FigureEvents::View{plot.name, zoomed(plot.x, plot.x_log, x, factor), zoomed(plot.y, plot.y_log, y, factor)};
  }
}

// What is held by keys has a ring, and says where it is.
void FigureView::draw_held(std::span<const Handle> handles, Ui& ui) const {
  const PlotLayout* plot = key_shown_ ? layout_.find(key_plot_) : nullptr;
  const Handle* const handle = plot != nullptr ? key_handle(*plot, handles) : nullptr;
  const std::optional<Point> page = handle != nullptr ? handle_place(*handle, *plot) : std::nullopt;
  if (!page) return;
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  draw_grip(draw, *handle, *plot, origin_, ui);
  const std::string x = place_text(handle->at.x, plot->x, plot->x_log);
  const std::string text =
      handle->shape == Handle::Shape::vertical_line
          ? ui.text("plot.held_line", {{"x", x}})
          : ui.text("plot.held_point", {{"x", x}, {"y", place_text(handle->at.y, plot->y, plot->y_log)}});
  const TextPen pen = body_pen(ui);
  const ImVec2 pad(ui.px(6), ui.px(3)), size(text_width(pen, text) + 2 * pad.x, pen.height() + 2 * pad.y);
  const Rect& frame = plot->frame;
  const ImVec2 low(origin_.x + ui.px(frame.x), origin_.y + ui.px(frame.y));
  const ImVec2 high(origin_.x + ui.px(frame.right()), origin_.y + ui.px(frame.bottom()));
  const ImVec2 at(origin_.x + ui.px(page->x), origin_.y + ui.px(page->y));
  const float gap = ui.px(10);
  // Above it on the right, or where there is room.
  const float left = std::round(at.x + gap + size.x <= high.x ? at.x + gap : at.x - gap - size.x);
  const float top = std::round(at.y - gap - size.y >= low.y ? at.y - gap - size.y : at.y + gap);
  draw.AddRectFilled(ImVec2(left, top), ImVec2(left + size.x, top + size.y), to_im(ui.theme->background), ui.px(4));
  draw.AddRect(ImVec2(left, top), ImVec2(left + size.x, top + size.y), to_im(ui.theme->accent), ui.px(4), 0,
               std::max(1.f, std::round(ui.px(1))));
  draw_text(draw, pen, ImVec2(left + pad.x, top + pad.y + pen.ascent), to_im(ui.theme->foreground), text);
}

}  // namespace losslab
