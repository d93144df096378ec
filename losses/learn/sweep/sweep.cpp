#include "losses/learn/sweep/sweep.h"
#include "losses/learn/exact/residual_scale.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <exception>
#include <limits>
#include <memory>
#include <mutex>
#include <thread>

#include "losses/core/error.h"
#include "losses/learn/exact/exact.h"
#include "losses/learn/exact/scaled.h"
#include "losses/learn/optimise/curvature_bound.h"
#include "losses/learn/race/race.h"

namespace losslab {
namespace {

// What one run came to.
struct Ending {
  bool diverged = true;
  Measures measures;
};

// One loss on one data set.
struct Fit {
  const SweepSpec& spec;
  const Setting& setting;
  Loss loss;
  std::optional<ClassLoss> of_classes;  // in place of the loss
  SweepMethod method;                   // of a descent
  double value;                         // of what is varied
  std::uint64_t seed;
  std::span<const double> start;  // empty: the model's own
};

// The mean over the samples of the features' squares, which no curvature of a mean of r²/2 is above.
double feature_size(const Setting& setting) {
  double squares = 0;
  for (const double value : setting.model->features()) squares += value * value;
  return squares / static_cast<double>(setting.data->size());
}

double rate_of(const Fit& fit) {
  if (fit.spec.over.name == "rate") return fit.value;
  if (fit.method.rate) return *fit.method.rate;
  if (!fit.setting.model->linear_in_parameters() || !rate_depends_on_curvature(fit.method.optimizer.kind)) return 0.1;
  return 1 / (curvature_bound(fit.loss) * feature_size(fit.setting) + fit.setting.l2);
}

Ending descend(const Fit& fit, const std::stop_token& stop) {
  Competitor competitor{0, fit.loss, fit.method.optimizer, fit.of_classes};
  competitor.optimizer.rate = rate_of(fit);
  Stepper stepper(fit.setting, competitor, fit.seed);
  RunState state = stepper.start(fit.start.empty() ? fit.setting.model->initial(fit.seed)
                                                   : std::vector<double>(fit.start.begin(), fit.start.end()));
  // The worst conditioned directions of a line that is not centred take thousands of steps.
  const bool linear = fit.setting.model->linear_in_parameters();
  const long steps = fit.spec.steps.value_or(linear ? 20'000 : 2000);
  while (state.step < steps && !stop.stop_requested()) {
    if (stepper.step(state)) return {};
  }
  const Measures measures = stepper.measure(state.theta);
  return {!std::isfinite(measures.objective), measures};
}

Ending solve(const Fit& fit) {
  try {
    const ExactFit exact = solve_exact(fit.setting, fit.loss, fit.start);
    return {false, Objective(fit.setting, fit.loss).measure(exact.theta)};
  } catch (const NoFiniteMinimiser&) {
    return {};
  }
}

bool needs_scale(const SweepSpec& spec) { return spec.scaled && std::ranges::any_of(spec.losses, has_scale); }

// The sweep as tiles: one data set each, with all losses fitted to it.
class Sweep {
 public:
  Sweep(const SweepSpec& spec, const std::string& asset_folder, SweepPart part)
      : spec_(spec), asset_folder_(asset_folder), part_(part) {
    // Of data that are given all tiles share the same.
    if (!is_generator(spec.data.kind)) given_ = std::make_shared<const Dataset>(make_data(spec.data, asset_folder));
    check_sweep(spec, given_ ? given_->task : task_of(spec.data),
                given_ ? !given_->class_names.empty() : has_several_classes(spec.data));
    values_ = spec.over.values();
    const std::size_t all = tiles_of(spec);
    tiles_ = part.index < all ? (all - part.index - 1) / part.count + 1 : 0;
    runs_.resize(tiles_ * loss_count(spec));
  }

  std::size_t tiles() const { return tiles_; }  // of the part

  void run_tile(std::size_t which, const std::stop_token& stop) {
    const std::size_t tile = part_.index + which * part_.count, seeds = static_cast<std::size_t>(spec_.seeds);
    const double value = values_[tile / seeds];
    const std::uint64_t seed = spec_.data.seed + tile % seeds;
    const auto runs = std::span(runs_).subspan(which * loss_count(spec_), loss_count(spec_));
    for (std::size_t k = 0; k < runs.size(); ++k) runs[k] = {tile, k, value, seed};
    try {
      fit_all(value, seed, stop, runs);
    } catch (const InputError& error) {
      throw InputError(fmt::format("At {} = {} with seed {}: {}", spec_.over.name, value, seed, error.what()));
    }
  }

  std::vector<SweepRun> runs() && { return std::move(runs_); }

 private:
  std::shared_ptr<const Dataset> data_of(double value, std::uint64_t seed) const {
    if (given_) return given_;
    DataSpec data = swept_data(spec_, value);
    data.seed = seed;
    return std::make_shared<const Dataset>(make_data(data, asset_folder_));
  }

  void fit_all(double value, std::uint64_t seed, const std::stop_token& stop, std::span<SweepRun> runs) const {
    Setting setting;
    setting.data = data_of(value, seed);
    setting.model = Model::make(spec_.model, *setting.data, spec_.standardize);
    setting.l2 = spec_.l2;
    setting.l1 = spec_.l1;
    const double scale = needs_scale(spec_) ? scale_of(setting) : 1;
    std::vector<double> start;
    if (spec_.start_lms) start = least_median_start(setting, seed);
    for (std::size_t k = 0; k < runs.size() && !stop.stop_requested(); ++k) {
      Fit fit{spec_, setting, Loss("squared_error"), {}, method_of(spec_, k), value, seed, start};
      if (spec_.of_classes.empty()) {
        fit.loss = scaled(swept_loss(spec_, k, value), scale);
      } else {
        fit.of_classes = swept_class_loss(spec_, k, value);
      }
      const Ending ending = spec_.exact ? solve(fit) : descend(fit, stop);
      runs[k].diverged = ending.diverged;
      runs[k].clean_error = ending.measures.clean_error;
      runs[k].given_error = ending.measures.given_error;
      runs[k].objective = ending.measures.objective;
    }
  }

  static double scale_of(const Setting& setting) {
    const ResidualScale scale = residual_scale(setting);
    if (scale.on_fit) {
      throw InputError(fmt::format("{}: the residual scale is 0.", on_fit_text(*scale.on_fit, setting.data->size())));
    }
    if (!(scale.value > 0)) {
      throw InputError("The residual scale is 0: half of the points lie on the least-absolute-deviations fit.");
    }
    return scale.value;
  }

  const SweepSpec& spec_;
  const std::string& asset_folder_;
  std::shared_ptr<const Dataset> given_;
  SweepPart part_;
  std::vector<double> values_;
  std::size_t tiles_ = 0;
  std::vector<SweepRun> runs_;  // by tile and loss
};

// Hands out the tiles in order, so that where one fails all before it are done, and the first failure is always the
// same one.
class Crew {
 public:
  Crew(Sweep& sweep, const SweepProgress& progress, const std::stop_token& stop)
      : sweep_(sweep), progress_(progress), stop_(stop) {}

  void work() {
    for (std::size_t tile = next_++; tile < sweep_.tiles() && !stop_.stop_requested() && !failed_; tile = next_++) {
      try {
        sweep_.run_tile(tile, stop_);
        const std::scoped_lock lock(mutex_);
        ++done_;
        if (progress_) progress_(done_, sweep_.tiles());
      } catch (...) {
        const std::scoped_lock lock(mutex_);
        failed_ = true;
        if (tile < failed_tile_) failure_ = std::current_exception();
        failed_tile_ = std::min(failed_tile_, tile);
      }
    }
  }
  void rethrow() const {
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  Sweep& sweep_;
  const SweepProgress& progress_;
  const std::stop_token& stop_;
  std::atomic<std::size_t> next_{0};
  std::atomic<bool> failed_{false};
  std::mutex mutex_;
  std::size_t done_ = 0, failed_tile_ = std::numeric_limits<std::size_t>::max();
  std::exception_ptr failure_;
};

}  // namespace

std::vector<SweepRun> run_sweep_part(const SweepSpec& spec, const std::string& asset_folder, SweepPart part,
                                     int threads, const SweepProgress& progress, const std::stop_token& stop) {
  Sweep sweep(spec, asset_folder, part);
  Crew crew(sweep, progress, stop);
  if (threads <= 0) threads = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  {
    std::vector<std::jthread> helpers;
    for (std::size_t k = 1; k < std::min(static_cast<std::size_t>(threads), sweep.tiles()); ++k) {
      helpers.emplace_back([&crew] { crew.work(); });
    }
    crew.work();
  }
  if (stop.stop_requested()) return {};
  crew.rethrow();
  return std::move(sweep).runs();
}

std::vector<SweepRow> run_sweep(const SweepSpec& spec, const std::string& asset_folder, int threads,
                                const SweepProgress& progress, const std::stop_token& stop) {
  const std::vector<SweepRun> runs = run_sweep_part(spec, asset_folder, {}, threads, progress, stop);
  const std::size_t losses = loss_count(spec), seeds = static_cast<std::size_t>(spec.seeds);
  std::vector<SweepRow> rows;
  std::vector<SweepRun> of_row(seeds);
  for (std::size_t k = 0; k < losses && !runs.empty(); ++k) {
    for (std::size_t first = 0; first < runs.size(); first += losses * seeds) {
      for (std::size_t s = 0; s < seeds; ++s) of_row[s] = runs[first + s * losses + k];
      rows.push_back(sweep_row(of_row));
    }
  }
  return rows;
}

std::size_t tiles_of(const SweepSpec& spec) { return spec.over.values().size() * static_cast<std::size_t>(spec.seeds); }

}  // namespace losslab
