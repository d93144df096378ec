// What the losses of a pair of boxes are made of: along each axis their sizes, their overlap and the hull of both, with
// their slopes in the two edges of the prediction.
#if defined(LOSSLAB_BOX_OVERLAP_H) == defined(HWY_TARGET_TOGGLE)
#ifdef LOSSLAB_BOX_OVERLAP_H
#undef LOSSLAB_BOX_OVERLAP_H
#else
#define LOSSLAB_BOX_OVERLAP_H
#endif

#include "losses/core/target.h"
#include "losses/structures/core/structured_case.h"

LOSSLAB_BEGIN_TARGET

// The side from which a slope is taken where edges coincide.
enum class Side : unsigned char { below, above };

// A prediction [low, high] and a target on one axis.
template <class T>
struct BoxAxis {
  T size, target_size;
  T growth;  // size − target_size, before any rounding of the two
  T off;     // how far the middle of the prediction is from that of the target; its slope is ½ in both edges
  T overlap, overlap_low, overlap_high;
  T out, missed;  // of the prediction what is outside of the target; of the target what is not covered
  T hull, hull_low, hull_high;
};

template <class T>
LOSSLAB_INLINE BoxAxis<T> box_axis(T low, T high, T target_low, T target_high, Side side) {
  const bool above = side == Side::above;
  const T zero = T(0.0), one = T(1.0);
  const T low_off = low - target_low, high_off = high - target_high;
  const T start = max(low, target_low), end = min(high, target_high), raw = end - start;
  // Whether the edge of the prediction is that of the overlap; where edges coincide, after a small move to that side.
  const auto starts = above ? low_off >= 0.0 : low_off > 0.0;
  const auto ends = above ? high_off < 0.0 : high_off <= 0.0;
  const auto meets = raw > 0.0, meets_by_low = above ? raw > 0.0 : raw >= 0.0,
             meets_by_high = above ? raw >= 0.0 : raw > 0.0;
  BoxAxis<T> axis;
  axis.size = high - low;
  axis.target_size = target_high - target_low;
  axis.growth = high_off - low_off;
  axis.off = 0.5 * (low_off + high_off);
  axis.overlap = max(zero, raw);
  axis.overlap_low = select(starts && meets_by_low, -one, zero);
  axis.overlap_high = select(ends && meets_by_high, one, zero);
  axis.out = select(meets, max(zero, -low_off) + max(zero, high_off), axis.size);
  axis.missed = select(meets, max(zero, low_off) + max(zero, -high_off), axis.target_size);
  axis.hull = max(high, target_high) - min(low, target_low);
  axis.hull_low = select(starts, zero, -one);
  axis.hull_high = select(ends, zero, one);
  return axis;
}

template <class T>
struct BoxPair {
  BoxAxis<T> x, y;
};
// Of the corners x1 y1 x2 y2 of the prediction and of the target.
template <class T, class U>
LOSSLAB_INLINE BoxPair<T> box_pair(const T* box, const U* target, Side side) {
  return {box_axis(box[0], box[2], T(target[0]), T(target[2]), side),
          box_axis(box[1], box[3], T(target[1]), T(target[3]), side)};
}

// How a loss depends on what is measured along one axis.
template <class T>
struct AxisSlopes {
  T size, off, overlap, hull;
};
template <class T>
struct BoxSlopes {
  AxisSlopes<T> x, y;
};
template <class T>
LOSSLAB_INLINE BoxSlopes<T> no_slopes() {
  const T zero = T(0.0);
  const AxisSlopes<T> none{zero, zero, zero, zero};
  return {none, none};
}
// The slopes in the two edges of the prediction on one axis.
template <class T>
LOSSLAB_INLINE T slope_of_low(const BoxAxis<T>& axis, const AxisSlopes<T>& slope) {
  return 0.5 * slope.off - slope.size + slope.overlap * axis.overlap_low + slope.hull * axis.hull_low;
}
template <class T>
LOSSLAB_INLINE T slope_of_high(const BoxAxis<T>& axis, const AxisSlopes<T>& slope) {
  return 0.5 * slope.off + slope.size + slope.overlap * axis.overlap_high + slope.hull * axis.hull_high;
}
// The gradient in the corners.
template <class T>
LOSSLAB_INLINE void to_corners(const BoxPair<T>& pair, const BoxSlopes<T>& slopes, T* gradient) {
  gradient[0] = slope_of_low(pair.x, slopes.x);
  gradient[1] = slope_of_low(pair.y, slopes.y);
  gradient[2] = slope_of_high(pair.x, slopes.x);
  gradient[3] = slope_of_high(pair.y, slopes.y);
}

