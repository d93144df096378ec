#pragma once
#include <cstddef>
#include <span>

namespace losslab {

// What the descents of a block of places have in common.
struct BoxDescent {
  std::span<const double> target_width, target_height;  // targets around 0
  std::span<const double> width, height;                // shapes at the start
  std::span<const double> rates;                        // one for each step
  double size_factor;                                   // see BoxExperiment
};
// So many places make a block, however wide the machine's vectors are: sums are then the same everywhere.
inline constexpr std::size_t box_block = 8;

// Descends from x[i], y[i] of a block, for every target and shape, and adds the errors before each step and after the
// last one to error[t·box_block + i].
using BoxDescentKernel = void(const BoxDescent& descent, const double* x, const double* y, double* error);

// Of iou_box, giou_box, diou_box, ciou_box and eiou_box, in this order, for the widest vectors of this machine.
std::span<BoxDescentKernel* const> box_descent_kernels();

}  // namespace losslab
