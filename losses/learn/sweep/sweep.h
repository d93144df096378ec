#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "losses/core/loss.h"
#include "losses/learn/data/dataset.h"
#include "losses/learn/models/model.h"
#include "losses/learn/optimise/class_loss.h"
#include "losses/learn/optimise/optimizer.h"

namespace losslab {

// What a sweep varies, all else staying the same. `name` is a number among the settings of the generator ("outliers",
// "flips", "n"), a shape parameter of one of the losses ("huber.delta"; the other losses stay as they are) or "rate".
// Text form, as the command line takes it: "outliers=0:0.5:11", or "huber.delta=0.1:5:20:log".
struct SweepAxis {
  std::string name = "outliers";
  double from = 0, to = 0.5;
  int count = 11;            // 2..1000
  bool logarithmic = false;  // equal ratios in place of equal steps; both ends above 0

  // Ascending or descending from `from` to `to`, both exactly. Of a setting that is a whole number the values are
  // rounded, and those that then repeat are left out.
  std::vector<double> values() const;
  friend bool operator==(const SweepAxis&, const SweepAxis&) = default;
};
// Throws InputError where the text has not that form or the numbers do not make a range.
SweepAxis parse_sweep_axis(const std::string& text);
std::string to_text(const SweepAxis& axis);

// A way to descend. Without a rate it is matched to the curvature where the objective of a linear model bounds it:
// 1/(sup ℓ″·mean ‖features‖² + λ), with 1 for a sup ℓ″ that is 0 or infinite. Adaptive methods and networks: 0.1.
struct SweepMethod {
  Optimizer optimizer;  // but for its rate
  std::optional<double> rate;
  friend bool operator==(const SweepMethod&, const SweepMethod&) = default;
};

// Fits of every loss at every value on every data set: at most 1 000 000 of them.
struct SweepSpec {
  DataSpec data;  // the first seed is its own
  std::vector<Loss> losses;
  std::vector<ClassLoss> of_classes;  // of data of several classes, in place of `losses`
  SweepAxis over;
  int seeds = 10;  // 1..1000: of the generated data, of a network's initial weights
  ModelSpec model;
  bool exact = true;    // the exact minimiser (solve_exact) in place of a descent
  Optimizer optimizer;  // of a descent, with `rate`: see SweepMethod
  std::optional<double> rate;
  // Who descends in a way of its own: by loss, where it is not empty.
  std::vector<std::optional<SweepMethod>> own;
  std::optional<long> steps;  // of a descent; without it 20 000, of a network 2000
  double l2 = 0;              // λ of (λ/2)‖w‖²
  double l1 = 0;              // λ₁ of λ₁·Σ|w|
  bool standardize = false;   // the inputs, for the descent alone
  bool scaled = false;        // shape parameters in units of y are multiples of each data set's residual scale
  bool start_lms = false;     // from the least-median-of-squares fit; regression with a linear model
  friend bool operator==(const SweepSpec&, const SweepSpec&) = default;
};

// One loss at one value: what the runs that did not diverge came to. NaN is what is not known: an error on clean data
// where the data do not tell, the deviation of a single run, everything where all runs diverged.
struct SweepRow {
  std::size_t loss = 0;  // index into SweepSpec::losses, or of_classes
  double at = 0;         // the value of what was varied
  int seeds = 0;
  // The error on clean data (Measures::clean_error) over the seeds; sd with n − 1.
  double mean = 0, sd = 0, least = 0, median = 0, most = 0;
  double given_mean = 0;      // the error on the data as given
  double objective_mean = 0;  // the mean loss with its penalties
  double diverged = 0;        // share of the runs that diverged, or, asked for the exact minimiser, have no finite one
};

// What one fit of a sweep came to: a loss, at a value, on the data set of a seed. The fits on one data set make a tile;
// tiles are numbered from 0, value by value and in each seed by seed.
struct SweepRun {
  std::size_t tile = 0, loss = 0;
  double at = 0;  // the value of what was varied
  std::uint64_t seed = 0;
  bool diverged = true;  // or, asked for the exact minimiser, without a finite one; the rest is then not known
  double clean_error = 0, given_error = 0, objective = 0;  // as in Measures; NaN is what is not known
};

// A part of a sweep: the tiles `index`, `index` + `count`, ..., so that parts take about the same time wherever the
// dear ones are. 0 ≤ index < count; a part may be empty.
struct SweepPart {
  std::size_t index = 0, count = 1;
};

// The data and one of the losses at a value of what is varied.
DataSpec swept_data(const SweepSpec& spec, double value);
Loss swept_loss(const SweepSpec& spec, std::size_t loss, double value);
ClassLoss swept_class_loss(const SweepSpec& spec, std::size_t loss, double value);
std::size_t loss_count(const SweepSpec& spec);
// How that loss descends.
SweepMethod method_of(const SweepSpec& spec, std::size_t loss);
// The parameters of a loss of the sweep that are not varied, as "alpha=1;c=2".
std::string held_parameters(const SweepSpec& spec, std::size_t loss);

// Told how many of the data sets are done; from the threads of the sweep, one call at a time.
using SweepProgress = std::function<void(std::size_t done, std::size_t total)>;

// Throws InputError where the specification cannot be carried out, as far as that can be known without the data but
// for their task, and whether they have several classes with names.
void check_sweep(const SweepSpec& spec, Task task, bool several_classes);

// A row for each loss and value: loss by loss, in the order of the specification. Runs on up to `threads` threads (0:
// as many as there are cores), one data set a tile; the rows do not depend on it. Empty where `stop` was requested.
// Throws InputError as check_sweep does before it starts, and where one of the fits cannot be had, saying at which
// value and seed.
std::vector<SweepRow> run_sweep(const SweepSpec& spec, const std::string& asset_folder, int threads = 0,
                                const SweepProgress& progress = {}, const std::stop_token& stop = {});

// The runs of a part of it, tile by tile and in each loss by loss; otherwise as run_sweep does. The parts of a sweep
// together are its runs, whatever machine each was made on.
std::vector<SweepRun> run_sweep_part(const SweepSpec& spec, const std::string& asset_folder, SweepPart part,
                                     int threads = 0, const SweepProgress& progress = {},
                                     const std::stop_token& stop = {});
std::size_t tiles_of(const SweepSpec& spec);

// The row that the runs of one loss at one value make, which are at least one, seed by seed.
SweepRow sweep_row(std::span<const SweepRun> runs);

}  // namespace losslab
