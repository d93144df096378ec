#include <Eigen/LU>
#include <algorithm>
#include <cmath>
#include <utility>

#include "losses/learn/exact/exact_problem.h"
#include "losses/learn/linear_algebra.h"

// Convex losses with kinks. With u = max(0, a − at) written as the least u ≥ 0, u ≥ a − at, the objective is smooth
// under linear constraints. A primal-dual interior-point method (Mehrotra 1992) follows the central path; what remains
// of the complementarity is a bound for the distance to the minimum, so the result certifies itself. Vertices that many
// points share, and minimisers that are not unique, do it no harm.
// A penalty λ₁·|w| is −λ₁·w and a kink of 2·λ₁ at w = 0: one more row for each weight, beside those of the samples.
namespace losslab {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

class InteriorPoint {
 public:
  InteriorPoint(const KinkedProblem& kinked, VectorXd beta) : kinked_(kinked), problem_(kinked.problem) {
    const Index samples = problem_.samples(), weights = kinked.l1 > 0 ? problem_.weights.rows() : 0;
    for (Index i = 0; i < samples; ++i) {
      for (const GradientJump& jump : kinked.jumps[problem_.negative[static_cast<std::size_t>(i)]]) {
        constrain(i, jump.at, jump.jump * problem_.share(i));
      }
    }
    of_samples_ = static_cast<Index>(row_.size());
    force_ = kinked.l1 * static_cast<double>(samples);
    for (Index j = 0; j < weights; ++j) constrain(samples + j, 0, 2 * force_);
    rows_.resize(samples + weights, problem_.size());
    rows_ << problem_.design, problem_.weights.topRows(weights);
    offset_ = VectorXd::Zero(samples + weights);
    offset_.head(samples) = problem_.offset;
    beta_ = std::move(beta);
    const VectorXd t = distances(beta_);
    const auto count = static_cast<Index>(row_.size());
    jumps_ = Eigen::Map<const VectorXd>(jump_.data(), count);
    margin_ = margins(t);
    above_ = t.cwiseMax(0) + margin_;
    below_ = above_ - t;
    dual_ = 0.5 * jumps_;
  }

  ExactOutcome run() {
    ExactOutcome outcome{beta_, 0, false, {}};
    double best = kinked_.objective(beta_);
    for (; outcome.iterations < 200; ++outcome.iterations) {
      if (!iterate()) break;
      const double value = kinked_.objective(beta_);
      if (value <= best) {
        best = value;
        outcome.beta = beta_;
      }
      if (gap() <= kinked_.tolerance * std::abs(value) + 1e-300) {
        outcome.converged = true;
        break;
      }
    }
    // Rounding ends the path at a gap of about 1e-13; that is within what is asked for.
    outcome.converged =
        outcome.converged || gap() <= (kinked_.l1 > 0 ? 1e-9 : 1e-11) * std::abs(best) || best <= 1e-14 * scale();
    polish(outcome, best);
    const VectorXd weights = problem_.weights * outcome.beta;
    for (Index c = of_samples_; c < jumps_.size(); ++c) {
      const double share = dual_[c] / jumps_[c];
      const Index j = c - of_samples_;
      if (std::min(share, 1 - share) > std::abs(weights[j]) / margin_[c]) outcome.vanishing.push_back(j);
    }
    return outcome;
  }

 private:
  double scale() const { return jumps_.head(of_samples_).mean() * (above_ + below_).head(of_samples_).mean(); }

  void constrain(Index row, double at, double jump) {
    row_.push_back(row);
    at_.push_back(at);
    jump_.push_back(jump);
  }
  // How far from its kink a constraint begins on the side where it is not: as far as the samples are on the average,
  // and a weight as far as it moves with the arguments, but not beyond where its penalty alone is as large as the
  // objective.
  VectorXd margins(const VectorXd& t) const {
    const double spread = t.head(of_samples_).cwiseAbs().mean();
    VectorXd out = VectorXd::Constant(t.size(), spread > 0 ? spread : 1);
    for (Index c = of_samples_; c < t.size(); ++c) {
      const double moves = problem_.weights.row(c - of_samples_).norm() * out[0];
      const double most = kinked_.objective(beta_) / kinked_.l1;
      out[c] = most > 0 ? std::min(moves, most) : moves;
    }
    return out;
  }