// A quotient that is `otherwise` where both parts are 0.
template <class T>
LOSSLAB_INLINE T quotient(T above, T below, double otherwise) {
  const auto defined = below != 0.0;
  return select(defined, above / select(defined, below, T(1.0)), T(otherwise));
}

// Areas, and 1 − IoU with its slopes.
template <class T>
struct Overlap {
  T both, either;  // areas of the intersection and of the union
  T miss;          // 1 − IoU: 1 where neither has an area
};
template <class T>
LOSSLAB_INLINE Overlap<T> overlap_of(const BoxPair<T>& at) {
  const T both = at.x.overlap * at.y.overlap;
  const T either = at.x.size * at.y.size + at.x.target_size * at.y.target_size - both;
  // What belongs to one box alone, in pieces that cannot cancel.
  const T one = at.x.out * at.y.size + at.x.overlap * at.y.out,
          other = at.x.missed * at.y.target_size + at.x.overlap * at.y.missed;
  const auto meets = both > 0.0;
  return {both, either, select(meets, quotient(one + other, either, 1.0), T(1.0))};
}
// Adds scale·∂(1 − IoU). The union depends on the overlap as well.
template <class T>
LOSSLAB_INLINE void add_iou_slopes(const BoxPair<T>& at, const Overlap<T>& overlap, T scale, BoxSlopes<T>& slopes) {
  const T square_of_union = overlap.either * overlap.either;
  const T by_overlap = scale * quotient(-(overlap.either + overlap.both), square_of_union, 0.0);
  const T by_area = scale * quotient(overlap.both, square_of_union, 0.0);
  slopes.x.overlap = slopes.x.overlap + by_overlap * at.y.overlap;
  slopes.y.overlap = slopes.y.overlap + by_overlap * at.x.overlap;
  slopes.x.size = slopes.x.size + by_area * at.y.size;
  slopes.y.size = slopes.y.size + by_area * at.x.size;
}

// ρ²/c², the squared distance of the centres over the squared diagonal of the hull, and its slopes, which are added.
template <class T>
LOSSLAB_INLINE T centre_distance(const BoxPair<T>& at, BoxSlopes<T>* slopes) {
  const T distance = square(at.x.off) + square(at.y.off), diagonal = square(at.x.hull) + square(at.y.hull);
  const T value = quotient(distance, diagonal, 0.0);
  if (slopes) {
    const T twice = quotient(T(2.0), diagonal, 0.0);
    slopes->x.off = slopes->x.off + twice * at.x.off;
    slopes->y.off = slopes->y.off + twice * at.y.off;
    slopes->x.hull = slopes->x.hull - twice * value * at.x.hull;
    slopes->y.hull = slopes->y.hull - twice * value * at.y.hull;
  }
  return value;
}

// The value of a loss, and its gradient in the corners with the slopes on one side.
template <class L, class T, class U>
LOSSLAB_INLINE T on_side(const L& loss, const T* box, const U* target, Side side, T* gradient) {
  const BoxPair<T> at = box_pair(box, target, side);
  if (!gradient) return loss.of_pair(at, static_cast<BoxSlopes<T>*>(nullptr));
  BoxSlopes<T> slopes = no_slopes<T>();
  const T value = loss.of_pair(at, &slopes);
  to_corners(at, slopes, gradient);
  return value;
}
// The same with the slopes of both sides brought together.
template <class L, class T>
T of_boxes(const L& loss, const StructuredCase<T>& at, T* gradient) {
  const T value = on_side(loss, at.x, at.t, Side::above, gradient);
  if (gradient) {
    T below[4];
    on_side(loss, at.x, at.t, Side::below, below);
    for (std::size_t k = 0; k < 4; ++k) gradient[k] = nearer_zero(below[k], gradient[k]);
  }
  return value;
}

// Fills in what all of these say of themselves.
constexpr StructuredInfo of_box(StructuredInfo info) {
  info.structure = Structure::box;
  info.input = "x1 y1 x2 y2 of the prediction";
  info.target = "x1 y1 x2 y2 of the truth";
  return info;
}

LOSSLAB_END_TARGET;

#endif  // LOSSLAB_BOX_OVERLAP_H
