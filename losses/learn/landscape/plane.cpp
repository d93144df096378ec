#include "losses/learn/landscape/plane.h"

#include <Eigen/Core>
#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <numeric>

#include "losses/learn/linear_algebra.h"

namespace losslab {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

// A second principal value below this share of the first is rounding.
constexpr double least_second = 1e-14;

double dot_from(std::span<const double> theta, const std::vector<double>& origin, const std::vector<double>& along) {
  // Eight sums, so that none waits for the one before it: a picture asks for this a thousand times.
  constexpr std::size_t lanes = 8;
  std::array<double, lanes> sums{};
  std::size_t j = 0;
  for (; j + lanes <= along.size(); j += lanes) {
    for (std::size_t k = 0; k < lanes; ++k) sums[k] += (theta[j + k] - origin[j + k]) * along[j + k];
  }
  for (; j < along.size(); ++j) sums[0] += (theta[j] - origin[j]) * along[j];
  return std::accumulate(sums.begin(), sums.end(), 0.0);
}

std::vector<double> vector_of(const VectorXd& v) { return {v.data(), v.data() + v.size()}; }

// One column for each iterate: its difference from the newest, in units of the largest number among them.
MatrixXd differences(std::span<const std::span<const double>> path) {
  const auto count = static_cast<Index>(path.size()), size = static_cast<Index>(path.back().size());
  MatrixXd rows(size, count);
  const Eigen::Map<const VectorXd> newest(path.back().data(), size);
  for (Index i = 0; i < count; ++i) {
    rows.col(i) = Eigen::Map<const VectorXd>(path[static_cast<std::size_t>(i)].data(), size) - newest;
  }
  const double largest = rows.cwiseAbs().maxCoeff();
  if (largest > 0) rows /= largest;
  return rows;
}

// The parameter's axis that is closest to orthogonal to the directions so far, made orthonormal to them.
VectorXd completing(const MatrixXd& directions, Index have) {
  const Index size = directions.rows();
  VectorXd inside = VectorXd::Zero(size);
  for (Index k = 0; k < have; ++k) inside += directions.col(k).cwiseAbs2();
  Index axis = 0;
  inside.minCoeff(&axis);  // the first of equals
  VectorXd direction = VectorXd::Unit(size, axis);
  for (Index k = 0; k < have; ++k) direction -= directions.col(k).dot(direction) * directions.col(k);
  return direction.normalized();
}

// Along the path; where that does not tell, so that its largest number is positive.
void orient(VectorXd& direction, const VectorXd& progress, double extent) {
  double sign = direction.dot(progress);
  if (!(std::abs(sign) > 1e-9 * extent)) {
    Index largest = 0;
    direction.cwiseAbs().maxCoeff(&largest);
    sign = direction[largest];
  }
  if (sign < 0) direction = -direction;
}

struct Spectrum {
  MatrixXd directions;  // two columns, of which `rank` come from the path
  Index rank = 0;
  double inside = 0, total = 0;
};

// The eigenvectors of the smaller of rows·rowsᵀ and rowsᵀ·rows.
Spectrum spectrum_of(const MatrixXd& rows) {
  Spectrum spectrum;
  spectrum.directions = MatrixXd::Zero(rows.rows(), 2);
  const bool narrow = rows.rows() <= rows.cols();
  const MatrixXd gram = narrow ? MatrixXd(rows * rows.transpose()) : MatrixXd(rows.transpose() * rows);
  spectrum.total = gram.trace();
  if (!(spectrum.total > 0) || !std::isfinite(spectrum.total)) return spectrum;
  const auto [values, vectors] = symmetric_eigen(gram);
  const Index last = values.size() - 1;
  for (Index k = 0; k < 2 && k <= last && values[last - k] > least_second * values[last]; ++k) {
    const VectorXd found = vectors.col(last - k);
    VectorXd direction = narrow ? found : VectorXd(rows * found);
    for (Index before = 0; before < k; ++before) {
      direction -= spectrum.directions.col(before).dot(direction) * spectrum.directions.col(before);
    }
    spectrum.directions.col(k) = direction.normalized();
    spectrum.inside += values[last - k];
    ++spectrum.rank;
  }
  return spectrum;
}

}  // namespace

std::vector<double> Plane::lift(Place place) const {
  std::vector<double> theta = origin;
  for (std::size_t j = 0; j < across.size(); ++j) theta[j] += place.a * across[j];
  for (std::size_t j = 0; j < up.size(); ++j) theta[j] += place.b * up[j];
  return theta;
}

Plane::Place Plane::project(std::span<const double> theta) const {
  return {dot_from(theta, origin, across), dot_from(theta, origin, up)};
}

Plane parameter_line(std::span<const double> theta, std::size_t across) {
  assert(across < theta.size());
  Plane plane;
  plane.origin.assign(theta.begin(), theta.end());
  plane.origin[across] = 0;
  plane.across.assign(theta.size(), 0);
  plane.across[across] = 1;
  return plane;
}

Plane parameter_plane(std::span<const double> theta, std::size_t across, std::size_t up) {
  assert(across != up && up < theta.size());
  Plane plane = parameter_line(theta, across);
  plane.origin[up] = 0;
  plane.up.assign(theta.size(), 0);
  plane.up[up] = 1;
  return plane;
}

PrincipalPlane principal_plane(std::span<const std::span<const double>> path) {
  assert(!path.empty() && path.back().size() >= 2);
  const MatrixXd rows = differences(path);
  Spectrum spectrum = spectrum_of(rows);
  const VectorXd progress = -rows.col(0);
  const double extent = std::sqrt(std::max(spectrum.total, 0.0));
  for (Index k = 0; k < 2; ++k) {
    VectorXd direction = k < spectrum.rank ? VectorXd(spectrum.directions.col(k)) : completing(spectrum.directions, k);
    if (k < spectrum.rank) orient(direction, progress, extent);
    spectrum.directions.col(k) = direction;
  }
  PrincipalPlane found;
  found.plane.origin.assign(path.back().begin(), path.back().end());
  found.plane.across = vector_of(spectrum.directions.col(0));
  found.plane.up = vector_of(spectrum.directions.col(1));
  if (spectrum.rank > 0) found.share = std::min(1.0, spectrum.inside / spectrum.total);
  return found;
}

}  // namespace losslab