  VectorXd distances(const VectorXd& beta) const {
    const VectorXd values = offset_ + rows_ * beta;
    VectorXd t(static_cast<Index>(row_.size()));
    for (std::size_t c = 0; c < row_.size(); ++c) t[static_cast<Index>(c)] = values[row_[c]] - at_[c];
    return t;
  }
  // Adds one number for each constraint up by row.
  VectorXd by_row(const VectorXd& values) const {
    VectorXd sums = VectorXd::Zero(rows_.rows());
    for (std::size_t c = 0; c < row_.size(); ++c) sums[row_[c]] += values[static_cast<Index>(c)];
    return sums;
  }
  // The derivatives of the smooth part, by row.
  void derive(const VectorXd& beta) {
    VectorXd first, second;
    kinked_.smooth(problem_.arguments(beta), first, second);
    first_ = VectorXd::Constant(rows_.rows(), -force_);
    first_.head(first.size()) = first;
    second_ = VectorXd::Zero(rows_.rows());
    second_.head(second.size()) = second;
  }
  VectorXd gradient(const VectorXd& beta, const VectorXd& forces) const {
    return rows_.transpose() * forces / static_cast<double>(problem_.samples()) + problem_.penalty * beta;
  }
  MatrixXd hessian(const VectorXd& second) const {
    return weighted_squares(rows_, second, static_cast<double>(problem_.samples()), problem_.penalty);
  }
  VectorXd slack() const { return jumps_ - dual_; }
  double complementarity() const { return above_.dot(slack()) + below_.dot(dual_); }
  double gap() const { return complementarity() / static_cast<double>(problem_.samples()); }

  struct Direction {
    VectorXd beta, above, below, dual;
  };

  // Newton's direction to above·slack = target_above and below·dual = target_below (given as what is missing).
  Direction direction(const VectorXd& missing_above, const VectorXd& missing_below) const {
    const VectorXd pull = -missing_above.cwiseQuotient(slack_) + missing_below.cwiseQuotient(dual_);
    const VectorXd forces = first_ + by_row(dual_ + pull.cwiseQuotient(width_));
    Direction out;
    out.beta = -factor_.solve(gradient(beta_, forces));
    const VectorXd moved = distances_of_step(out.beta);
    out.dual = (moved + pull).cwiseQuotient(width_);
    out.above = (missing_above + above_.cwiseProduct(out.dual)).cwiseQuotient(slack_);
    out.below = (missing_below - below_.cwiseProduct(out.dual)).cwiseQuotient(dual_);
    return out;
  }
  VectorXd distances_of_step(const VectorXd& step) const {
    const VectorXd moved = rows_ * step;
    VectorXd t(static_cast<Index>(row_.size()));
    for (std::size_t c = 0; c < row_.size(); ++c) t[static_cast<Index>(c)] = moved[row_[c]];
    return t;
  }

  static double room(const VectorXd& value, const VectorXd& step) {
    double t = 1;
    for (Index i = 0; i < value.size(); ++i) {
      if (step[i] < 0) t = std::min(t, -value[i] / step[i]);
    }
    return t;
  }

  bool iterate() {
    slack_ = slack();
    derive(beta_);
    width_ = above_.cwiseQuotient(slack_) + below_.cwiseQuotient(dual_);
    MatrixXd system = hessian(second_ + by_row(width_.cwiseInverse()));
    system.diagonal().array() += 1e-15 * system.diagonal().maxCoeff();
    if (!factor_.compute(system)) return false;
    const double count = 2 * static_cast<double>(row_.size());
    const double mu = complementarity() / count;
    const VectorXd missing_above = -above_.cwiseProduct(slack_), missing_below = -below_.cwiseProduct(dual_);
    const Direction straight = direction(missing_above, missing_below);
    const double t = std::min(std::min(room(above_, straight.above), room(below_, straight.below)),
                              std::min(room(dual_, straight.dual), room(slack_, -straight.dual)));
    const double ahead = ((above_ + t * straight.above).dot(slack_ - t * straight.dual) +
                          (below_ + t * straight.below).dot(dual_ + t * straight.dual)) /
                         count;
    const double aim = mu * std::pow(std::max(ahead, 0.0) / mu, 3);
    const Direction centred =
        direction((missing_above.array() + aim + straight.above.array() * straight.dual.array()).matrix(),
                  (missing_below.array() + aim - straight.below.array() * straight.dual.array()).matrix());
    return take(centred);
  }

  bool take(const Direction& step) {
    if (!step.beta.allFinite() || !step.dual.allFinite()) return false;
    const double near = 0.995;
    const double primal = std::min(1.0, near * std::min(room(above_, step.above), room(below_, step.below)));
    const double dual = std::min(1.0, near * std::min(room(dual_, step.dual), room(slack_, -step.dual)));
    const double t = std::min(primal, dual);
    if (t < 1e-10) return false;
    beta_ += t * step.beta;
    above_ += t * step.above;
    below_ += t * step.below;
    dual_ += t * step.dual;
    restore();
    return true;
  }

  // above − below = a − at holds by itself but for rounding: the larger of the two is put right.
  void restore() {
    const VectorXd t = distances(beta_);
    for (Index c = 0; c < t.size(); ++c) {
      if (t[c] > 0 && below_[c] + t[c] > 0) {
        above_[c] = below_[c] + t[c];
      } else if (t[c] <= 0 && above_[c] - t[c] > 0) {
        below_[c] = above_[c] - t[c];
      }
    }
  }

