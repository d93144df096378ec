#include "losses/learn/exact/exact_problem.h"

#include <Eigen/QR>
#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "losses/core/binary_exponent.h"
#include "losses/learn/linear_algebra.h"

namespace losslab {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

std::span<double> span_of(VectorXd& v) { return {v.data(), static_cast<std::size_t>(v.size())}; }
std::span<const double> span_of(const VectorXd& v) { return {v.data(), static_cast<std::size_t>(v.size())}; }

// The features without the column of ones, with mean 0 and norm 1; a column that does not vary becomes 0. Mean and norm
// are those of the feature divided by 2^exponent, which brings it near 1: whatever its unit, no square overflows, and
// no digit changes.
struct Centred {
  MatrixXd columns;
  VectorXd mean, norm;
  std::vector<int> exponent;
};

Centred centre(const Eigen::Ref<const MatrixXd>& features) {
  Centred out{features, VectorXd::Zero(features.cols()), VectorXd::Ones(features.cols()), {}};
  const double rounding = 1e-14 * std::sqrt(static_cast<double>(features.rows()));
  for (Index j = 0; j < features.cols(); ++j) {
    out.exponent.push_back(binary_exponent(features.col(j).cwiseAbs().maxCoeff()));
    out.columns.col(j) = features.col(j).unaryExpr([&](double x) { return std::ldexp(x, -out.exponent.back()); });
    const double largest = out.columns.col(j).cwiseAbs().maxCoeff();
    out.mean[j] = out.columns.col(j).mean();
    out.columns.col(j).array() -= out.mean[j];
    out.mean[j] += out.columns.col(j).mean();
    out.columns.col(j).array() -= out.columns.col(j).mean();
    const double norm = out.columns.col(j).norm();
    if (norm > rounding * largest) {
      out.norm[j] = norm;
      out.columns.col(j) /= norm;
    } else {
      out.columns.col(j).setZero();
    }
  }
  return out;
}

// Where the penalties decide together, what λ‖w‖² adds to the squares of the columns: then no direction is so weak that
// its weights are nothing but rounding, whose signs would not be known.
void add_ridge(Centred& centred, double ridge) {
  const Index n = centred.columns.rows(), k = centred.columns.cols();
  centred.columns.conservativeResize(n + k, Eigen::NoChange);
  centred.columns.bottomRows(k).setZero();
  for (Index j = 0; j < k; ++j) {
    const double norm = centred.columns.col(j).head(n).isZero(0) ? 0 : centred.norm[j];
    const double own_ridge = std::ldexp(ridge, -2 * centred.exponent[static_cast<std::size_t>(j)]);
    const double whole = std::sqrt(norm * norm + own_ridge);
    const bool all_ridge = std::isinf(whole);  // the weight of so small a feature is 0
    centred.columns.col(j).head(n) *= all_ridge ? 0 : norm / whole;
    centred.columns(n + j, j) = all_ridge ? 1 : std::sqrt(own_ridge) / whole;
    centred.norm[j] = whole;
  }
}

std::vector<Index> all_features(const Setting& setting) {
  std::vector<Index> columns(setting.model->parameter_count() - 1);
  std::iota(columns.begin(), columns.end(), Index{0});
  return columns;
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

ExactProblem::ExactProblem(const Setting& setting, const Loss& loss)
    : ExactProblem(setting, loss, all_features(setting)) {}

ExactProblem::ExactProblem(const Setting& setting, const Loss& loss, std::vector<Index> features_in_it)
    : columns(std::move(features_in_it)), loss_(loss), l1_(setting.l1), ridge_(setting.l1 > 0 ? setting.l2 : 0) {
  set_loss(loss);
  const Dataset& data = *setting.data;
  const auto n = static_cast<Index>(data.size()), p = static_cast<Index>(setting.model->parameter_count());
  const Eigen::Map<const MatrixXd> features(setting.model->features().data(), n, p);
  const auto k = static_cast<Index>(columns.size());
  Centred centred = centre(features(Eigen::all, columns));
  if (ridge_ > 0) add_ridge(centred, ridge_ * static_cast<double>(n));
  Eigen::ColPivHouseholderQR<MatrixXd> qr;
  Index rank = 0;
  if (k > 0) {
    // Features that are nearly the same are a choice for λ₁, not for the loss.
    qr.setThreshold(setting.l1 > 0 ? 1e-10 : 1e-13);
    qr.compute(centred.columns);
    rank = qr.rank();
  }
  loose = setting.l2 > 0 || setting.l1 > 0 ? k - rank : 0;
  const double unit = std::sqrt(static_cast<double>(n));
  const Index m = 1 + rank + loose;
  design = MatrixXd::Zero(n, m);
  design.col(0).setOnes();
  weights = MatrixXd::Zero(k, m);
  if (rank > 0) {
    const MatrixXd q = qr.householderQ() * MatrixXd::Identity(centred.columns.rows(), rank);
    design.middleCols(1, rank) = q.topRows(n) * unit;
    const MatrixXd r = qr.matrixR().topRows(rank).template triangularView<Eigen::Upper>();
    const auto square = r.leftCols(rank).template triangularView<Eigen::Upper>();
    MatrixXd scaled = MatrixXd::Zero(k, rank + loose);
    scaled.topLeftCorner(rank, rank) = square.solve(MatrixXd::Identity(rank, rank) * unit);
    if (loose > 0) {
      scaled.topRightCorner(rank, loose) = -square.solve(r.rightCols(loose));
      scaled.bottomRightCorner(loose, loose).setIdentity();
    }
    scaled = qr.colsPermutation() * scaled;
    weights.rightCols(rank + loose) = centred.norm.cwiseInverse().asDiagonal() * scaled;
  } else if (loose > 0) {
    weights.rightCols(loose).setIdentity();
    for (Index j = 0; j < k; ++j) weights.row(j) *= std::ldexp(1.0, centred.exponent[static_cast<std::size_t>(j)]);
  }
  back = MatrixXd::Zero(p, m);
  back.row(p - 1) = -centred.mean.transpose() * weights;
  for (Index j = 0; j < k; ++j) {
    const int exponent = centred.exponent[static_cast<std::size_t>(j)];
    for (double& weight : weights.row(j)) weight = std::ldexp(weight, -exponent);
    back.row(columns[static_cast<std::size_t>(j)]) = weights.row(j);
  }
  back(p - 1, 0) = 1;
  penalty = MatrixXd::Zero(m, m);
  if (setting.l2 > 0) penalty = setting.l2 * weights.transpose() * weights;  // weights may be huge, and 0·∞ is none
  pull = VectorXd::Zero(m);

  const Eigen::Map<const VectorXd> y(data.y.data(), n);
  const bool residual = loss.info().family == Family::residual;
  offset = residual ? VectorXd(y) : VectorXd(VectorXd::Zero(n));
  design = residual ? MatrixXd(-design) : MatrixXd(y.asDiagonal() * design);
  const std::vector<double> own_shares = losslab::shares(data);
  shares = Eigen::Map<const VectorXd>(own_shares.data(), static_cast<Index>(own_shares.size()));
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

void ExactProblem::set_signs(VectorXd given) {
  signs = std::move(given);
  pull = l1_ * weights.transpose() * signs;
}

// By where they move the arguments to, for those columns of the design are orthogonal.
VectorXd ExactProblem::beta_of(const VectorXd& theta, const VectorXd& arguments) const {
  const Index core = size() - loose;
  VectorXd beta = design.transpose() * (arguments - offset) / static_cast<double>(samples());
  if (ridge_ > 0) beta += ridge_ * weights.transpose() * theta(columns);
  if (loose > 0) {
    const VectorXd rest = theta(columns) - weights.leftCols(core) * beta.head(core);
    beta.tail(loose) = weights.rightCols(loose).colPivHouseholderQr().solve(rest);
  }
  return beta;
}

VectorXd ExactProblem::nearest_beta(const VectorXd& theta) const { return back.colPivHouseholderQr().solve(theta); }

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
  if (shares.size() > 0) values.array() *= shares.array();
  return values.sum() / static_cast<double>(a.size()) + 0.5 * beta.dot(penalty * beta) + pull.dot(beta);
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
  if (shares.size() > 0) first.array() *= shares.array();
  if (second == nullptr) return;
  for (double& c : span_of(curvature)) {
    if (std::isnan(c)) c = 0;
    c = std::min(c, 1e12);
  }
  if (shares.size() > 0) curvature.array() *= shares.array();
  *second = std::move(curvature);
}

VectorXd ExactProblem::gradient(const VectorXd& beta, const VectorXd& first) const {
  return design.transpose() * first / static_cast<double>(samples()) + penalty * beta + pull;
}

MatrixXd ExactProblem::hessian(const VectorXd& second) const {
  return weighted_squares(design, second, static_cast<double>(samples()), penalty);
}

double ExactProblem::gradient_scale(const VectorXd& first) const {
  return (design.cwiseAbs().transpose() * first.cwiseAbs()).maxCoeff() / static_cast<double>(samples());
}

std::vector<std::vector<GradientJump>> ExactProblem::gradient_jumps() const {
  return {jumps_of(loss_), jumps_of(negative_loss_ ? *negative_loss_ : loss_)};
}

}  // namespace losslab
