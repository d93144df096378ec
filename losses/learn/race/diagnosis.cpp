#include "losses/learn/race/diagnosis.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "losses/learn/optimise/curvature_bound.h"

namespace losslab {
namespace {

constexpr long window = 20;              // steps that an oscillation is judged by
constexpr double far_above = 1000;       // times the objective of the start
constexpr double vanished_slope = 0.01;  // of the greatest slope, or weight
constexpr double vanished_gradient = 0.01;
constexpr double saturated_share = 0.1, forgotten_share = 0.5;  // of the samples

// One competitor's run, with the arguments of its loss at the step looked at.
class Examination {
 public:
  Examination(const Race& race, std::size_t competitor)
      : race_(race), competitor_(competitor), loss_(race.competitors()[competitor].loss), outputs_(data().size()) {}

  bool of_classes() const { return race_.competitors()[competitor_].of_classes.has_value(); }
  bool is_residual() const { return !of_classes() && is_of_residual(loss_.info().family); }
  const Dataset& data() const { return *race_.setting().data; }
  const Loss& loss() const { return loss_; }
  std::span<const double> theta(long step) const { return race_.theta(competitor_, step); }
  const Measures& measures(long step) const { return race_.measures(competitor_, step); }

  // The residuals or margins there.
  std::vector<double> arguments(long step) {
    race_.setting().model->outputs(theta(step), {}, outputs_, work_);
    std::vector<double> result(outputs_.size());
    const std::vector<double>& y = data().y;
    for (std::size_t i = 0; i < result.size(); ++i) result[i] = is_residual() ? y[i] - outputs_[i] : y[i] * outputs_[i];
    return result;
  }

  std::vector<double> slopes(std::span<const double> at) const {
    std::vector<double> result(at.size());
    loss_.evaluate(at, {}, result, {});
    for (double& slope : result) slope = std::abs(slope);
    return result;
  }

  // The greatest |ℓ′| up to the largest of some arguments, by a grid of equal ratios to both sides.
  double greatest_slope(std::span<const double> arguments) const {
    double largest = 10;
    for (const double x : arguments) largest = std::max(largest, std::abs(x));
    std::vector<double> grid{0};
    for (double x = 1e-3; x < largest; x *= 1.1) grid.insert(grid.end(), {x, -x});
    const std::vector<double> all = slopes(grid);
    return *std::ranges::max_element(all);
  }

  bool runs_away(long step) const;
  bool zigzags(long step) const;
  bool crosses_kink(long step);
  bool is_saturated(long step);
  bool is_stuck(long step);

  // The first kept step from where `holds` is true up to `step`, where it is; by halves, as if it began but once.
  template <class Holds>
  long since(long step, Holds&& holds) const {
    long before = -1, after = step;
    while (after - before > race_.stride()) {
      const long middle = race_.kept(before + (after - before) / 2);
      if (middle <= before) break;
      (holds(middle) ? after : before) = middle;
    }
    return after;
  }

