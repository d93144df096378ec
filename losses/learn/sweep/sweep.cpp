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

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

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
  Sweep(const SweepSpec& spec, const std::string& asset_folder) : spec_(spec), asset_folder_(asset_folder) {
    // Of data that are given all tiles share the same.
    if (!is_generator(spec.data.kind)) given_ = std::make_shared<const Dataset>(make_data(spec.data, asset_folder));
    check_sweep(spec, given_ ? given_->task : task_of(spec.data),
                given_ ? !given_->class_names.empty() : has_several_classes(spec.data));
    values_ = spec.over.values();
    endings_.resize(tiles() * loss_count(spec));
  }

  std::size_t tiles() const { return values_.size() * static_cast<std::size_t>(spec_.seeds); }

  void run_tile(std::size_t tile, const std::stop_token& stop) {
    const double value = values_[tile / static_cast<std::size_t>(spec_.seeds)];
    const std::uint64_t seed = spec_.data.seed + tile % static_cast<std::size_t>(spec_.seeds);
    try {
      fit_all(value, seed, stop, std::span(endings_).subspan(tile * loss_count(spec_), loss_count(spec_)));
    } catch (const InputError& error) {
      throw InputError(fmt::format("At {} = {} with seed {}: {}", spec_.over.name, value, seed, error.what()));
    }
  }

  std::vector<SweepRow> rows() const {
    std::vector<SweepRow> rows;
    for (std::size_t k = 0; k < loss_count(spec_); ++k) {
      for (std::size_t p = 0; p < values_.size(); ++p) rows.push_back(row(k, p));
    }
    return rows;
  }

 private:
  std::shared_ptr<const Dataset> data_of(double value, std::uint64_t seed) const {
    if (given_) return given_;
    DataSpec data = swept_data(spec_, value);
    data.seed = seed;
    return std::make_shared<const Dataset>(make_data(data, asset_folder_));
  }

  void fit_all(double value, std::uint64_t seed, const std::stop_token& stop, std::span<Ending> endings) const {
    Setting setting;
    setting.data = data_of(value, seed);
    setting.model = Model::make(spec_.model, *setting.data, spec_.standardize);
    setting.l2 = spec_.l2;
    setting.l1 = spec_.l1;
    const double scale = needs_scale(spec_) ? scale_of(setting) : 1;
    std::vector<double> start;
    if (spec_.start_lms) start = least_median_start(setting, seed);
    for (std::size_t k = 0; k < endings.size() && !stop.stop_requested(); ++k) {
      Fit fit{spec_, setting, Loss("squared_error"), {}, method_of(spec_, k), value, seed, start};
      if (spec_.of_classes.empty()) {
        fit.loss = scaled(swept_loss(spec_, k, value), scale);
      } else {
        fit.of_classes = swept_class_loss(spec_, k, value);
      }
      endings[k] = spec_.exact ? solve(fit) : descend(fit, stop);
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

  SweepRow row(std::size_t loss, std::size_t point) const;

  const SweepSpec& spec_;
  const std::string& asset_folder_;
  std::shared_ptr<const Dataset> given_;
  std::vector<double> values_;
  std::vector<Ending> endings_;  // by value, seed and loss
};

double mean_of(std::span<const double> values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return values.empty() ? unknown : sum / static_cast<double>(values.size());
}

double deviation_of(std::span<const double> values, double mean) {
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  return values.size() < 2 ? unknown : std::sqrt(squares / static_cast<double>(values.size() - 1));
}

SweepRow Sweep::row(std::size_t loss, std::size_t point) const {
  std::vector<double> clean, given, objective;
  const auto seeds = static_cast<std::size_t>(spec_.seeds);
  for (std::size_t s = 0; s < seeds; ++s) {
    const Ending& ending = endings_[(point * seeds + s) * loss_count(spec_) + loss];
    if (ending.diverged) continue;
    if (!std::isnan(ending.measures.clean_error)) clean.push_back(ending.measures.clean_error);
    given.push_back(ending.measures.given_error);
    objective.push_back(ending.measures.objective);
  }
  SweepRow row{loss, values_[point], spec_.seeds};
  row.mean = mean_of(clean);
  row.sd = deviation_of(clean, row.mean);
  std::ranges::sort(clean);
  const std::size_t half = clean.size() / 2;
  row.least = clean.empty() ? unknown : clean.front();
  row.median = clean.empty() ? unknown : clean.size() % 2 == 1 ? clean[half] : 0.5 * (clean[half - 1] + clean[half]);
  row.most = clean.empty() ? unknown : clean.back();
  row.given_mean = mean_of(given);
  row.objective_mean = mean_of(objective);
  row.diverged = static_cast<double>(seeds - given.size()) / static_cast<double>(seeds);
  return row;
}

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

std::vector<SweepRow> run_sweep(const SweepSpec& spec, const std::string& asset_folder, int threads,
                                const SweepProgress& progress, const std::stop_token& stop) {
  Sweep sweep(spec, asset_folder);
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
  return sweep.rows();
}

}  // namespace losslab
