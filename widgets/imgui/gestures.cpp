#include "widgets/imgui/gestures.h"

#include <cmath>
#include <limits>

#include "widgets/figure/axis_map.h"

namespace losslab {
namespace {

struct Span {
  double from, to;
  double length() const { return to - from; }
};

Span inner(Range range, bool log) {
  if (!log) return {range.min, range.max};
  return {std::log10(range.min), std::log10(range.max)};
}

Range outer(double from, double to, bool log) {
  return log ? Range{std::pow(10.0, from), std::pow(10.0, to)} : Range{from, to};
}

bool usable(Range range, bool log) {
  if (!std::isfinite(range.min) || !std::isfinite(range.max) || !(range.max > range.min)) return false;
  if (log && !(range.min > 0)) return false;
  const double size = std::max(std::abs(range.min), std::abs(range.max));
  return range.span() > 1e-11 * size && size < 1e200 && range.span() > 1e-200;
}

double to_segment(Point p, Point a, Point b) {
  const double dx = b.x - a.x, dy = b.y - a.y;
  const double length2 = dx * dx + dy * dy;
  const double t = length2 > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length2, 0.0, 1.0) : 0;
  return std::hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

// Finds the nearest among what lies near the pointer in x; only that is mapped to the page.
class NearestSeries {
 public:
  NearestSeries(const PlotLayout& place, Point page, double reach) : map_(place), page_(page), best_(reach) {
    low_ = place.to_data({page.x - reach, page.y}).x;
    high_ = place.to_data({page.x + reach, page.y}).x;
  }

  void operator()(const CurveItem& item) {
    if (item.series < 0) return;
    for (std::size_t i = 1; i < item.points.size(); ++i) segment(item.points[i - 1], item.points[i], item.series);
  }
  void operator()(const SegmentsItem& item) {
    if (item.series < 0) return;
    for (const auto& [a, b] : item.segments) segment(a, b, item.series);
  }
  void operator()(const PointsItem& item) {
    if (item.series < 0) return;
    for (const Point& p : item.points) segment(p, p, item.series);
  }
  template <class Other>
  void operator()(const Other&) {}

  int series() const { return series_; }

 private:
  void segment(Point a, Point b, int series) {
    // Written so that a NaN drops out.
    if (!(std::max(a.x, b.x) >= low_ && std::min(a.x, b.x) <= high_)) return;
    const double distance = to_segment(page_, map_(a), map_(b));
    if (!(distance < best_)) return;
    best_ = distance;
    series_ = series;
  }

  PageMap map_;
  Point page_;
  double best_, low_ = 0, high_ = 0;
  int series_ = -1;
};

}  // namespace

Range panned(Range range, bool log, double share) {
  const Span s = inner(range, log);
  const Range moved = outer(s.from - s.length() * share, s.to - s.length() * share, log);
  return usable(moved, log) ? moved : range;
}

Range zoomed(Range range, bool log, double share, double factor) {
  const Span s = inner(range, log);
  const double fixed = s.from + s.length() * share;
  const Range result = outer(fixed - s.length() * share * factor, fixed + s.length() * (1 - share) * factor, log);
  return usable(result, log) ? result : range;
}

Range cut(Range range, bool log, double from, double to) {
  const Span s = inner(range, log);
  const Range result = outer(s.from + s.length() * std::min(from, to), s.from + s.length() * std::max(from, to), log);
  return usable(result, log) ? result : range;
}

std::optional<Point> handle_place(const Handle& handle, const PlotLayout& plot) {
  const Rect& frame = plot.frame;
  Point p = plot.to_page(handle.at);
  if (handle.shape == Handle::Shape::vertical_line) p.y = frame.y;
  if (!frame.contains(p)) return std::nullopt;  // false for NaN as well
  return p;
}

int handle_at(std::span<const Handle> handles, const Layout& layout, Point page) {
  int found = -1;
  double best = std::numeric_limits<double>::infinity();
  const PlotLayout* plot = layout.at(page);
  if (!plot) return -1;
  for (std::size_t i = 0; i < handles.size(); ++i) {
    const Handle& handle = handles[i];
    if (handle.plot != plot->name) continue;
    const std::optional<Point> at = handle_place(handle, *plot);
    if (!at) continue;
    double distance = 0, rank = 0;  // any point before any line
    switch (handle.shape) {
      case Handle::Shape::point:
        distance = std::hypot(page.x - at->x, page.y - at->y);
        break;
      case Handle::Shape::vertical_line:
        distance = std::abs(page.x - at->x);
        break;
    }
    if (handle.shape != Handle::Shape::point) {
      if (!plot->frame.contains(page)) continue;
      rank = 1e6;
    }
    if (distance > handle.reach) continue;
    if (rank + distance >= best) continue;
    best = rank + distance;
    found = static_cast<int>(i);
  }
  return found;
}

const PlotLayout::LegendEntry* legend_at(const PlotLayout& plot, Point page) {
  for (const PlotLayout::LegendEntry& entry : plot.legend) {
    if (entry.rect.contains(page)) return &entry;
  }
  return nullptr;
}

std::vector<int> under_brush(const PlotLayout& plot, std::span<const Point> data, Point from, Point to, double radius) {
  const PageMap map(plot);
  const Point a = map(from), b = map(to);
  std::vector<int> touched;
  for (std::size_t i = 0; i < data.size(); ++i) {
    const Point p = map(data[i]);
    if (plot.frame.contains(p) && to_segment(p, a, b) <= radius) touched.push_back(static_cast<int>(i));
  }
  return touched;
}

Rect title_area(const PlotLayout& plot) {
  const Rect& title = plot.title;
  if (!plot.title_menu || title.width <= 0) return {};
  const double margin = 0.25 * title.height;
  return {title.x - margin, title.y, title.width + PlotLayout::title_mark * title.height + margin, title.height};
}

int series_at(const Plot& plot, const PlotLayout& place, Point page, double reach) {
  NearestSeries nearest(place, page, reach);
  for (const Item& item : plot.items) std::visit(nearest, item);
  return nearest.series();
}

}  // namespace losslab
