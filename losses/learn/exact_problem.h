#pragma once
#include <Eigen/Dense>
#include <functional>
#include <optional>
#include <vector>

#include "losses/learn/problem.h"

namespace losslab {

// A step of the gradient of a loss at `at`: the gradient is larger by `jump` behind it than before it.
struct GradientJump {
  double at, jump;
};

// The objective of a model linear in its parameters, in coordinates β where the columns of the design are orthogonal
// with mean square 1: the loss's arguments are a = offset + design·β, and θ = back·β. Whatever the units and the
// collinearity of the features, Newton's systems in β are as well conditioned as the loss allows.
class ExactProblem {
 public:
  ExactProblem(const Setting& setting, const Loss& loss);

  Eigen::MatrixXd design;               // n × m
  Eigen::VectorXd offset;               // n
  Eigen::MatrixXd penalty;              // m × m: J = mean loss + βᵀ·penalty·β/2
  Eigen::MatrixXd back;                 // p × m
  std::vector<unsigned char> negative;  // by sample: 1 where the loss of the class −1 applies

  Eigen::Index samples() const { return design.rows(); }
  Eigen::Index size() const { return design.cols(); }
  const Loss& loss() const { return loss_; }
  // The same coordinates for another loss of the same family.
  void set_loss(const Loss& loss);

  Eigen::VectorXd arguments(const Eigen::VectorXd& beta) const { return offset + design * beta; }
  // Sums over the samples, divided by n, with the penalty.
  double objective(const Eigen::VectorXd& beta) const;
  // ℓ′ and, where not null, ℓ″ of every argument; ℓ″ is 0 where it is not defined.
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
};

struct ExactOutcome {
  Eigen::VectorXd beta;
  int iterations = 0;
  bool converged = false;
};

// Regularised Newton with a line search on the slope, for convex losses with a continuous gradient.
ExactOutcome minimise_convex(const ExactProblem& problem, Eigen::VectorXd beta);

// A stationary point below the start: reweighted least squares where the loss has weights, then Newton on the modulus
// of the Hessian.
ExactOutcome descend(const ExactProblem& problem, Eigen::VectorXd beta);

// A convex objective whose loss is a smooth part plus Σ jump·max(0, a − at).
struct KinkedProblem {
  const ExactProblem& problem;
  std::vector<std::vector<GradientJump>> jumps;  // by class, all positive
  // The derivatives of the smooth part.
  std::function<void(const Eigen::VectorXd& arguments, Eigen::VectorXd& first, Eigen::VectorXd& second)> smooth;
  std::function<double(const Eigen::VectorXd& beta)> objective;
  double tolerance;  // of the duality gap, relative to the objective
};
ExactOutcome minimise_kinked(const KinkedProblem& kinked, Eigen::VectorXd beta);

// The smooth part of the problem's own loss.
KinkedProblem kinked_problem(const ExactProblem& problem);

// Whether a plane of the model separates the classes, points on the plane allowed: losses that fall forever then have
// no finite minimiser.
bool separable(const ExactProblem& problem);

}  // namespace losslab
