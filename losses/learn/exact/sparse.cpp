#include "losses/learn/exact/sparse.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "losses/learn/exact/exact_problem.h"

// As long as no weight changes its sign, λ₁·Σ|w| is linear, and a problem of the features whose weights are not 0 is
// like one without it. A search goes from orthant to orthant (after Lee, Battle, Raina and Ng 2006): it descends in one
// until it is at the minimum there or a weight comes to 0, which then leaves; at the minimum it lets in the feature
// whose slope its penalty holds back least, with the sign that the slope has. The objective falls all the way, so that
// no orthant is come to twice.
namespace losslab {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;
using Inner = ExactOutcome (*)(const ExactProblem&, VectorXd);

class OrthantSearch {
 public:
  OrthantSearch(const Setting& setting, const Loss& loss, VectorXd start, Inner inner)
      : setting_(setting),
        loss_(loss),
        inner_(inner),
        features_(setting.model->features().data(), static_cast<Index>(setting.data->size()), start.size()),
        y_(setting.data->y.data(), features_.rows()),
        residual_(loss.info().family == Family::residual),
        theta_(std::move(start)),
        signs_(VectorXd::Zero(theta_.size() - 1)),
        spread_(signs_.size()),
        joins_(static_cast<std::size_t>(signs_.size()), 0) {
    for (Index j = 0; j < signs_.size(); ++j) {
      spread_[j] = (features_.col(j).array() - features_.col(j).mean()).matrix().norm();
      signs_[j] = sign_of(theta_[j]);
    }
  }

  Minimum run() {
    Minimum outcome;
    if (!residual_) join_all();
    const Index most = 200 + 40 * signs_.size();
    for (Index round = 0; round < most; ++round) {
      const ExactProblem problem = problem_here();
      const VectorXd beta = problem.beta_of(theta_, arguments());
      if (problem.loose > 0 && setting_.l2 == 0) {
        if (!slide(problem, beta)) break;
        continue;
      }
      const ExactOutcome inside = inner_(problem, beta);
      outcome.iterations += inside.iterations;
      if (leave(problem, inside)) continue;
      if (!inside.converged) break;
      if (join_one()) continue;
      outcome.converged = worst_excess() <= 1e-9;
      break;
    }
    outcome.theta = theta_;
    outcome.reach = arguments().lpNorm<Eigen::Infinity>();
    return outcome;
  }

 private:
  // Of the mean loss along each weight, and the size of the terms that it is the sum of.
  struct Slopes {
    VectorXd slope, size;
  };

  static double sign_of(double value) { return value > 0 ? 1 : value < 0 ? -1 : 0; }

  VectorXd arguments() const {
    const VectorXd f = features_ * theta_;
    return residual_ ? VectorXd(y_ - f) : VectorXd(y_.cwiseProduct(f));
  }

  ExactProblem problem_here() const {
    std::vector<Index> columns;
    for (Index j = 0; j < signs_.size(); ++j) {
      if (signs_[j] != 0) columns.push_back(j);
    }
    VectorXd signs = signs_(columns);
    ExactProblem problem(setting_, loss_, std::move(columns));
    problem.set_signs(std::move(signs));
    return problem;
  }

  Slopes slopes() const {
    VectorXd first;
    ExactProblem(setting_, loss_, {}).derivatives(arguments(), first, nullptr);
    const auto n = static_cast<double>(features_.rows());
    const VectorXd by_output = residual_ ? VectorXd(-first) : VectorXd(y_.cwiseProduct(first));
    const auto weighed = features_.leftCols(signs_.size());
    return {weighed.transpose() * by_output / n, weighed.cwiseAbs().transpose() * first.cwiseAbs() / n};
  }
  double rounding(const Slopes& at, Index j) const { return 1e-11 * (at.size[j] + setting_.l1); }

  // Everybody whose penalty does not hold it at 0, as if it came alone.
  void join_all() {
    const Slopes here = slopes();
    for (Index j = 0; j < signs_.size(); ++j) {
      if (signs_[j] == 0 && std::abs(here.slope[j]) > setting_.l1 + rounding(here, j))
        signs_[j] = -sign_of(here.slope[j]);
    }
  }

