#include "losses/learn/exact.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "losses/core/error.h"
#include "losses/learn/exact_problem.h"

namespace losslab {
namespace {

using Eigen::VectorXd;

bool has_slope(const Loss& loss) {
  constexpr std::array<double, 8> places{-30, -3, -0.7, -0.1, 0.1, 0.7, 3, 30};
  return std::ranges::any_of(places, [&](double x) { return loss.at(x).gradient != 0; });
}

// Whether larger margins are always better, so that separated classes pull the parameters to infinity.
bool falls_forever(const Loss& loss) {
  constexpr std::array<double, 5> places{-1, 0, 1, 5, 30};
  return std::ranges::all_of(places, [&](double m) { return loss.at(m).gradient < 0; });
}

// Huber's threshold for the start of a redescending loss: as far in the tails as the loss itself looks. Where the loss
// has its own threshold for 95 % efficiency, Huber's 1.345 is scaled with it; else by the scale of the residuals.
double start_threshold(const Setting& setting, const Loss& loss) {
  const std::span<const Parameter> parameters = loss.parameters();
  const double efficient = loss.info().efficiency_95;
  if (!parameters.empty() && parameters[0].in_residual_units && efficient > 0) {
    return 1.345 * loss.parameter(std::size_t{0}) / efficient;
  }
  const double scale = residual_scale(setting);
  return 1.345 * (scale > 0 ? scale : 1);
}

VectorXd least_squares(const ExactProblem& problem) {
  return problem.hessian(VectorXd::Ones(problem.samples()))
      .ldlt()
      .solve(-(problem.design.transpose() * problem.offset) / static_cast<double>(problem.samples()));
}

ExactOutcome solve_convex(const ExactProblem& problem, VectorXd beta, std::string& method) {
  const auto jumps = problem.gradient_jumps();
  if (!jumps[0].empty() || !jumps[1].empty()) {
    method = "interior point";
    return minimise_kinked(kinked_problem(problem), std::move(beta));
  }
  method = "Newton";
  return minimise_convex(problem, std::move(beta));
}

VectorXd place_to_start(const ExactProblem& problem, const Setting& setting, const Loss& loss,
                        std::span<const double> start) {
  if (!start.empty()) {
    const Eigen::Map<const VectorXd> theta(start.data(), static_cast<Eigen::Index>(start.size()));
    return problem.back.colPivHouseholderQr().solve(VectorXd(theta));
  }
  if (loss.info().family != Family::residual) return VectorXd::Zero(problem.size());
  ExactProblem huber = problem;
  Loss start_loss("huber");
  start_loss.set("delta", std::max(start_threshold(setting, loss), 1e-6));
  huber.set_loss(start_loss);
  return minimise_convex(huber, least_squares(huber)).beta;
}

void check(const Setting& setting, const Loss& loss, std::span<const double> start) {
  if (!setting.model->linear_in_parameters()) {
    throw InputError("The exact minimiser is known for models that are linear in their parameters, not for a network.");
  }
  if (setting.l1 != 0) {
    throw InputError("The exact minimiser is not computed with an L1 penalty; leave it away or descend.");
  }
  if (!has_slope(loss)) {
    throw InputError(fmt::format("{} has no slope to follow: its exact minimiser is not computed.", loss.label()));
  }
  if (!start.empty() && start.size() != setting.model->parameter_count()) {
    throw InputError(
        fmt::format("The start has {} values, expected {}.", start.size(), setting.model->parameter_count()));
  }
}

[[noreturn]] void refuse_infinite(const Loss& loss, const char* reason) {
  throw NoFiniteMinimiser(fmt::format("{} has no finite minimiser on these data: {}. A penalty (l2 > 0) gives it one.",
                                      loss.label(), reason));
}

}  // namespace

ExactFit solve_exact(const Setting& setting, const Loss& loss, std::span<const double> start) {
  check(setting, loss, start);
  const ExactProblem problem(setting, loss);
  const bool residual = loss.info().family == Family::residual;
  if (!residual && setting.l2 == 0 && falls_forever(loss) && separable(problem)) {
    refuse_infinite(loss, "a plane of the model separates the classes, and larger parameters are always better");
  }
  ExactFit fit;
  ExactOutcome outcome;
  const bool convex = loss.properties().convex;
  if (convex) {
    VectorXd beta = residual ? least_squares(problem) : VectorXd(VectorXd::Zero(problem.size()));
    outcome = solve_convex(problem, std::move(beta), fit.method);
  } else {
    fit.method = residual ? "IRLS" : "Newton";
    outcome = descend(problem, place_to_start(problem, setting, loss, start));
  }
  const double reach = problem.arguments(outcome.beta).lpNorm<Eigen::Infinity>();
  const bool far = !(reach <= 1e6 * (1 + problem.offset.lpNorm<Eigen::Infinity>()));
  if (far && (!convex || !outcome.converged) && setting.l2 == 0) {
    refuse_infinite(loss, "the objective falls on and on as the parameters grow");
  }
  const VectorXd theta = problem.back * outcome.beta;
  fit.theta.assign(theta.data(), theta.data() + theta.size());
  fit.objective = Objective(setting, loss)(fit.theta, {});
  fit.iterations = outcome.iterations;
  fit.converged = outcome.converged;
  return fit;
}

}  // namespace losslab
