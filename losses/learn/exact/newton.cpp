#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>
#include <limits>

#include "losses/learn/exact/exact_problem.h"
#include "losses/learn/linear_algebra.h"

namespace losslab {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

// Of what β moves the arguments by, so much is nothing but rounding.
constexpr double rounding = 1e-15;

// Everything that is known at one β.
struct Point {
  VectorXd beta, arguments, first, second, gradient;
  double steepness = 0;  // of the gradient, in units of what rounding may leave of it

  Point(const ExactProblem& problem, VectorXd at) : beta(std::move(at)) {
    arguments = problem.arguments(beta);
    problem.derivatives(arguments, first, &second);
    gradient = problem.gradient(beta, first);
    const double scale = problem.gradient_scale(first) + (problem.penalty * beta).lpNorm<Eigen::Infinity>() +
                         problem.pull.lpNorm<Eigen::Infinity>();
    steepness = scale > 0 ? gradient.lpNorm<Eigen::Infinity>() / scale : 0;
  }
  double spread() const {
    const double rms = std::sqrt(arguments.squaredNorm() / static_cast<double>(arguments.size()));
    return rms > 0 ? rms : 1;
  }
};

double slope_at(const ExactProblem& problem, const VectorXd& beta, const VectorXd& direction, double t) {
  const VectorXd at = beta + t * direction;
  VectorXd first;
  problem.derivatives(problem.arguments(at), first, nullptr);
  const double slope = problem.gradient(at, first).dot(direction);
  return std::isnan(slope) ? std::numeric_limits<double>::infinity() : slope;
}

// A length along a downhill direction, at most `most`, where the slope of a convex function has lost most of its size;
// 0 where rounding hides it.
double step_length(const ExactProblem& problem, const Point& from, const VectorXd& direction, double most) {
  const double enough = 0.5 * std::abs(from.gradient.dot(direction));
  double low = 0, high = std::numeric_limits<double>::infinity(), t = std::min(1.0, most);
  for (int k = 0; k < 200; ++k) {
    const double slope = slope_at(problem, from.beta, direction, t);
    if (std::abs(slope) <= enough || (slope < 0 && t >= most)) return t;
    (slope > 0 ? high : low) = t;
    t = std::isinf(high) ? std::min(2 * t, most) : 0.5 * (low + high);
    if (high - low <= 1e-15 * high || t > 1e18) break;
  }
  return low;
}

// The direction of steepest descent in the metric of |H|, with a floor under its eigenvalues.
VectorXd modulus_direction(const MatrixXd& hessian, const VectorXd& gradient, double floor) {
  const SymmetricEigen eigen = symmetric_eigen(hessian);
  const VectorXd sizes = eigen.values.cwiseAbs().cwiseMax(floor);
  const VectorXd along = (eigen.vectors.transpose() * gradient).cwiseQuotient(sizes);
  return -(eigen.vectors * along);
}

// Reweighted least squares: each round minimises a parabola above the loss, so the objective never rises and the fit
// stays in the valley where it began. Only for losses in the residual with a finite weight at 0.
ExactOutcome reweight(const ExactProblem& problem, VectorXd beta) {
  const double at_zero = problem.loss().weight(0);
  ExactOutcome outcome{std::move(beta), 0, false, {}};
  if (!std::isfinite(at_zero)) return outcome;
  for (; outcome.iterations < 500; ++outcome.iterations) {
    const VectorXd a = problem.arguments(outcome.beta);
    VectorXd weights;
    problem.derivatives(a, weights, nullptr);
    for (Index i = 0; i < a.size(); ++i) weights[i] = a[i] != 0 ? weights[i] / a[i] : at_zero * problem.share(i);
    if ((weights.array() < 0).any()) return outcome;
    const MatrixXd system = problem.hessian(weights);
    const VectorXd right =
        -(problem.design.transpose() * weights.cwiseProduct(problem.offset)) / static_cast<double>(a.size()) -
        problem.pull;
    const DefiniteSolver solver(system);
    if (!solver.worked() || solver.rcond() < 1e-14) return outcome;
    const VectorXd next = solver.solve(right), step = next - outcome.beta;
    const double moved = step.lpNorm<Eigen::Infinity>();
    if (!std::isfinite(moved)) return outcome;
    SignRoom room = sign_room(problem, outcome.beta, step);
    if (room.length < 1) {  // the parabola falls all the way
      outcome.beta += room.length * step;
      outcome.vanishing = std::move(room.stopping);
      return outcome;
    }
    outcome.beta = next;
    if (moved <= 1e-6 * next.lpNorm<Eigen::Infinity>()) return outcome;
  }
  return outcome;
}

// Whether a sample lies where the gradient of the loss jumps, within a little more than rounding.
bool is_at_corner(const ExactProblem& problem, const Point& point) {
  const double close = 1e-9 * point.spread();
  for (const std::vector<GradientJump>& jumps : problem.gradient_jumps()) {
    for (const GradientJump& jump : jumps) {
      if (((point.arguments.array() - jump.at).abs() <= close).any()) return true;
    }
  }
  return false;
}

// The longest step along the line, at most `most`, that the objective has not risen at; 0 where there is none.
double backtrack(const ExactProblem& problem, Point& point, const VectorXd& direction, double most) {
  const double here = problem.objective(point.beta), slope = point.gradient.dot(direction);
  const double reach = (problem.design * direction).lpNorm<Eigen::Infinity>();
  double t = std::min(std::min(1.0, most), 2 * point.spread() / std::max(reach, 1e-300));
  for (int k = 0; k < 60; ++k, t *= 0.5) {
    const VectorXd next = point.beta + t * direction;
    if (problem.objective(next) <= here + 1e-4 * t * slope) {
      point = Point(problem, next);
      return t;
    }
  }
  return 0;
}

}  // namespace

