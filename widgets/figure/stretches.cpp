#include "widgets/figure/stretches.h"

#include <algorithm>
#include <cmath>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "widgets/figure/stretches.cpp"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"

HWY_BEFORE_NAMESPACE();
namespace losslab::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

// offset + (value − low)·scale, for both axes.
void MapLinear(const Point* points, std::size_t count, const PageMap& map, double* x, double* y) {
  const hn::ScalableTag<double> d;
  const auto low_x = hn::Set(d, map.x.low), scale_x = hn::Set(d, map.x.scale), offset_x = hn::Set(d, map.x.offset);
  const auto low_y = hn::Set(d, map.y.low), scale_y = hn::Set(d, map.y.scale), offset_y = hn::Set(d, map.y.offset);
  std::size_t i = 0;
  for (; i + hn::Lanes(d) <= count; i += hn::Lanes(d)) {
    hn::Vec<decltype(d)> data_x, data_y;
    hn::LoadInterleaved2(d, &points[i].x, data_x, data_y);
    hn::StoreU(hn::Add(offset_x, hn::Mul(hn::Sub(data_x, low_x), scale_x)), d, x + i);
    hn::StoreU(hn::Add(offset_y, hn::Mul(hn::Sub(data_y, low_y), scale_y)), d, y + i);
  }
  for (; i < count; ++i) {
    x[i] = map.x.linear(points[i].x);
    y[i] = map.y.linear(points[i].y);
  }
}

// Whether `points` and the one before them are all less than `low`, or all more than `high`.
HWY_INLINE bool Beyond(const double* points, double low, double high) {
  const hn::CappedTag<double, PagePath::stretch> d;
  bool less = points[-1] < low;
  bool more = points[-1] > high;
  if (!less && !more) return false;
  for (std::size_t i = 0; i < PagePath::stretch; i += hn::Lanes(d)) {
    const auto at = hn::LoadU(d, points + i);
    less = less && hn::AllTrue(d, hn::Lt(at, hn::Set(d, low)));
    more = more && hn::AllTrue(d, hn::Gt(at, hn::Set(d, high)));
  }
  return less || more;
}

template <std::size_t stretch>
HWY_INLINE bool Straight(const double* x, const double* y, double slack) {
  const hn::CappedTag<double, stretch> d;
  const double from_x = x[-1], from_y = y[-1], to_x = x[stretch - 1], to_y = y[stretch - 1];
  const double dx = to_x - from_x, dy = to_y - from_y, length = std::abs(dx);
  const auto across = hn::Set(d, dx), up = hn::Set(d, dy), level = hn::Set(d, from_y * dx - dy * from_x);
  const auto room = hn::Set(d, slack * std::max(length, std::abs(dy)));
  // A little more than half, as the last point lies on the end itself.
  const auto middle = hn::Set(d, 0.5 * (from_x + to_x)), half = hn::Set(d, 0.5000001 * length);
  for (std::size_t i = 0; i < stretch; i += hn::Lanes(d)) {
    const auto at_x = hn::LoadU(d, x + i), at_y = hn::LoadU(d, y + i);
    const auto off = hn::Abs(hn::Sub(hn::Sub(hn::Mul(at_y, across), hn::Mul(up, at_x)), level));
    // False for NaN too.
    const auto fits = hn::And(hn::Le(off, room), hn::Le(hn::Abs(hn::Sub(at_x, middle)), half));
    if (!hn::AllTrue(d, fits)) return false;
  }
  return true;
}

void Judge(const double* x, const double* y, const Rect& clip, double slack, Stretch* out, std::size_t count) {
  for (std::size_t s = 1; s < count; ++s) {
    const double *here_x = x + s * PagePath::stretch, *here_y = y + s * PagePath::stretch;
    if (Beyond(here_y, clip.y, clip.bottom()) || Beyond(here_x, clip.x, clip.right())) {
      out[s] = Stretch::outside;
    } else if (Straight<PagePath::stretch>(here_x, here_y, slack)) {
      out[s] = Stretch::straight;
    } else {
      constexpr std::size_t half = PagePath::stretch / 2;
      if (Straight<half>(here_x, here_y, slack) && Straight<half>(here_x + half, here_y + half, slack)) {
        out[s] = Stretch::halves;
      }
    }
  }
}

}  // namespace losslab::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace losslab {

HWY_EXPORT(MapLinear);
HWY_EXPORT(Judge);

void PagePath::map(std::span<const Point> points, const PageMap& to_page, Rect clip, double slack) {
  x.resize(points.size());
  y.resize(points.size());
  stretches.assign(points.size() / stretch, Stretch::any);
  if (to_page.x.log || to_page.y.log) {
    for (std::size_t i = 0; i < points.size(); ++i) {
      x[i] = to_page.x(points[i].x);
      y[i] = to_page.y(points[i].y);
    }
  } else {
    HWY_DYNAMIC_DISPATCH(MapLinear)(points.data(), points.size(), to_page, x.data(), y.data());
  }
  HWY_DYNAMIC_DISPATCH(Judge)
  (x.data(), y.data(), clip, slack, stretches.data(), stretches.size());
}

}  // namespace losslab
#endif  // HWY_ONCE
