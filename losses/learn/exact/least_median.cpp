#include <fmt/format.h>

#include <Eigen/LU>
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "losses/core/error.h"
#include "losses/core/random.h"
#include "losses/learn/exact/exact.h"

namespace losslab {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

// Keeps the best of the fits through as many points as there are parameters.
class ElementalFits {
 public:
  ElementalFits(const Eigen::Map<const MatrixXd>& features, const Eigen::Map<const VectorXd>& y)
      : features_(features), y_(y), sizes_(static_cast<std::size_t>(y.size())) {
    system_.resize(features.cols(), features.cols());
    right_.resize(features.cols());
  }

  void try_rows(std::span<const Index> rows) {
    for (Index k = 0; k < features_.cols(); ++k) {
      system_.row(k) = features_.row(rows[static_cast<std::size_t>(k)]);
      right_[k] = y_[rows[static_cast<std::size_t>(k)]];
    }
    solver_.compute(system_);
    if (!solver_.isInvertible()) return;
    const VectorXd theta = solver_.solve(right_);
    residuals_.noalias() = y_ - features_ * theta;
    for (std::size_t i = 0; i < sizes_.size(); ++i) sizes_[i] = std::abs(residuals_[static_cast<Index>(i)]);
    // The quantile that tolerates the most outliers with this many parameters.
    const std::size_t n = sizes_.size(), p = static_cast<std::size_t>(features_.cols());
    const auto middle = sizes_.begin() + static_cast<std::ptrdiff_t>(std::min(n / 2 + (p + 1) / 2, n) - 1);
    std::nth_element(sizes_.begin(), middle, sizes_.end());
    if (*middle < best_) {
      best_ = *middle;
      theta_.assign(theta.data(), theta.data() + theta.size());
    }
  }
  const std::vector<double>& theta() const { return theta_; }

 private:
  Eigen::Map<const MatrixXd> features_;
  Eigen::Map<const VectorXd> y_;
  std::vector<double> sizes_, theta_;
  MatrixXd system_;
  VectorXd right_, residuals_;
  Eigen::FullPivLU<MatrixXd> solver_;
  double best_ = std::numeric_limits<double>::infinity();
};

}  // namespace

std::vector<double> least_median_start(const Setting& setting, std::uint64_t seed, int samples) {
  const Dataset& data = *setting.data;
  if (!setting.model->linear_in_parameters() || data.task != Task::regression) {
    throw InputError("The least median of squares is known for regression with a model linear in its parameters.");
  }
  const auto n = static_cast<Index>(data.size()), p = static_cast<Index>(setting.model->parameter_count());
  ElementalFits fits(Eigen::Map<const MatrixXd>(setting.model->features().data(), n, p),
                     Eigen::Map<const VectorXd>(data.y.data(), n));
  if (p == 2 && n * (n - 1) / 2 <= 20000) {
    for (Index i = 0; i < n; ++i) {
      for (Index j = i + 1; j < n; ++j) fits.try_rows(std::array<Index, 2>{i, j});
    }
  } else if (n >= p) {
    Random random(seed);
    std::vector<Index> rows(static_cast<std::size_t>(p));
    for (int k = 0; k < samples; ++k) {
      for (std::size_t r = 0; r < rows.size();) {  // p different rows
        rows[r] = static_cast<Index>(random.below(static_cast<std::uint64_t>(n)));
        if (std::find(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(r), rows[r]) ==
            rows.begin() + static_cast<std::ptrdiff_t>(r)) {
          ++r;
        }
      }
      fits.try_rows(rows);
    }
  }
  if (fits.theta().empty()) {
    throw InputError("The least median of squares needs points with as many different inputs as there are parameters.");
  }
  return fits.theta();
}

}  // namespace losslab
