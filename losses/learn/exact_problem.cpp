#include "losses/learn/exact_problem.h"

#include <cmath>
#include <limits>

#include "losses/core/error.h"

namespace losslab {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

std::span<double> span_of(VectorXd& v) { return {v.data(), static_cast<std::size_t>(v.size())}; }
std::span<const double> span_of(const VectorXd& v) { return {v.data(), static_cast<std::size_t>(v.size())}; }

// The features without the column of ones, with mean 0 and norm 1; a column that does not vary becomes 0.
struct Centred {
  MatrixXd columns;
  VectorXd mean, norm;
};

Centred centre(const Eigen::Ref<const MatrixXd>& features) {
  Centred out{features, VectorXd::Zero(features.cols()), VectorXd::Ones(features.cols())};
  const double rounding = 1e-14 * std::sqrt(static_cast<double>(features.rows()));
  for (Index j = 0; j < features.cols(); ++j) {
    out.mean[j] = features.col(j).mean();
    out.columns.col(j).array() -= out.mean[j];
    out.mean[j] += out.columns.col(j).mean();
    out.columns.col(j).array() -= out.columns.col(j).mean();
    const double norm = out.columns.col(j).norm();
    if (norm > rounding * features.col(j).cwiseAbs().maxCoeff()) {
      out.norm[j] = norm;
      out.columns.col(j) /= norm;
    } else {
      out.columns.col(j).setZero();
    }
  }
  return out;
}

std::vector<GradientJump> jumps_of(const Loss& loss) {
  std::vector<GradientJump> jumps;
  for (double kink : loss.kinks()) {
    const double step = std::abs(kink) > 0 ? std::abs(kink) * 1e-15 : 1e-300;
    const double before = loss.at(kink - step).gradient, behind = loss.at(kink + step).gradient;
    // Against the slopes farther off: where the curvature jumps, the slope is as good as continuous.
    const double size = std::max(std::abs(loss.at(kink - 1).gradient), std::abs(loss.at(kink + 1).gradient));
    if (std::abs(behind - before) > 1e-9 * size) jumps.push_back({kink, behind - before});
  }
  return jumps;
}

}  // namespace

ExactProblem::ExactProblem(const Setting& setting, const Loss& loss) : loss_(loss) {
  set_loss(loss);
  const Dataset& data = *setting.data;
  const auto n = static_cast<Index>(data.size()), p = static_cast<Index>(setting.model->parameter_count());
  const Eigen::Map<const MatrixXd> features(setting.model->features().data(), n, p);
  const Centred centred = centre(features.leftCols(p - 1));
  Eigen::ColPivHouseholderQR<MatrixXd> qr;
  Index rank = 0;
  if (p > 1) {
    qr.setThreshold(1e-13);
    qr.compute(centred.columns);
    rank = qr.rank();
  }
  const Index loose = setting.l2 > 0 ? p - 1 - rank : 0;  // directions that the penalty alone decides
  const double unit = std::sqrt(static_cast<double>(n));
  const Index m = 1 + rank + loose;
  design = MatrixXd::Zero(n, m);
  design.col(0).setOnes();
  back = MatrixXd::Zero(p, m);
  back(p - 1, 0) = 1;
  if (rank > 0) {
    design.middleCols(1, rank) = qr.householderQ() * MatrixXd::Identity(n, rank) * unit;
    const MatrixXd r = qr.matrixR().topRows(rank).template triangularView<Eigen::Upper>();
    const auto square = r.leftCols(rank).template triangularView<Eigen::Upper>();
    MatrixXd weights = MatrixXd::Zero(p - 1, rank + loose);
    weights.topLeftCorner(rank, rank) = square.solve(MatrixXd::Identity(rank, rank) * unit);
    if (loose > 0) {
      weights.topRightCorner(rank, loose) = -square.solve(r.rightCols(loose));
      weights.bottomRightCorner(loose, loose).setIdentity();
    }
    weights = qr.colsPermutation() * weights;
    back.block(0, 1, p - 1, rank + loose) = centred.norm.cwiseInverse().asDiagonal() * weights;
  } else if (loose > 0) {
    back.block(0, 1, p - 1, loose).setIdentity();
  }
  back.row(p - 1).tail(m - 1) = -centred.mean.transpose() * back.block(0, 1, p - 1, m - 1);
  penalty = setting.l2 * back.topRows(p - 1).transpose() * back.topRows(p - 1);

  const Eigen::Map<const VectorXd> y(data.y.data(), n);
  const bool residual = loss.info().family == Family::residual;
  offset = residual ? VectorXd(y) : VectorXd(VectorXd::Zero(n));
  design = residual ? MatrixXd(-design) : MatrixXd(y.asDiagonal() * design);
  negative.assign(static_cast<std::size_t>(n), 0);
  for (Index i = 0; i < n; ++i) negative[static_cast<std::size_t>(i)] = y[i] > 0 ? 0 : 1;
}

void ExactProblem::set_loss(const Loss& loss) {
  loss_ = loss;
  negative_loss_.reset();
  if (!loss.depends_on_class()) return;
  loss_ = loss.for_class(1);
  negative_loss_ = loss.for_class(-1);
}

double ExactProblem::objective(const VectorXd& beta) const {
  const VectorXd a = arguments(beta);
  VectorXd values(a.size());
  loss_.evaluate(span_of(a), span_of(values), {}, {});
  if (negative_loss_) {
    VectorXd others(a.size());
    negative_loss_->evaluate(span_of(a), span_of(others), {}, {});
    for (Index i = 0; i < a.size(); ++i) {
      if (negative[static_cast<std::size_t>(i)] != 0) values[i] = others[i];
    }
  }
  return values.sum() / static_cast<double>(a.size()) + 0.5 * beta.dot(penalty * beta);
}

void ExactProblem::derivatives(const VectorXd& arguments, VectorXd& first, VectorXd* second) const {
  first.resize(arguments.size());
  VectorXd curvature(second != nullptr ? arguments.size() : 0);
  loss_.evaluate(span_of(arguments), {}, span_of(first), span_of(curvature));
  if (negative_loss_) {
    VectorXd other(arguments.size()), other_curvature(curvature.size());
    negative_loss_->evaluate(span_of(arguments), {}, span_of(other), span_of(other_curvature));
    for (Index i = 0; i < arguments.size(); ++i) {
      if (negative[static_cast<std::size_t>(i)] == 0) continue;
      first[i] = other[i];
      if (second != nullptr) curvature[i] = other_curvature[i];
    }
  }
  if (second == nullptr) return;
  for (double& c : span_of(curvature)) {
    if (std::isnan(c)) c = 0;
    c = std::min(c, 1e12);
  }
  *second = std::move(curvature);
}

VectorXd ExactProblem::gradient(const VectorXd& beta, const VectorXd& first) const {
  return design.transpose() * first / static_cast<double>(samples()) + penalty * beta;
}

MatrixXd ExactProblem::hessian(const VectorXd& second) const {
  return design.transpose() * second.asDiagonal() * design / static_cast<double>(samples()) + penalty;
}

double ExactProblem::gradient_scale(const VectorXd& first) const {
  return (design.cwiseAbs().transpose() * first.cwiseAbs()).maxCoeff() / static_cast<double>(samples());
}

std::vector<std::vector<GradientJump>> ExactProblem::gradient_jumps() const {
  return {jumps_of(loss_), jumps_of(negative_loss_ ? *negative_loss_ : loss_)};
}

}  // namespace losslab
