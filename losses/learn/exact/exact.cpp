#include "losses/learn/exact/exact.h"
#include "losses/learn/exact/residual_scale.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "losses/core/error.h"
#include "losses/learn/exact/exact_problem.h"
#include "losses/learn/exact/sparse.h"

namespace losslab {
namespace {

using Eigen::VectorXd;

bool has_slope(const Loss& loss) {
  constexpr std::array<double, 8> places{-30, -3, -0.7, -0.1, 0.1, 0.7, 3, 30};
  return std::ranges::any_of(places, [&](double x) { return loss.at(x).gradient != 0; });
}

// Whether it is convex for both classes, which for most losses are the same.
bool is_convex(const Loss& loss) {
  return loss.for_class(1).properties().convex && loss.for_class(-1).properties().convex;
}

// Whether larger margins are always better, of either class, so that separated classes pull the parameters to infinity.
bool falls_forever(const Loss& loss) {
  constexpr std::array<double, 5> places{-1, 0, 1, 5, 30};
  const auto falls = [&](const Loss& one) {
    return std::ranges::all_of(places, [&](double m) { return one.at(m).gradient < 0; });
  };
  return falls(loss.for_class(1)) || falls(loss.for_class(-1));
}

// Huber's threshold for the start of a redescending loss: as far in the tails as the loss itself looks. Where the loss
// has its own threshold for 95 % efficiency, Huber's 1.345 is scaled with it; else by the scale of the residuals.
double start_threshold(const Setting& setting, const Loss& loss) {
  const std::span<const Parameter> parameters = loss.parameters();
  const double efficient = loss.info().efficiency_95;
  if (!parameters.empty() && parameters[0].in_residual_units && efficient > 0) {
    return 1.345 * loss.parameter(std::size_t{0}) / efficient;
  }
  const double scale = residual_scale(setting).value;
  return 1.345 * (scale > 0 ? scale : 1);
}

Loss huber_to_start(const Setting& setting, const Loss& loss) {
  Loss huber("huber");
  huber.set("delta", std::max(start_threshold(setting, loss), 1e-6));
  return huber;
}

VectorXd place_to_start(const ExactProblem& problem, const Setting& setting, const Loss& loss,
                        std::span<const double> start) {
  if (!start.empty()) {
    const Eigen::Map<const VectorXd> theta(start.data(), static_cast<Eigen::Index>(start.size()));
    return problem.nearest_beta(VectorXd(theta));
  }
  if (loss.info().family != Family::residual) return VectorXd::Zero(problem.size());
  ExactProblem huber = problem;
  huber.set_loss(huber_to_start(setting, loss));
  return minimise_convex(huber, least_squares(huber)).beta;
}

Minimum minimum_of(const Setting& setting, const Loss& loss, std::span<const double> start, bool kinked) {
  const ExactProblem problem(setting, loss);
  ExactOutcome outcome;
  if (!is_convex(loss)) {
    outcome = descend(problem, place_to_start(problem, setting, loss, start));
  } else {
    const bool residual = loss.info().family == Family::residual;
    VectorXd beta = residual ? least_squares(problem) : VectorXd(VectorXd::Zero(problem.size()));
    outcome =
        kinked ? minimise_kinked(kinked_problem(problem), std::move(beta)) : minimise_convex(problem, std::move(beta));
  }
  const double reach = problem.arguments(outcome.beta).lpNorm<Eigen::Infinity>();
  return {problem.back * outcome.beta, reach, outcome.iterations, outcome.converged};
}

// A local minimum with an L1 penalty. From 0, where an L1 penalty holds every weight back, losses of the margin that
// are bounded may come to nothing but a bias: then the logistic fit with the penalty is the better start.
Minimum sparse_descent(const Setting& setting, const Loss& loss, VectorXd from, bool given) {
  const bool residual = loss.info().family == Family::residual;
  if (given) return descend_sparse(setting, loss, std::move(from));
  if (residual) {
    const Loss huber = huber_to_start(setting, loss);
    return descend_sparse(setting, loss, minimise_sparse(setting, huber, std::move(from)).theta);
  }
  Minimum by_logistic = descend_sparse(setting, loss, minimise_sparse(setting, Loss("logistic"), from).theta);
  Minimum from_zero = descend_sparse(setting, loss, std::move(from));
  Objective objective(setting, loss);
  const auto value = [&](const Minimum& m) {
    return objective({m.theta.data(), static_cast<std::size_t>(m.theta.size())}, {});
  };
  return value(by_logistic) < value(from_zero) ? by_logistic : from_zero;
}

// With an L1 penalty.
Minimum sparse_minimum_of(const Setting& setting, const Loss& loss, std::span<const double> start, bool kinked) {
  const bool convex = is_convex(loss);
  if (convex && kinked) return minimise_sparse_kinked(setting, loss);
  VectorXd theta = VectorXd::Zero(static_cast<Eigen::Index>(setting.model->parameter_count()));
  if (!start.empty()) {
    theta = Eigen::Map<const VectorXd>(start.data(), theta.size());
  } else if (loss.info().family == Family::residual) {
    const std::vector<double>& y = setting.data->y;
    theta[theta.size() - 1] = Eigen::Map<const VectorXd>(y.data(), static_cast<Eigen::Index>(y.size())).mean();
  }
  if (convex) return minimise_sparse(setting, loss, std::move(theta));
  return sparse_descent(setting, loss, std::move(theta), !start.empty());
}

void check(const Setting& setting, const Loss& loss, std::span<const double> start) {
  if (!setting.model->linear_in_parameters()) {
    throw InputError("The exact minimiser is known for models that are linear in their parameters, not for a network.");
  }
  if (!has_slope(loss)) {
    throw InputError(fmt::format("{} has no slope to follow: its exact minimiser is not computed.", loss.label()));
  }
  if (!start.empty() && start.size() != setting.model->parameter_count()) {
    throw InputError(
        fmt::format("The start has {} values, expected {}.", start.size(), setting.model->parameter_count()));
  }
}

double largest(std::span<const double> values) {
  double size = 0;
  for (const double value : values) size = std::max(size, std::abs(value));
  return size;
}

[[noreturn]] void refuse_infinite(const Loss& loss, const char* reason) {
  throw NoFiniteMinimiser(fmt::format("{} has no finite minimiser on these data: {}. A penalty (l2 > 0) gives it one.",
                                      loss.label(), reason));
}

// For a loss that falls forever: penalties hold the weights, and nothing the bias.
void refuse_separable(const Setting& setting, const Loss& loss) {
  if (setting.l1 > 0) {
    const auto [least, most] = std::ranges::minmax(setting.data->y);
    if (least != most) return;
    throw NoFiniteMinimiser(fmt::format(
        "{} has no finite minimiser on these data: all labels are the same, and a larger bias is always better.",
        loss.label()));
  }
  if (setting.l2 == 0 && separable(ExactProblem(setting, loss))) {
    refuse_infinite(loss, "a plane of the model separates the classes, and larger parameters are always better");
  }
}

}  // namespace

ExactFit solve_exact(const Setting& setting, const Loss& loss, std::span<const double> start) {
  check(setting, loss, start);
  const bool residual = loss.info().family == Family::residual, convex = is_convex(loss);
  if (!residual && falls_forever(loss)) refuse_separable(setting, loss);
  const bool kinked = is_kinked(ExactProblem(setting, loss, {}));
  const Minimum minimum = (setting.l1 > 0 ? sparse_minimum_of : minimum_of)(setting, loss, start, kinked);
  const bool far = !(minimum.reach <= 1e6 * (1 + (residual ? largest(setting.data->y) : 0)));
  if (far && setting.l2 == 0 && (!convex || !minimum.converged)) {
    refuse_infinite(loss, "the objective falls on and on as the parameters grow");
  }
  if (!minimum.theta.allFinite()) {
    throw InputError(fmt::format(
        "{} cannot be fitted: its parameters, or the penalty on them, are beyond the range of a double. Bring the "
        "columns of {} nearer to 1.",
        loss.label(), setting.data->name));
  }
  ExactFit fit;
  fit.theta.assign(minimum.theta.data(), minimum.theta.data() + minimum.theta.size());
  fit.objective = Objective(setting, loss)(fit.theta, {});
  fit.iterations = minimum.iterations;
  fit.converged = minimum.converged;
  fit.method = !convex ? (residual ? "IRLS" : "Newton") : kinked ? "interior point" : "Newton";
  return fit;
}

}  // namespace losslab