  // From the active set that the path has found, exactly: samples held on their kinks, all others on their pieces.
  void polish(ExactOutcome& outcome, double best) {
    const VectorXd t = distances(outcome.beta);
    const double near_sample = 1e-5 * (above_ + below_).head(of_samples_).mean();
    std::vector<Index> held;
    VectorXd forces = VectorXd::Zero(t.size());
    for (Index c = 0; c < t.size(); ++c) {
      const double share = dual_[c] / jumps_[c], near = c < of_samples_ ? near_sample : 1e-5 * margin_[c];
      if (share > 1e-5 && share < 1 - 1e-5 && std::abs(t[c]) <= near) {
        held.push_back(c);
      } else {
        forces[c] = t[c] > 0 ? jumps_[c] : 0;
      }
    }
    const Index m = problem_.size(), k = static_cast<Index>(held.size());
    if (k > m) return;
    derive(outcome.beta);
    MatrixXd system = MatrixXd::Zero(m + k, m + k);
    VectorXd right(m + k);
    system.topLeftCorner(m, m) = hessian(second_);
    right.head(m) = -gradient(outcome.beta, first_ + by_row(forces));
    for (Index h = 0; h < k; ++h) {
      const Index c = held[static_cast<std::size_t>(h)];
      system.row(m + h).head(m) = rows_.row(row_[static_cast<std::size_t>(c)]);
      system.col(m + h).head(m) = system.row(m + h).head(m).transpose();
      right[m + h] = -t[c];
    }
    const VectorXd step = system.fullPivLu().solve(right).head(m);
    if (!step.allFinite()) return;
    const VectorXd candidate = outcome.beta + step;
    if (kinked_.objective(candidate) <= best * (1 + 1e-15)) outcome.beta = candidate;
  }

  const KinkedProblem& kinked_;
  const ExactProblem& problem_;
  MatrixXd rows_;  // those of the design, then those of the weights
  VectorXd offset_;
  double force_ = 0;  // λ₁·n
  // By constraint, one for each sample and kink, then one for each weight: its row, where its kink is and how much the
  // gradient jumps there.
  std::vector<Index> row_;
  std::vector<double> at_, jump_;
  Index of_samples_ = 0;  // so many are of samples
  VectorXd jumps_, margin_;
  // above − below = a − at, both positive; dual in (0, jump) is the subgradient, slack = jump − dual.
  VectorXd beta_, above_, below_, dual_;
  VectorXd slack_, width_, first_, second_;
  DefiniteSolver factor_;
};

}  // namespace

ExactOutcome minimise_kinked(const KinkedProblem& kinked, VectorXd beta) {
  return InteriorPoint(kinked, std::move(beta)).run();
}

KinkedProblem kinked_problem(const ExactProblem& problem) {
  const auto jumps = problem.gradient_jumps();
  const auto smooth = [&problem, jumps](const VectorXd& arguments, VectorXd& first, VectorXd& second) {
    VectorXd beside = arguments;  // exactly on a kink: just behind it, where the derivatives are those of a piece
    for (Index i = 0; i < beside.size(); ++i) {
      for (const GradientJump& jump : jumps[problem.negative[static_cast<std::size_t>(i)]]) {
        if (beside[i] == jump.at) beside[i] += jump.at != 0 ? std::abs(jump.at) * 1e-15 : 1e-300;
      }
    }
    problem.derivatives(beside, first, &second);
    for (Index i = 0; i < beside.size(); ++i) {
      for (const GradientJump& jump : jumps[problem.negative[static_cast<std::size_t>(i)]]) {
        if (beside[i] > jump.at) first[i] -= jump.jump * problem.share(i);
      }
    }
  };
  const double l1 = problem.l1();
  const auto objective = [&problem, l1](const VectorXd& beta) {
    return problem.objective(beta) + (l1 > 0 ? l1 * (problem.weights * beta).lpNorm<1>() : 0);
  };
  return {problem, jumps, smooth, objective, 1e-15, l1};
}

bool is_kinked(const ExactProblem& problem) {
  const auto jumps = problem.gradient_jumps();
  return !jumps[0].empty() || !jumps[1].empty();
}

// Points on the right side gain at most 1 each, points on the wrong side cost so much that no gain pays for them: any
// gain at all means that the classes come apart.
bool separable(const ExactProblem& problem) {
  const double cost = 1e5;
  const std::vector<GradientJump> jumps{{0, cost}, {1, 1}};
  const auto smooth = [cost](const VectorXd& arguments, VectorXd& first, VectorXd& second) {
    first = VectorXd::Constant(arguments.size(), -1 - cost);
    second = VectorXd::Zero(arguments.size());
  };
  const auto objective = [&problem, cost](const VectorXd& beta) {
    const VectorXd a = problem.arguments(beta);
    return ((1 - a.array()).max(0) + cost * (-a.array()).max(0)).sum() / static_cast<double>(a.size());
  };
  ExactProblem alike = problem;  // whether they come apart does not depend on how much each counts
  alike.shares.resize(0);
  const KinkedProblem kinked{alike, {jumps, jumps}, smooth, objective, 1e-9};
  const ExactOutcome outcome = minimise_kinked(kinked, VectorXd::Zero(problem.size()));
  const auto n = static_cast<double>(problem.samples());
  return n * objective(outcome.beta) < n - 0.5;
}

}  // namespace losslab
