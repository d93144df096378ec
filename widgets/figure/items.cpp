#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include "widgets/figure/axis_map.h"
#include "widgets/figure/marker.h"
#include "widgets/figure/plan.h"
#include "widgets/figure/thin.h"

namespace losslab {
namespace {

// From that many on, of points that look alike and lie within half a point on the page one is drawn.
constexpr std::size_t many_points = 1500;

// Which places of a frame have a point already.
class Places {
 public:
  Places(const Rect& frame, bool wanted) : frame_(frame), columns_(static_cast<std::size_t>(frame.width / cell) + 3) {
    if (wanted) taken_.resize(columns_ * (static_cast<std::size_t>(frame.height / cell) + 3));
  }
  // Whether the place was free; always where that is not wanted, and outside of the frame.
  bool take(Point p) {
    if (taken_.empty() || !frame_.contains(p)) return true;
    const auto column = static_cast<std::size_t>((p.x - frame_.x) / cell);
    const auto row = static_cast<std::size_t>((p.y - frame_.y) / cell);
    const std::size_t at = row * columns_ + column;
    if (taken_[at]) return false;
    taken_[at] = true;
    return true;
  }

 private:
  static constexpr double cell = 0.5;  // points
  Rect frame_;
  std::size_t columns_;
  std::vector<bool> taken_;
};

// What may be dropped from a curve, in points: below what paper or screen shows, with room to the promised 0.2.
constexpr double thinning = 0.12, slack = 0.07;

template <typename T>
const T& one_of(const std::vector<T>& values, std::size_t i, const T& otherwise) {
  if (values.empty()) return otherwise;
  return values.size() == 1 ? values.front() : values[std::min(i, values.size() - 1)];
}

bool touches(const Rect& a, const Rect& b) {
  return a.x <= b.right() && b.x <= a.right() && a.y <= b.bottom() && b.y <= a.bottom();
}

class ItemPainter {
 public:
  ItemPainter(const Page& page, const PlotPlan& plan, LayoutScratch& scratch, std::vector<Op>& ops)
      : page_(page), frame_(plan.layout.frame), map_(plan.layout), scratch_(scratch), ops_(ops) {
    for (const Item& item : plan.plot->items) {
      const auto* field = std::get_if<FieldItem>(&item);
      over_field_ = over_field_ || (field != nullptr && field->pixels != nullptr);
      const auto* line = std::get_if<LineItem>(&item);
      if (line && line->direction == LineItem::Direction::vertical) upright_lines_.push_back(map_.x(line->at));
    }
  }

  void operator()(const FieldItem& field) {
    if (!field.pixels || field.pixels->width < 1 || field.pixels->height < 1) return;
    // Values belong to the corners of the grid, pixels to their own centres: the image reaches half a cell beyond.
    const double dx = field.pixels->width > 1 ? 0.5 * field.x.span() / (field.pixels->width - 1) : 0;
    const double dy = field.pixels->height > 1 ? 0.5 * field.y.span() / (field.pixels->height - 1) : 0;
    const Point from = map_({field.x.min - dx, field.y.max + dy}), to = map_({field.x.max + dx, field.y.min - dy});
    const Rect rect{from.x, from.y, to.x - from.x, to.y - from.y};
    if (std::isfinite(rect.width + rect.height + rect.x + rect.y))
      ops_.emplace_back(ImageOp{field.pixels, rect, field.smooth});
  }

  void operator()(const BarsItem& bars) {
    for (const auto& [a, b] : bars.corners) {
      const Point p = clamped(map_(a)), q = clamped(map_(b));
      Rect rect{std::min(p.x, q.x), std::min(p.y, q.y), std::abs(p.x - q.x), std::abs(p.y - q.y)};
      if (!(rect.width * rect.height > 0)) continue;
      // A hair between neighbours, where there is room for it.
      if (rect.width > 3) rect = {rect.x + 0.4, rect.y, rect.width - 0.8, rect.height};
      ops_.emplace_back(RectOp{rect, bars.fill, std::nullopt});
    }
  }

  void operator()(const BandItem& band) {
    const Color fill = shown_color(page_, band.fill, band.series);
    BandOp part{{}, {}, fill};
    const auto finish = [&] {
      if (part.upper.size() > 1) ops_.emplace_back(part);
      part.upper.clear();
      part.lower.clear();
    };
    for (std::size_t i = 0; i < std::min(band.low.size(), band.high.size()); ++i) {
      const double x = map_.x(band.low[i].x), low = band_height(band.low[i].y), high = band_height(band.high[i].y);
      if (std::isnan(x) || std::isnan(low) || std::isnan(high)) {
        finish();
        continue;
      }
      part.upper.push_back(near({x, std::min(low, high)}));
      part.lower.push_back(near({x, std::max(low, high)}));
    }
    finish();
  }

