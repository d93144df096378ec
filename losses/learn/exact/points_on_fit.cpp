#include "losses/learn/exact/points_on_fit.h"

#include <Eigen/QR>
#include <cmath>
#include <limits>

#include "losses/core/binary_exponent.h"

namespace losslab {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

// The design and y, each column brought near 1 by a power of two.
struct Points {
  MatrixXd columns;  // n × p, the last of ones
  VectorXd y;
  std::vector<int> exponents;  // of the columns
  int y_exponent = 0;

  explicit Points(const Setting& setting) {
    const auto n = static_cast<Index>(setting.data->size()), p = static_cast<Index>(setting.model->parameter_count());
    columns = Eigen::Map<const MatrixXd>(setting.model->features().data(), n, p);
    y = Eigen::Map<const VectorXd>(setting.data->y.data(), n);
    for (Index j = 0; j < p; ++j) exponents.push_back(scale(columns.col(j)));
    y_exponent = scale(y);
  }

  template <class Column>
  static int scale(Column&& column) {
    const int exponent = binary_exponent(column.cwiseAbs().maxCoeff());
    for (double& value : column) value = std::ldexp(value, -exponent);
    return exponent;
  }

  VectorXd own(std::span<const double> theta) const {
    VectorXd weights(columns.cols());
    for (Index j = 0; j < weights.size(); ++j) {
      const auto at = static_cast<std::size_t>(j);
      weights[j] = std::ldexp(theta[at], exponents[at] - y_exponent);
    }
    return weights;
  }
  std::vector<double> given(const VectorXd& weights) const {
    std::vector<double> theta;
    for (Index j = 0; j < weights.size(); ++j) {
      theta.push_back(std::ldexp(weights[j], y_exponent - exponents[static_cast<std::size_t>(j)]));
    }
    return theta;
  }

  // Those whose residual is no larger than `units` in the last place of what it is the difference of, and of `most`.
  std::vector<Index> on(const VectorXd& weights, double units, double most) const {
    const VectorXd residuals = y - columns * weights;
    const VectorXd size = (y.cwiseAbs() + columns.cwiseAbs() * weights.cwiseAbs()).array() + most;
    std::vector<Index> rows;
    for (Index i = 0; i < y.size(); ++i) {
      if (std::abs(residuals[i]) <= units * std::numeric_limits<double>::epsilon() * size[i]) rows.push_back(i);
    }
    return rows;
  }

  // About the means of those rows, so that an offset of the inputs costs no digits.
  VectorXd least_squares(const std::vector<Index>& rows) const {
    MatrixXd own = columns(rows, Eigen::all);
    VectorXd right = y(rows);
    const Index last = own.cols() - 1;
    const VectorXd means = own.colwise().mean().transpose();
    const double mean = right.mean();
    for (Index j = 0; j < last; ++j) own.col(j).array() -= means[j];
    right.array() -= mean;
    VectorXd weights = VectorXd::Zero(own.cols());
    if (last > 0) weights.head(last) = own.leftCols(last).colPivHouseholderQr().solve(right);
    // The column of ones was divided as well.
    weights[last] = (mean - means.head(last).dot(weights.head(last))) / means[last];
    return weights;
  }
};

}  // namespace

std::optional<FitOnPoints> fit_on_points(const Setting& setting, std::span<const double> theta) {
  constexpr double solver_units = 1e4, rounding_units = 8;
  const Points points(setting);
  const auto n = static_cast<std::size_t>(points.y.size()), p = theta.size();
  const auto most = [&](const std::vector<Index>& rows) { return 2 * rows.size() >= n && rows.size() > p; };
  // What outliers leave of the solver's digits comes back with the least-squares fit of the points that are near.
  const std::vector<Index> near = points.on(points.own(theta), solver_units, points.y.cwiseAbs().maxCoeff());
  if (!most(near)) return std::nullopt;
  const VectorXd weights = points.least_squares(near);
  const std::vector<Index> on = points.on(weights, rounding_units, points.y(near).cwiseAbs().mean());
  if (!most(on)) return std::nullopt;
  return FitOnPoints{on.size(), points.given(weights)};
}

}  // namespace losslab
