// The descent of a block of boxes on any loss of a pair, once for each instruction set: as many places at a time as a
// vector has lanes.
#if defined(LOSSLAB_BOX_DESCENT_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef LOSSLAB_BOX_DESCENT_INL_H
#undef LOSSLAB_BOX_DESCENT_INL_H
#else
#define LOSSLAB_BOX_DESCENT_INL_H
#endif

#include "hwy/highway.h"
#include "losses/core/batch/pack.h"
#include "losses/core/target.h"
#include "losses/structures/boxes/ciou_box.h"
#include "losses/structures/boxes/diou_box.h"
#include "losses/structures/boxes/eiou_box.h"
#include "losses/structures/boxes/experiment/descent_kernels.h"
#include "losses/structures/boxes/giou_box.h"
#include "losses/structures/boxes/iou_box.h"

LOSSLAB_BEGIN_TARGET

// A box by its centre and its size.
struct PlacedBoxes {
  Pack x, y, width, height;
};

// The slopes of the terms of areas.
template <class L>
HWY_INLINE void add_slopes_of_areas(const BoxPair<Pack>& pair, const Overlap<Pack>& overlap, BoxSlopes<Pack>& slopes) {
  add_iou_slopes(pair, overlap, Pack(1.0), slopes);
}
template <>
HWY_INLINE void add_slopes_of_areas<GiouBox>(const BoxPair<Pack>& pair, const Overlap<Pack>&, BoxSlopes<Pack>& slopes) {
  GiouBox{}.of_pair(pair, &slopes);
}

template <class L>
HWY_INLINE void step_down(const L& loss, const Pack* target, double rate, double size_factor, PlacedBoxes& at) {
  const Pack half_width = 0.5 * at.width, half_height = 0.5 * at.height;
  const Pack box[4]{at.x - half_width, at.y - half_height, at.x + half_width, at.y + half_height};
  // Edges that coincide are rare enough that either side will do.
  const BoxPair<Pack> pair = box_pair(box, target, Side::above);
  const Overlap<Pack> overlap = overlap_of(pair);
  BoxSlopes<Pack> slopes = no_slopes<Pack>(), of_areas = no_slopes<Pack>();
  loss.of_pair(pair, &slopes);
  add_slopes_of_areas<L>(pair, overlap, of_areas);
  Pack slope[4], area_slope[4];
  to_corners(pair, slopes, slope);
  to_corners(pair, of_areas, area_slope);
  const double more = 0.5 * (size_factor - 1);
  const Pack in_width = 0.5 * (slope[2] - slope[0]) + more * (area_slope[2] - area_slope[0]);
  const Pack in_height = 0.5 * (slope[3] - slope[1]) + more * (area_slope[3] - area_slope[1]);
  const Pack length = rate * (1.0 + overlap.miss);  // 2 − IoU
  const Pack width = at.width - length * in_width, height = at.height - length * in_height;
  at.x = at.x - length * (slope[0] + slope[2]);
  at.y = at.y - length * (slope[1] + slope[3]);
  at.width = select(width > 0.0, width, half_width);
  at.height = select(height > 0.0, height, half_height);
}

template <class L>
void descend(const BoxDescent& descent, const double* x, const double* y, double* error) {
  const L loss{};
  for (std::size_t target = 0; target < descent.target_width.size(); ++target) {
    const double target_width = descent.target_width[target], target_height = descent.target_height[target];
    const Pack corners[4]{-0.5 * target_width, -0.5 * target_height, 0.5 * target_width, 0.5 * target_height};
    for (std::size_t shape = 0; shape < descent.width.size(); ++shape) {
      for (std::size_t i = 0; i < box_block; i += Pack::size) {
        PlacedBoxes at{Pack::load(x + i), Pack::load(y + i), descent.width[shape], descent.height[shape]};
        for (std::size_t t = 0; t <= descent.rates.size(); ++t) {
          double* const sum = error + t * box_block + i;
          const Pack off = abs(at.x) + abs(at.y) + abs(at.width - target_width) + abs(at.height - target_height);
          (Pack::load(sum) + off).store(sum);
          if (t < descent.rates.size()) step_down(loss, corners, descent.rates[t], descent.size_factor, at);
        }
      }
    }
  }
}

LOSSLAB_END_TARGET;

#endif  // LOSSLAB_BOX_DESCENT_INL_H