  void operator()(const SquaresItem& squares) {
    std::vector<Rect> rects;
    for (const auto& [a, b] : squares.segments) {
      const std::optional<Rect> rect = square_on(map_(a), map_(b));
      if (rect) rects.push_back(*rect);
    }
    keep_largest(rects, SquaresItem::most);
    const Color fill = shown_color(page_, squares.fill, squares.series);
    const Stroke outline = shown_stroke(page_, squares.outline, squares.series);
    for (const Rect& rect : rects) {
      // What lies far outside is cut off, a little beyond the frame, where the clip hides the cut.
      const Point low = clamped({rect.x, rect.y}), high = clamped({rect.right(), rect.bottom()});
      ops_.emplace_back(RectOp{{low.x, low.y, high.x - low.x, high.y - low.y}, fill, outline});
    }
  }

  void operator()(const CurveItem& curve) {
    const Stroke stroke = shown_stroke(page_, curve.stroke, curve.series);
    const double spacing = std::max(curve.marker_spacing, 10.0);
    marks_.clear();
    // Each series begins at another place, so that markers of close curves do not cover each other.
    double to_next = spacing * std::fmod(0.35 + 0.382 * std::max(curve.series, 0), 1.0);
    // On a heat map a rim of background keeps the paths apart from it.
    const bool rim = over_field_ && curve.series >= 0;
    const Stroke rim_stroke{page_.theme.background.with_alpha(170), stroke.width + 1.8 * page_.style.line_scale,
                            Dash::solid};
    const auto sink = [&](const std::vector<Point>& path) {
      if (rim) add_path(path, rim_stroke);
      if (curve.marker != Marker::none) to_next = place_marks(path, spacing, to_next);
      add_path(path, stroke);
    };
    // A little beyond the frame, where the clip cuts lines cleanly.
    constexpr double beyond = 4;
    const Rect clip{frame_.x - beyond, frame_.y - beyond, frame_.width + 2 * beyond, frame_.height + 2 * beyond};
    PathThinner thinner(clip, thinning, scratch_.points, sink);
    scratch_.path.map(curve.points, map_, clip, slack);
    thinner.add_all(scratch_.path);
    thinner.finish();
    const Stroke outline{page_.theme.background, 0.8 * page_.style.line_scale, Dash::solid};
    // A line that goes up and down all the time would be nothing but markers.
    const auto most = static_cast<std::size_t>(2 * (frame_.width + frame_.height) / spacing + 4);
    std::size_t each = 1;
    while (marks_.size() / each > most) each *= 2;
    for (std::size_t i = 0; i < marks_.size(); i += each) {
      add_marker(ops_, curve.marker, marks_[i], 2.8 * page_.style.line_scale, stroke.color, outline);
    }
  }

  void operator()(const PointsItem& points) {
    const bool alike = points.radius.size() <= 1 && points.fill.size() <= 1;
    Places taken(frame_, alike && points.points.size() > many_points);
    const double widest = 0.5 * room_of(points.within);
    for (std::size_t i = 0; i < points.points.size(); ++i) {
      const Point p = map_(points.points[i]);
      const double radius = std::min(one_of(points.radius, i, 3.0) * page_.style.line_scale, widest);
      // False for NaN too.
      if (!touches({p.x - radius, p.y - radius, 2 * radius, 2 * radius}, frame_)) continue;
      const bool ringed = i < points.ring.size() && points.ring[i];
      if (!ringed && !taken.take(p)) continue;
      const Color fill = shown_color(page_, one_of(points.fill, i, page_.theme.foreground), points.series);
      std::optional<Stroke> outline;
      if (points.outline) outline = shown_stroke(page_, *points.outline, points.series);
      add_marker(ops_, points.marker, p, radius, fill, outline);
      if (ringed) {
        const double ring = (1 + 2.2 / 3) * radius;
        ops_.emplace_back(CircleOp{p, ring, std::nullopt, shown_stroke(page_, points.ring_stroke, points.series)});
      }
    }
  }

  void operator()(const SegmentsItem& segments) {
    const Stroke stroke = shown_stroke(page_, segments.stroke, segments.series);
    const auto sink = [&](const std::vector<Point>& path) { add_path(path, stroke); };
    PathThinner thinner(frame_, thinning, scratch_.points, sink);
    for (const auto& [a, b] : segments.segments) {
      thinner.add(map_(a));
      thinner.add(map_(b));
      thinner.finish();
    }
  }

