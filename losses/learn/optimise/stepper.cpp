#include "losses/learn/optimise/stepper.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>
#include <utility>

namespace losslab {
namespace {

bool all_finite(std::span<const double> values) {
  // 0·x is 0 for every finite x and NaN for all others; adding up needs no branch for each value, and in several sums
  // none waits for the one before.
  double sums[4] = {};
  std::size_t j = 0;
  for (; j + 4 <= values.size(); j += 4) {
    for (std::size_t k = 0; k < 4; ++k) sums[k] += 0 * values[j + k];
  }
  for (; j < values.size(); ++j) sums[0] += 0 * values[j];
  return (sums[0] + sums[1]) + (sums[2] + sums[3]) == 0;
}

}  // namespace

Objective objective_of(const Setting& setting, const Competitor& competitor) {
  return competitor.of_classes ? Objective(setting, *competitor.of_classes) : Objective(setting, competitor.loss);
}

Stepper::Stepper(const Setting& setting, const Competitor& competitor, std::uint64_t seed)
    : objective_(objective_of(setting, competitor)),
      optimizer_(competitor.optimizer),
      seed_(seed),
      gradient_(setting.model->parameter_count()) {}

RunState Stepper::start(std::span<const double> theta) const {
  RunState state;
  state.theta.assign(theta.begin(), theta.end());
  state.random = Random(seed_);
  return state;
}

bool Stepper::full_batch() const {
  return optimizer_.batch <= 0 || static_cast<std::size_t>(optimizer_.batch) >= objective_.setting().data->size();
}

// The samples of a step. They follow from the seed and the step alone, so that a run can be entered anywhere: each
// epoch is shuffled from the same beginning by a sequence of its own, and its last batch is smaller where n is no
// multiple.
std::span<const int> Stepper::rows_of(long step) {
  if (full_batch()) return {};
  const std::size_t n = objective_.setting().data->size();
  const auto batch = static_cast<std::size_t>(optimizer_.batch);
  const auto batches = static_cast<long>((n + batch - 1) / batch);
  const long epoch = step / batches;
  if (epoch != epoch_) {
    order_.resize(n);
    std::iota(order_.begin(), order_.end(), 0);
    Random random(seed_ ^ (0x9e3779b97f4a7c15ULL * (static_cast<std::uint64_t>(epoch) + 1)));
    for (std::size_t i = n; i > 1; --i) std::swap(order_[i - 1], order_[random.below(i)]);
    epoch_ = epoch;
  }
  const std::size_t from = static_cast<std::size_t>(step % batches) * batch;
  return std::span<const int>(order_).subspan(from, std::min(batch, n - from));
}

Divergence Stepper::diverged(const RunState& state, double objective, double before) const {
  const long step = state.step + 1;
  std::string cause = fmt::format("step {}: the loss {}", step,
                                  std::isnan(objective) ? "is not a number" : "grew beyond the largest number");
  if (std::isfinite(before)) cause += fmt::format(", from {:.3g} the step before", before);
  return {step, cause};
}

Measures Stepper::measure(std::span<const double> theta) {
  if (!std::ranges::equal(theta, known_theta_)) {
    if (!full_batch()) over_all_.resize(gradient_.size());
    known_ = objective_.measure(theta, full_batch() ? gradient_ : over_all_);
    known_theta_.assign(theta.begin(), theta.end());
  }
  return known_;
}

std::optional<double> Stepper::find_gradient(const RunState& state) {
  const bool full = full_batch();
  if (full && std::ranges::equal(state.theta, known_theta_)) return known_.objective;
  if (!objective_.surely_finite(state.theta)) {
    return full ? measure(state.theta).objective : objective_(state.theta, gradient_, rows_of(state.step));
  }
  objective_.gradient(state.theta, gradient_, rows_of(state.step));
  if (full) known_theta_.clear();  // gradient_ is no longer that of what was measured
  return std::nullopt;
}

std::optional<Divergence> Stepper::step(RunState& state) {
  assert(state.theta.size() == gradient_.size());
  const std::optional<double> objective = find_gradient(state);
  if (objective && !std::isfinite(*objective)) return diverged(state, *objective, *objective);
  theta_before_ = state.theta;
  slots_before_ = state.slots;
  update(optimizer_, state.slots, state.theta, gradient_, objective_.setting().model->penalised());
  const bool finite = all_finite(state.theta);
  if (finite && (!full_batch() || objective_.surely_finite(state.theta))) {
    ++state.step;
    return std::nullopt;
  }
  const double reached = finite ? measure(state.theta).objective : 0;
  if (finite && std::isfinite(reached)) {
    ++state.step;
    return std::nullopt;
  }
  state.theta = theta_before_;
  state.slots = slots_before_;
  const double before = objective ? *objective : objective_(state.theta, {}, rows_of(state.step));
  if (finite) return diverged(state, reached, before);
  return Divergence{state.step + 1, fmt::format("step {}: the parameters grew beyond the largest number, "
                                                "from a loss of {:.3g}",
                                                state.step + 1, before)};
}

}  // namespace losslab
