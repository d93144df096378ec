#include "losses/structures/boxes/experiment/box_experiment.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <mutex>
#include <thread>

#include "losses/core/error.h"
#include "losses/core/random.h"
#include "losses/structures/boxes/experiment/descent_kernels.h"

namespace losslab {
namespace {

constexpr const char* losses[] = {"iou_box", "giou_box", "diou_box", "ciou_box", "eiou_box"};

BoxDescentKernel* kernel_of(std::string_view loss) {
  const auto* const found = std::ranges::find(losses, loss, [](const char* id) { return std::string_view(id); });
  if (found == std::end(losses)) {
    throw InputError(fmt::format("The experiment compares {}, got '{}'.", fmt::join(losses, ", "), loss));
  }
  return box_descent_kernels()[static_cast<std::size_t>(found - losses)];
}

// Sizes of boxes of an area.
struct Sizes {
  std::vector<double> width, height;
  void add(double area, double aspect) {
    width.push_back(std::sqrt(area * aspect));
    height.push_back(std::sqrt(area / aspect));
  }
};

// The descents of all blocks of places; the threads take them one by one.
class Crew {
 public:
  Crew(const BoxExperiment& experiment, std::string_view loss, const BoxExperimentProgress& progress,
       const std::stop_token& stop)
      : experiment_(experiment), kernel_(kernel_of(loss)), progress_(progress), stop_(stop) {
    for (const double aspect : experiment.aspects) targets_.add(1, aspect);
    for (const double scale : experiment.scales) {
      for (const double aspect : experiment.aspects) shapes_.add(scale, aspect);
    }
    for (std::size_t t = 0; t < experiment.steps; ++t) {
      const double done = static_cast<double>(t) / static_cast<double>(experiment.steps);
      rates_.push_back(experiment.rate * (done < 0.8 ? 1 : done < 0.9 ? 0.1 : 0.01));
    }
    // Drawn in the square around the disc, so that no sine rounds differently on another machine.
    Random random(experiment.seed);
    while (x_.size() < experiment.places) {
      const double x = 2 * random.uniform() - 1, y = 2 * random.uniform() - 1;
      if (x * x + y * y > 1) continue;
      x_.push_back(experiment.radius * x);
      y_.push_back(experiment.radius * y);
    }
    errors_.resize(blocks() * block_size());
  }

  std::size_t blocks() const { return (experiment_.places + box_block - 1) / box_block; }

  void work() {
    const BoxDescent descent{targets_.width, targets_.height, shapes_.width,
                             shapes_.height, rates_,          experiment_.size_factor};
    for (std::size_t block = next_++; block < blocks() && !stop_.stop_requested(); block = next_++) {
      double x[box_block], y[box_block];
      for (std::size_t i = 0; i < box_block; ++i) {
        const std::size_t place = std::min(block * box_block + i, experiment_.places - 1);  // the last one again
        x[i] = x_[place];
        y[i] = y_[place];
      }
      kernel_(descent, x, y, errors_.data() + block * block_size());
      const std::scoped_lock lock(mutex_);
      ++done_;
      if (progress_) progress_(static_cast<double>(done_) / static_cast<double>(blocks()));
    }
  }

  BoxExperimentResult result() {
    BoxExperimentResult result;
    const double here = static_cast<double>(targets_.width.size() * shapes_.width.size());
    result.error.resize(experiment_.steps + 1);
    for (std::size_t place = 0; place < experiment_.places; ++place) {
      const double* const errors = errors_.data() + place / box_block * block_size() + place % box_block;
      for (std::size_t t = 0; t <= experiment_.steps; ++t) result.error[t] += errors[t * box_block];
      result.error_at_place.push_back(errors[experiment_.steps * box_block] / here);
    }
    for (double& error : result.error) error /= here * static_cast<double>(experiment_.places);
    result.x = std::move(x_);
    result.y = std::move(y_);
    return result;
  }

 private:
  std::size_t block_size() const { return (experiment_.steps + 1) * box_block; }

  const BoxExperiment& experiment_;
  BoxDescentKernel* kernel_;
  const BoxExperimentProgress& progress_;
  const std::stop_token& stop_;
  Sizes targets_, shapes_;
  std::vector<double> rates_, x_, y_;
  std::vector<double> errors_;  // of each block what its kernel adds up
  std::atomic<std::size_t> next_{0};
  std::mutex mutex_;
  std::size_t done_ = 0;
};

}  // namespace

std::span<const char* const> box_experiment_losses() { return losses; }

BoxExperimentResult run_box_experiment(const BoxExperiment& experiment, std::string_view loss, int threads,
                                       const BoxExperimentProgress& progress, const std::stop_token& stop) {
  Crew crew(experiment, loss, progress, stop);
  if (threads <= 0) threads = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  {
    std::vector<std::jthread> helpers;
    for (std::size_t k = 1; k < std::min(static_cast<std::size_t>(threads), crew.blocks()); ++k) {
      helpers.emplace_back([&crew] { crew.work(); });
    }
    crew.work();
  }
  if (stop.stop_requested()) return {};
  return crew.result();
}

}  // namespace losslab
