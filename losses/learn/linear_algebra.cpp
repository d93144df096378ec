#include "losses/learn/linear_algebra.h"

#include <Eigen/Eigenvalues>

namespace losslab {

using Eigen::MatrixXd;
using Eigen::VectorXd;

bool DefiniteSolver::compute(const MatrixXd& matrix) {
  factor_.compute(matrix);
  return worked();
}
double DefiniteSolver::rcond() const { return factor_.rcond(); }
VectorXd DefiniteSolver::solve(const VectorXd& right) const { return factor_.solve(right); }

SymmetricEigen symmetric_eigen(const MatrixXd& matrix) {
  const Eigen::SelfAdjointEigenSolver<MatrixXd> solver(matrix);
  return {solver.eigenvalues(), solver.eigenvectors()};
}

MatrixXd weighted_squares(const MatrixXd& rows, const VectorXd& weights, double count, const MatrixXd& plus) {
  return rows.transpose() * weights.asDiagonal() * rows / count + plus;
}

}  // namespace losslab