  void operator()(const LineItem& line) {
    const bool upright = line.direction == LineItem::Direction::vertical;
    const double at = upright ? map_.x(line.at) : map_.y(line.at);
    const bool inside = upright ? at >= frame_.x && at <= frame_.right() : at >= frame_.y && at <= frame_.bottom();
    if (!inside) return;
    const Stroke stroke = shown_stroke(page_, line.stroke, -1);
    const Point a = upright ? Point{at, frame_.y} : Point{frame_.x, at};
    const Point b = upright ? Point{at, frame_.bottom()} : Point{frame_.right(), at};
    ops_.emplace_back(LineOp{a, b, stroke});
    if (line.label.empty()) return;
    const double size = page_.tick_size, gap = 0.4 * page_.em;
    const double width = page_.width_of(line.label, size);
    // Beside the upper end, on the side with room; above the right end.
    const double reach = gap + width + gap;
    const bool crossed = std::any_of(upright_lines_.begin(), upright_lines_.end(),
                                     [&](double other) { return other > at && other < at + reach; });
    const bool left_side = upright && at - reach > frame_.x && (crossed || at + reach > frame_.right());
    const Point corner = upright ? Point{left_side ? at - gap - width : at + gap, frame_.y + gap}
                                 : Point{frame_.right() - gap - width, at - 0.15 * page_.em - page_.tick_line};
    place_label(line.label, {corner.x, corner.y, width, page_.tick_line}, size, line.stroke.color, true, true);
  }

  void operator()(const LabelItem& label) {
    const Point p = map_(label.at);
    if (!std::isfinite(p.x) || !std::isfinite(p.y) || label.text.empty()) return;
    double size = label.size > 0 ? label.size : page_.item_size;
    TextExtent extent = page_.text.measure(label.text, size, FontStyle::regular);
    if (label.within > 0) {
      const double half = label.within / 2;
      const double wide = std::abs(map_.x(label.at.x + half) - map_.x(label.at.x - half)),
                   high = std::abs(map_.y(label.at.y + half) - map_.y(label.at.y - half));
      const double share = std::min({1.0, wide / extent.width, high / (extent.ascent + extent.descent)});
      size *= share;
      if (share < 1) extent = page_.text.measure(label.text, size, FontStyle::regular);
    }
    const double height = extent.ascent + extent.descent;
    double x = p.x + label.dx, y = p.y + label.dy;
    if (label.h != HAlign::left) x -= label.h == HAlign::center ? 0.5 * extent.width : extent.width;
    if (label.v == VAlign::middle) y -= 0.5 * height;
    if (label.v == VAlign::bottom) y -= height;
    if (label.v == VAlign::baseline) y -= extent.ascent;
    // A colour that was not set is that of text.
    const Color color = label.color == Color{} ? page_.theme.foreground : label.color;
    place_label(label.text, {x, y, extent.width, height}, size, color, label.boxed, false);
  }

 private:
  // How wide and high on the page a cell of so much of linear axes is; without bounds where it is nothing.
  double room_of(double within) const {
    if (!(within > 0)) return std::numeric_limits<double>::infinity();
    return std::min(std::abs(map_.x(within) - map_.x(0)), std::abs(map_.y(within) - map_.y(0)));
  }
  void add_path(const std::vector<Point>& path, const Stroke& stroke) {
    if (path.size() == 2) {
      ops_.emplace_back(LineOp{path[0], path[1], stroke});
    } else {
      ops_.emplace_back(PolylineOp{path, stroke});
    }
  }

  Point clamped(Point p) const {
    return {std::clamp(p.x, frame_.x - 10, frame_.right() + 10), std::clamp(p.y, frame_.y - 10, frame_.bottom() + 10)};
  }

  // The height of a band's edge on the page. What is not positive lies below a log axis.
  double band_height(double y) const {
    return map_.y.log && y <= 0 ? std::numeric_limits<double>::infinity() : map_.y(y);
  }
  // So far out that an edge that leads there seems to leave for infinity, and not so far that a painter's single
  // precision would show.
  Point near(Point p) const {
    constexpr double far = 1e4;
    return {std::clamp(p.x, frame_.x - far, frame_.right() + far),
            std::clamp(p.y, frame_.y - far, frame_.bottom() + far)};
  }