SignRoom sign_room(const ExactProblem& problem, const VectorXd& beta, const VectorXd& direction) {
  SignRoom room{std::numeric_limits<double>::infinity(), {}};
  if (problem.signs.size() == 0) return room;
  const VectorXd weights = problem.weights * beta, steps = problem.weights * direction;
  // What rounding may leave of a weight that has only just come in.
  const VectorXd uncertain = rounding * (problem.weights.cwiseAbs() * beta.cwiseAbs());
  VectorXd lengths = VectorXd::Constant(weights.size(), room.length);
  for (Index j = 0; j < weights.size(); ++j) {
    if (steps[j] * problem.signs[j] >= 0) continue;
    lengths[j] = weights[j] * problem.signs[j] > uncertain[j] ? -weights[j] / steps[j] : 0;
    room.length = std::min(room.length, lengths[j]);
  }
  for (Index j = 0; j < lengths.size(); ++j) {
    if (std::isfinite(lengths[j]) && lengths[j] <= room.length) room.stopping.push_back(j);
  }
  return room;
}

VectorXd least_squares(const ExactProblem& problem) {
  const VectorXd shares = problem.shares.size() > 0 ? problem.shares : VectorXd(VectorXd::Ones(problem.samples()));
  return DefiniteSolver(problem.hessian(shares))
      .solve(-(problem.design.transpose() * shares.cwiseProduct(problem.offset)) /
             static_cast<double>(problem.samples()));
}

ExactOutcome minimise_convex(const ExactProblem& problem, VectorXd beta) {
  Point point(problem, std::move(beta));
  ExactOutcome outcome{point.beta, 0, false, {}};
  int polished = 0;
  for (; outcome.iterations < 500 && polished < 4; ++outcome.iterations) {
    if (point.steepness <= 1e-12) {
      outcome.converged = true;
      ++polished;
      if (point.steepness == 0) break;
    }
    const double damping = point.gradient.norm() / point.spread();
    MatrixXd system = problem.hessian(point.second);
    system.diagonal().array() += damping;
    const VectorXd direction = -DefiniteSolver(system).solve(point.gradient);
    if (!direction.allFinite() || !(point.gradient.dot(direction) < 0)) break;
    const SignRoom room = sign_room(problem, point.beta, direction);
    if (outcome.converged) {  // no line search beneath its own rounding
      if (room.length < 1) break;
      Point next(problem, point.beta + direction);
      if (!(next.steepness < point.steepness)) break;
      point = std::move(next);
      continue;
    }
    const double t = step_length(problem, point, direction, room.length);
    if (t >= room.length) {
      outcome.vanishing = room.stopping;
      point.beta += t * direction;
      break;
    }
    const double moved = t * direction.lpNorm<Eigen::Infinity>();
    if (moved <= rounding * (point.beta.lpNorm<Eigen::Infinity>() + point.spread())) {
      outcome.converged = true;  // nothing but rounding is left, as with data that the model fits exactly
      break;
    }
    point = Point(problem, point.beta + t * direction);
    if (!point.gradient.allFinite()) break;
  }
  outcome.beta = point.beta;
  return outcome;
}

ExactOutcome descend(const ExactProblem& problem, VectorXd beta) {
  ExactOutcome outcome{std::move(beta), 0, false, {}};
  if (problem.loss().info().family == Family::residual) outcome = reweight(problem, std::move(outcome.beta));
  if (!outcome.vanishing.empty()) return outcome;
  Point point(problem, outcome.beta);
  for (const int last = outcome.iterations + 1000; outcome.iterations < last; ++outcome.iterations) {
    if (point.steepness <= 1e-12) outcome.converged = true;
    if (point.steepness == 0) break;
    const MatrixXd hessian = problem.hessian(point.second);
    const Eigen::LLT<MatrixXd> cholesky(hessian);
    if (cholesky.info() == Eigen::Success) {
      Point next(problem, point.beta - cholesky.solve(point.gradient));
      const double allowed = 1e-13 * std::abs(problem.objective(point.beta));
      const bool close = sign_room(problem, point.beta, next.beta - point.beta).length > 1 &&
                         (next.arguments - point.arguments).lpNorm<Eigen::Infinity>() <= 0.1 * point.spread();
      if (close && next.steepness < 0.9 * point.steepness &&
          problem.objective(next.beta) <= problem.objective(point.beta) + allowed) {
        point = std::move(next);
        continue;
      }
    }
    if (outcome.converged) break;
    const double floor = point.gradient.norm() / point.spread() + 1e-12 * hessian.cwiseAbs().maxCoeff();
    const VectorXd direction = modulus_direction(hessian, point.gradient, floor);
    SignRoom room = sign_room(problem, point.beta, direction);
    const double t = room.length > 0 ? backtrack(problem, point, direction, room.length) : 0;
    if (t >= room.length) {
      outcome.vanishing = std::move(room.stopping);
      break;
    }
    if (t == 0) {
      outcome.converged = point.steepness <= 1e-8;
      break;
    }
    if (t * direction.lpNorm<Eigen::Infinity>() <= rounding * (point.beta.lpNorm<Eigen::Infinity>() + point.spread())) {
      // Most points lie exactly on the fit, and their slopes are nothing but rounding; or a corner of the loss holds
      // it.
      outcome.converged = !is_at_corner(problem, point);
      break;
    }
    if (point.arguments.lpNorm<Eigen::Infinity>() > 1e8 * (1 + problem.offset.lpNorm<Eigen::Infinity>())) break;
  }
  outcome.beta = point.beta;
  return outcome;
}

}  // namespace losslab
