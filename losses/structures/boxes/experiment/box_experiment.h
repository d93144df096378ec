#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <stop_token>
#include <string_view>
#include <vector>

namespace losslab {

// The experiment by which Zheng et al. 2020 compare losses of boxes: predictions of every shape start at every place
// around targets of every aspect and area 1, whose centre is 0, and descend on centre, width and height by
// rate·(2 − IoU)·gradient (but see size_factor), with a tenth of the rate after 80 % of the steps and a hundredth after
// 90 %. A step that would leave no width or height halves it instead. Their numbers: 7 targets × 5 000 places × 49
// shapes, 200 steps.
struct BoxExperiment {
  std::size_t places = 5000;
  double radius = 3;  // of the disc that the places are drawn in, evenly
  std::uint64_t seed = 1;
  std::vector<double> scales{0.5, 0.67, 0.75, 1, 1.33, 1.5, 2};        // areas of the shapes
  std::vector<double> aspects{1.0 / 4, 1.0 / 3, 1.0 / 2, 1, 2, 3, 4};  // width over height, of shapes and of targets
  std::size_t steps = 200;
  double rate = 0.1;
  // How many times the slopes in width and height of the terms of areas count, IoU and GIoU's hull. The code of Zheng
  // et al. leaves out their ½, though not that of the other terms, which makes it 2; with the gradient itself, 1, GIoU
  // ends before DIoU, and their order does not come out.
  double size_factor = 2;

  std::size_t cases() const { return places * aspects.size() * scales.size() * aspects.size(); }
  friend bool operator==(const BoxExperiment&, const BoxExperiment&) = default;
};

// Errors are |Δx| + |Δy| + |Δw| + |Δh|.
struct BoxExperimentResult {
  std::vector<double> error;           // before each step and after the last one: the mean over all cases
  std::vector<double> x, y;            // of the places
  std::vector<double> error_at_place;  // after the last step: the mean over targets and shapes
};

// The losses that can be compared so, by id.
std::span<const char* const> box_experiment_losses();

// Uses so many threads, 0 for one on each core; the numbers do not depend on it, nor on the machine. Reports the done
// part of all work, in [0, 1], from any of the threads but one at a time. Empty where `stop` was requested meanwhile.
// Throws InputError where the loss is none of those.
using BoxExperimentProgress = std::function<void(double)>;
BoxExperimentResult run_box_experiment(const BoxExperiment& experiment, std::string_view loss, int threads = 0,
                                       const BoxExperimentProgress& progress = {}, const std::stop_token& stop = {});

}  // namespace losslab