  // The square on a stick; nothing where it would not be seen.
  std::optional<Rect> square_on(Point a, Point b) const {
    constexpr double least = 0.5;  // points
    if (!std::isfinite(a.x) || std::isnan(a.y + b.y)) return std::nullopt;
    const Point from = near(a), to = near(b);
    const double side = std::abs(from.y - to.y);
    if (side < least) return std::nullopt;
    const double seen_right = std::min(from.x + side, frame_.right()) - std::max(from.x, frame_.x);
    const double seen_left = std::min(from.x, frame_.right()) - std::max(from.x - side, frame_.x);
    const bool left = from.x + side > frame_.right() && seen_left > seen_right;
    const Rect rect{left ? from.x - side : from.x, std::min(from.y, to.y), side, side};
    return touches(rect, frame_) ? std::optional(rect) : std::nullopt;
  }

  // Leaves the `most` largest, in their order; of two equal ones the first.
  static void keep_largest(std::vector<Rect>& squares, std::size_t most) {
    if (squares.size() <= most) return;
    std::vector<std::size_t> order(squares.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::nth_element(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(most), order.end(),
                     [&](std::size_t i, std::size_t j) {
                       return squares[i].width != squares[j].width ? squares[i].width > squares[j].width : i < j;
                     });
    order.resize(most);
    std::sort(order.begin(), order.end());
    for (std::size_t i = 0; i < most; ++i) squares[i] = squares[order[i]];
    squares.resize(most);
  }

  // Marks inside the frame every `spacing` points along the path; what is left to the next one.
  double place_marks(const std::vector<Point>& path, double spacing, double to_next) {
    for (std::size_t i = 1; i < path.size(); ++i) {
      const Point a = path[i - 1], b = path[i];
      const double length = std::hypot(b.x - a.x, b.y - a.y);
      double along = to_next;
      for (; along < length; along += spacing) {
        const double t = along / length;
        const Point p{a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
        if (frame_.contains(p)) marks_.push_back(p);
      }
      to_next = along - length;
    }
    return to_next;
  }

  // A text moved into the frame, and down past earlier ones where `stacked`; left out where the frame is too small.
  void place_label(const std::string& text, Rect rect, double size, Color color, bool boxed, bool stacked) {
    const double margin = 0.2 * page_.em;
    const Lines shown = page_.fitted(text, frame_.width - 2 * margin, size);
    const double line = rect.height;
    if (shown.count() == 0 || shown.count() * line > frame_.height - 2 * margin) return;
    if (shown.lines.front() != text) rect.width = shown.width;
    rect.height *= shown.count();
    const auto into_frame = [&] {
      rect.x = std::clamp(rect.x, frame_.x + margin, frame_.right() - margin - rect.width);
      rect.y = std::clamp(rect.y, frame_.y + margin, frame_.bottom() - margin - rect.height);
    };
    into_frame();
    if (stacked) {
      const auto covered = [&] {
        return std::any_of(labels_.begin(), labels_.end(), [&](const Rect& other) { return touches(rect, other); });
      };
      for (int tries = 0; tries < 8 && covered(); ++tries) rect.y += line * 1.05;
      if (rect.bottom() > frame_.bottom() - margin) return;
      labels_.push_back(rect);
    }
    if (boxed) {
      const Rect patch{rect.x - 0.2 * page_.em, rect.y, rect.width + 0.4 * page_.em, rect.height};
      ops_.emplace_back(RectOp{patch, page_.theme.background.with_alpha(205), std::nullopt, 0.2 * page_.em});
    }
    const double ascent = page_.text.measure(shown.lines.front(), shown.size, FontStyle::regular).ascent;
    for (int i = 0; i < shown.count(); ++i) {
      const Point at{rect.x, rect.y + ascent + i * line};
      ops_.emplace_back(
          TextOp{shown.lines[static_cast<std::size_t>(i)], at, HAlign::left, VAlign::baseline, shown.size, color});
    }
  }

  const Page& page_;
  Rect frame_;
  PageMap map_;
  LayoutScratch& scratch_;
  std::vector<Op>& ops_;
  std::vector<Point> marks_;
  std::vector<Rect> labels_;
  std::vector<double> upright_lines_;
  bool over_field_ = false;
};

}  // namespace

void draw_items(const Page& page, const PlotPlan& plan, LayoutScratch& scratch, std::vector<Op>& ops) {
  if (plan.plot->items.empty()) return;
  ops.emplace_back(ClipOp{plan.layout.frame});
  ItemPainter painter(page, plan, scratch, ops);
  const int highlight = page.style.highlight;
  // The highlighted series comes last, over the faded ones.
  for (const bool highlighted : {false, true}) {
    if (highlighted && highlight < 0) break;
    for (const Item& item : plan.plot->items) {
      const bool is = highlight >= 0 && series_of(item) == highlight;
      if (is == highlighted) std::visit(painter, item);
    }
  }
  ops.emplace_back(UnclipOp{});
}

}  // namespace losslab