 private:
  const Race& race_;
  std::size_t competitor_;
  Loss loss_;
  std::vector<double> outputs_;
  ModelWorkspace work_;
};

bool Examination::runs_away(long step) const {
  if (step < window) return false;
  const double start = measures(0).objective, before = measures(race_.kept(step - window)).objective;
  const double now = measures(step).objective;
  return start > 0 && now > far_above * start && now > 2 * before;
}

// Each step goes back along the one before, and they do not become shorter.
bool Examination::zigzags(long step) const {
  if (step < 2 * window) return false;
  const std::size_t width = theta(0).size();
  double products = 0, turns = 0, early = 0, late = 0, size = 0;
  for (const double t : theta(step)) size = std::max(size, std::abs(t));
  for (long at = step - window; at <= step; ++at) {
    const auto a = theta(at - 2), b = theta(at - 1), c = theta(at);
    double squares = 0, squares_before = 0;
    for (std::size_t j = 0; j < width; ++j) {
      squares += (c[j] - b[j]) * (c[j] - b[j]);
      squares_before += (b[j] - a[j]) * (b[j] - a[j]);
      turns += (c[j] - b[j]) * (b[j] - a[j]);
    }
    products += std::sqrt(squares * squares_before);
    (at <= step - window / 2 ? early : late) += std::sqrt(squares);
  }
  constexpr double late_steps = 10;  // and one more early
  static_assert(window == 2 * late_steps);
  const bool moves = late > 1e-9 * window * (1 + size);
  return moves && turns < -0.8 * products && late * (late_steps + 1) > 0.85 * early * late_steps;
}

bool Examination::crosses_kink(long step) {
  if (const auto& several = race_.competitors()[competitor_].of_classes) return several->loss.properties().has_kinks;
  const std::vector<double> before = arguments(step - 1), now = arguments(step);
  for (const double kink : loss_.kinks()) {
    const double h = 1e-6 * std::max(1.0, std::abs(kink));
    const double jump = std::abs(loss_.at(kink + h).gradient - loss_.at(kink - h).gradient);
    if (!(jump > 1e-3)) continue;  // the slope is the same on both sides, as at a knee of Huber's
    for (std::size_t i = 0; i < now.size(); ++i) {
      if ((before[i] - kink) * (now[i] - kink) <= 0) return true;
    }
  }
  return false;
}

// Samples whose label is known to be wrong belong on the other side: a robust loss is to be flat there.
bool Examination::is_saturated(long step) {
  const std::vector<double>& truth = data().true_label;
  const std::vector<double> margins = arguments(step), slopes = this->slopes(margins);
  const double greatest = greatest_slope(margins), n = static_cast<double>(margins.size());
  double flat = 0, sum = 0;
  for (std::size_t i = 0; i < margins.size(); ++i) {
    const bool wrong_label = !truth.empty() && truth[i] != data().y[i];
    flat += margins[i] < 0 && !wrong_label && slopes[i] < vanished_slope * greatest ? 1 : 0;
    sum += slopes[i];
  }
  return greatest > 0 && flat >= saturated_share * n && sum / n < 5 * vanished_slope * greatest;
}

bool Examination::is_stuck(long step) {
  const std::vector<double> residuals = arguments(step);
  // Of gradients that are still large the samples that count have yet to be found.
  if (!(measures(step).gradient_norm <= vanished_gradient * greatest_slope(residuals))) return false;
  const double weight_at_0 = loss_.weight(0);
  if (!(weight_at_0 > 0) || !std::isfinite(weight_at_0)) return false;
  const std::vector<double> slopes = this->slopes(residuals);
  std::size_t forgotten = 0;
  for (std::size_t i = 0; i < residuals.size(); ++i) {
    forgotten += slopes[i] < vanished_slope * weight_at_0 * std::abs(residuals[i]) ? 1U : 0U;
  }
  return static_cast<double>(forgotten) > forgotten_share * static_cast<double>(residuals.size());
}

Finding divergence_finding(const Divergence& divergence) {
  return {Finding::Kind::divergence, divergence.step, fmt::format("The run diverged at {}.", divergence.cause),
          "Lower the rate, or clip long gradients."};
}

std::optional<Finding> oscillation(const Race& race, std::size_t competitor, long step, Examination& run) {
  const Optimizer& optimizer = race.competitors()[competitor].optimizer;
  const bool full = optimizer.batch <= 0 || static_cast<std::size_t>(optimizer.batch) >= run.data().size();
  if (!full || race.stride() > 1 || !run.zigzags(step)) return std::nullopt;
  const bool kink = run.crosses_kink(step);
  // Steps of the adaptive methods come to about the rate wherever they are; that says nothing about the curvature.
  if (!kink && !rate_depends_on_curvature(optimizer.kind)) return std::nullopt;
  const long since = run.since(step, [&](long at) { return run.zigzags(at); });
  if (!kink) {
    return Finding{Finding::Kind::oscillation, since, "Each step undoes the one before: the rate is near 2/L.",
                   "Halve the rate."};
  }
  return Finding{Finding::Kind::kink_oscillation, since, "The steps go back and forth across a kink of the loss.",
                 run.is_residual() ? "Let a schedule lower the rate, or take a smooth relative, such as Huber."
                 : run.of_classes()
                     ? "Let a schedule lower the rate, or take a smooth loss, such as the cross-entropy."
                     : "Let a schedule lower the rate, or take a smooth relative, such as the logistic."};
}

}  // namespace

std::optional<Finding> diagnose(const Race& race, std::size_t competitor, long step) {
  const std::optional<Divergence>& divergence = race.divergence(competitor);
  if (divergence && step >= divergence->step - 1) return divergence_finding(*divergence);
  step = race.kept(step);
  Examination run(race, competitor);
  const Properties known = run.loss().properties();
  if (run.runs_away(step)) {
    return Finding{Finding::Kind::runaway, run.since(step, [&](long at) { return run.runs_away(at); }),
                   "The objective grows beyond all bounds: the steps are too long.",
                   "Halve the rate, or clip long gradients."};
  }
  if (std::optional<Finding> found = oscillation(race, competitor, step, run)) return found;
  if (run.of_classes()) return std::nullopt;
  if (is_of_margin(run.loss().info().family) && known.bounded && !run.loss().depends_on_class() &&
      run.loss().id() != "zero_one" && run.is_saturated(step)) {
    return Finding{Finding::Kind::saturation, run.since(step, [&](long at) { return run.is_saturated(at); }),
                   "The gradient has vanished while many samples are on the wrong side: the loss is flat there.",
                   "Start nearer to 0 with smaller weights, or begin with a convex loss, such as the logistic."};
  }
  if (run.is_residual() && known.redescending && run.is_stuck(step)) {
    return Finding{Finding::Kind::stuck, run.since(step, [&](long at) { return run.is_stuck(at); }),
                   "The fit is at rest while more than half of the samples have next to no weight.",
                   race.setting().model->linear_in_parameters()
                       ? "Start from the least median of squares, enlarge the threshold, or begin with Huber."
                       : "Enlarge the threshold, or begin with Huber."};
  }
  return std::nullopt;
}

}  // namespace losslab
