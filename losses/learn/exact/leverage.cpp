#include "losses/learn/exact/leverage.h"

#include <Eigen/QR>
#include <algorithm>
#include <cmath>
#include <limits>

#include "losses/core/error.h"
#include "losses/learn/exact/exact_problem.h"

namespace losslab {

std::vector<double> hat_values(const Setting& setting) {
  if (!setting.model->linear_in_parameters()) {
    throw InputError("Leverage is known for models that are linear in their parameters.");
  }
  Setting plain = setting;
  plain.l2 = plain.l1 = 0;
  const bool regression = setting.data->task == Task::regression;
  const ExactProblem problem(plain, Loss(regression ? "squared_error" : "squared_margin"));
  // The columns of the design are orthogonal with mean square 1, unless the points count differently.
  Eigen::MatrixXd rows = problem.design / std::sqrt(static_cast<double>(problem.samples()));
  if (problem.shares.size() > 0) {
    rows = problem.shares.cwiseSqrt().asDiagonal() * rows;
    rows = (rows.householderQr().householderQ() * Eigen::MatrixXd::Identity(rows.rows(), rows.cols())).eval();
  }
  std::vector<double> hat(static_cast<std::size_t>(problem.samples()));
  for (Eigen::Index i = 0; i < problem.samples(); ++i) {
    hat[static_cast<std::size_t>(i)] = std::min(rows.row(i).squaredNorm(), 1.0);
  }
  return hat;
}

std::vector<double> standardised_residuals(std::span<const double> residuals, std::span<const double> hat,
                                           double scale) {
  std::vector<double> standardised(residuals.size());
  for (std::size_t i = 0; i < residuals.size(); ++i) {
    const double room = 1 - hat[i];
    // What rounding leaves of 1 − 1 is no room.
    const bool followed = room < 64 * std::numeric_limits<double>::epsilon();
    standardised[i] = followed ? std::numeric_limits<double>::quiet_NaN() : residuals[i] / (scale * std::sqrt(room));
  }
  return standardised;
}

}  // namespace losslab
