#pragma once
#include <Eigen/Core>
#include <functional>
#include <optional>
#include <vector>

#include "losses/learn/optimise/problem.h"

namespace losslab {

// A step of the gradient of a loss at `at`: the gradient is larger by `jump` behind it than before it.
struct GradientJump {
  double at, jump;
};

// The objective of a model linear in its parameters, in coordinates β where the columns of the design are orthogonal
// with mean square 1: the loss's arguments are a = offset + design·β, and θ = back·β. Whatever the units and the
// collinearity of the features, Newton's systems in β are as well conditioned as the loss allows. (With both penalties
// the columns are orthogonal together with those of √λ·w.)
//
// λ₁·Σ|w| is no part of it until signs are given to the weights, which make it linear: see set_signs(). (The
// interior-point method knows |w| itself: see KinkedProblem.)
class ExactProblem {
 public:
  ExactProblem(const Setting& setting, const Loss& loss);
  // With those features alone; the weights of the others are exactly 0.
  ExactProblem(const Setting& setting, const Loss& loss, std::vector<Eigen::Index> columns);

  std::vector<Eigen::Index> columns;    // which features are in it, the weights in this order
  Eigen::MatrixXd design;               // n × m
  Eigen::VectorXd offset;               // n
  Eigen::MatrixXd penalty;              // m × m: J = mean loss + βᵀ·penalty·β/2
  Eigen::MatrixXd back;                 // p × m
  Eigen::MatrixXd weights;              // those rows of `back` that are the weights of the features in it
  Eigen::Index loose = 0;               // so many of the last β move weights that penalties alone decide on
  Eigen::VectorXd signs;                // of the weights, where given: −1 or 1
  Eigen::VectorXd pull;                 // m: the slope of λ₁·Σ sign·w, else 0
  Eigen::VectorXd shares;               // by sample, how much it counts, 1 in the mean; empty: all alike
  std::vector<unsigned char> negative;  // by sample: 1 where the loss of the class −1 applies

  Eigen::Index samples() const { return design.rows(); }
  Eigen::Index size() const { return design.cols(); }
  const Loss& loss() const { return loss_; }
  double l1() const { return l1_; }
  // The same coordinates for another loss of the same family.
  void set_loss(const Loss& loss);
  // Takes λ₁·Σ sign·w into the objective, one sign for each of `weights`: what λ₁·Σ|w| is as long as they are right.
  void set_signs(Eigen::VectorXd signs);
  // The β of the parameters θ, whose weights are 0 where the problem leaves them out, with the arguments that they
  // have.
  Eigen::VectorXd beta_of(const Eigen::VectorXd& theta, const Eigen::VectorXd& arguments) const;
  // The β whose parameters are nearest to θ.
  Eigen::VectorXd nearest_beta(const Eigen::VectorXd& theta) const;

  Eigen::VectorXd arguments(const Eigen::VectorXd& beta) const { return offset + design * beta; }
  double share(Eigen::Index sample) const { return shares.size() > 0 ? shares[sample] : 1; }
  // Sums over the samples, divided by n, with the penalty.
  double objective(const Eigen::VectorXd& beta) const;
  // ℓ′ and, where not null, ℓ″ of every argument, times the share of its sample; ℓ″ is 0 where it is not defined.
  void derivatives(const Eigen::VectorXd& arguments, Eigen::VectorXd& first, Eigen::VectorXd* second) const;
  Eigen::VectorXd gradient(const Eigen::VectorXd& beta, const Eigen::VectorXd& first) const;
  Eigen::MatrixXd hessian(const Eigen::VectorXd& second) const;
  // What rounding may leave of the gradient is a small multiple of this.
  double gradient_scale(const Eigen::VectorXd& first) const;

  // Where the gradient of the loss of each class jumps (index 1: the class −1).
  std::vector<std::vector<GradientJump>> gradient_jumps() const;

 private:
  Loss loss_;
  std::optional<Loss> negative_loss_;
  double l1_, ridge_;  // ridge_: λ where there is λ₁ too
};

struct ExactOutcome {
  Eigen::VectorXd beta;
  int iterations = 0;
  bool converged = false;
  // Weights (rows of ExactProblem::weights) that have come to 0: of a problem with signs those that held the descent
  // up, for beyond 0 their signs are wrong; of a kinked one those that 0 is the best for.
  std::vector<Eigen::Index> vanishing;
};

// What a minimum comes to in the parameters of the model.
struct Minimum {
  Eigen::VectorXd theta;
  double reach = 0;  // the largest |argument| of the loss
  int iterations = 0;
  bool converged = false;
};

// How far a direction can be followed before a weight changes the sign it was given, and which ones then would; beyond
// all bounds where no signs were given.
struct SignRoom {
  double length;
  std::vector<Eigen::Index> stopping;
};
SignRoom sign_room(const ExactProblem& problem, const Eigen::VectorXd& beta, const Eigen::VectorXd& direction);

// The minimum of the squares of the arguments.
Eigen::VectorXd least_squares(const ExactProblem& problem);

// Regularised Newton with a line search on the slope, for convex losses with a continuous gradient.
ExactOutcome minimise_convex(const ExactProblem& problem, Eigen::VectorXd beta);

// A stationary point below the start: reweighted least squares where the loss has weights, then Newton on the modulus
// of the Hessian.
ExactOutcome descend(const ExactProblem& problem, Eigen::VectorXd beta);

// A convex objective whose loss is a smooth part plus Σ jump·max(0, a − at), and which has λ₁·Σ|w|.
struct KinkedProblem {
  const ExactProblem& problem;
  std::vector<std::vector<GradientJump>> jumps;  // by class, all positive, of a sample whose share is 1
  // The derivatives of the smooth part, times the shares of the samples.
  std::function<void(const Eigen::VectorXd& arguments, Eigen::VectorXd& first, Eigen::VectorXd& second)> smooth;
  std::function<double(const Eigen::VectorXd& beta)> objective;
  double tolerance;  // of the duality gap, relative to the objective
  double l1 = 0;
};
ExactOutcome minimise_kinked(const KinkedProblem& kinked, Eigen::VectorXd beta);

// The smooth part of the problem's own loss.
KinkedProblem kinked_problem(const ExactProblem& problem);
// Whether the gradient of the problem's loss jumps anywhere.
bool is_kinked(const ExactProblem& problem);

// Whether a plane of the model separates the classes, points on the plane allowed: losses that fall forever then have
// no finite minimiser.
bool separable(const ExactProblem& problem);

}  // namespace losslab