  // The one from which most can be expected; false where all are held.
  bool join_one() {
    const Slopes here = slopes();
    Index chosen = -1;
    double best = 0;
    for (Index j = 0; j < signs_.size(); ++j) {
      const double excess = std::abs(here.slope[j]) - setting_.l1;
      if (signs_[j] != 0 || excess <= rounding(here, j) || joins_[static_cast<std::size_t>(j)] >= 20) continue;
      if (excess / spread_[j] > best) {
        best = excess / spread_[j];
        chosen = j;
      }
    }
    if (chosen < 0) return false;
    signs_[chosen] = -sign_of(here.slope[chosen]);
    ++joins_[static_cast<std::size_t>(chosen)];
    return true;
  }

  double worst_excess() const {
    const Slopes here = slopes();
    double worst = 0;
    for (Index j = 0; j < signs_.size(); ++j) {
      if (signs_[j] != 0) continue;
      worst = std::max(worst, (std::abs(here.slope[j]) - setting_.l1) / (here.size[j] + setting_.l1));
    }
    return worst;
  }

  // Goes where the descent came to. True where weights have come to 0 there.
  bool leave(const ExactProblem& problem, const ExactOutcome& inside) {
    theta_ = problem.back * inside.beta;
    for (const Index j : inside.vanishing) drop(problem, j);
    bool left = !inside.vanishing.empty();
    for (Index j = 0; j < signs_.size(); ++j) {
      if (signs_[j] == 0 || theta_[j] * signs_[j] > 0) continue;
      theta_[j] = signs_[j] = 0;  // on the wrong side by rounding
      left = true;
    }
    return left;
  }
  void drop(const ExactProblem& problem, Index row) {
    const Index j = problem.columns[static_cast<std::size_t>(row)];
    theta_[j] = signs_[j] = 0;
  }

  // Features that depend on each other: along the direction that moves no output the penalty alone falls, until a
  // weight comes to 0. False where none does.
  bool slide(const ExactProblem& problem, const VectorXd& beta) {
    VectorXd direction = VectorXd::Zero(problem.size());
    direction.tail(problem.loose) = -problem.pull.tail(problem.loose);
    const double flat = 1e-12 * setting_.l1 * problem.weights.rightCols(problem.loose).lpNorm<1>();
    if (direction.lpNorm<Eigen::Infinity>() <= flat) direction = VectorXd::Unit(problem.size(), problem.size() - 1);
    SignRoom room = sign_room(problem, beta, direction);
    if (!std::isfinite(room.length)) {
      direction = -direction;
      room = sign_room(problem, beta, direction);
    }
    if (!std::isfinite(room.length)) return false;
    return leave(problem, {beta + room.length * direction, 0, false, room.stopping});
  }

  const Setting& setting_;
  const Loss& loss_;
  Inner inner_;
  Eigen::Map<const MatrixXd> features_;
  Eigen::Map<const VectorXd> y_;
  bool residual_;
  VectorXd theta_, signs_;  // signs by feature: 0 where its weight is 0
  VectorXd spread_;         // of the features
  std::vector<int> joins_;  // how often each was let in
};

}  // namespace

Minimum minimise_sparse(const Setting& setting, const Loss& loss, VectorXd start) {
  return OrthantSearch(setting, loss, std::move(start), minimise_convex).run();
}

Minimum descend_sparse(const Setting& setting, const Loss& loss, VectorXd start) {
  return OrthantSearch(setting, loss, std::move(start), descend).run();
}

// The weights that are 0 to rounding are left out and the rest is solved for again, which leads to the same objective
// if they are to be 0.
Minimum minimise_sparse_kinked(const Setting& setting, const Loss& loss) {
  Minimum outcome;
  std::vector<Index> columns(setting.model->parameter_count() - 1);
  for (std::size_t j = 0; j < columns.size(); ++j) columns[j] = static_cast<Index>(j);
  double best = 0;
  for (bool first = true;; first = false) {
    const ExactProblem problem(setting, loss, columns);
    VectorXd start = VectorXd::Zero(problem.size());
    if (loss.info().family == Family::residual) start[0] = problem.offset.mean();
    const KinkedProblem kinked = kinked_problem(problem);
    const ExactOutcome found = minimise_kinked(kinked, std::move(start));
    const double value = kinked.objective(found.beta);
    outcome.iterations += found.iterations;
    if (!first && !(value <= best + 1e-12 * std::abs(best))) return outcome;
    best = value;
    outcome.theta = problem.back * found.beta;
    outcome.reach = problem.arguments(found.beta).lpNorm<Eigen::Infinity>();
    outcome.converged = found.converged;
    if (found.vanishing.empty()) return outcome;
    for (auto row = found.vanishing.rbegin(); row != found.vanishing.rend(); ++row)
      columns.erase(columns.begin() + *row);
  }
}

}  // namespace losslab
