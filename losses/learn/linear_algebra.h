#pragma once
#include <Eigen/Cholesky>

// What several files ask of Eigen alike. Its solvers and its products of matrices are templates of thousands of lines:
// behind these functions they are compiled once.
namespace losslab {

// LDLᵀ of a symmetric positive semidefinite matrix.
class DefiniteSolver {
 public:
  DefiniteSolver() = default;
  explicit DefiniteSolver(const Eigen::MatrixXd& matrix) { compute(matrix); }
  // Whether it worked.
  bool compute(const Eigen::MatrixXd& matrix);
  bool worked() const { return factor_.info() == Eigen::Success; }
  double rcond() const;  // an estimate
  Eigen::VectorXd solve(const Eigen::VectorXd& right) const;

 private:
  Eigen::LDLT<Eigen::MatrixXd> factor_;
};

// Of a symmetric matrix: the values ascending, the vectors as columns.
struct SymmetricEigen {
  Eigen::VectorXd values;
  Eigen::MatrixXd vectors;
};
SymmetricEigen symmetric_eigen(const Eigen::MatrixXd& matrix);

// rowsᵀ·diag(weights)·rows/count + plus.
Eigen::MatrixXd weighted_squares(const Eigen::MatrixXd& rows, const Eigen::VectorXd& weights, double count,
                                 const Eigen::MatrixXd& plus);

}  // namespace losslab
