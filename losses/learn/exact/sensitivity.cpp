#include "losses/learn/exact/sensitivity.h"

#include <fmt/format.h>

#include <cassert>
#include <utility>

#include "losses/core/error.h"
#include "losses/learn/exact/exact.h"
#include "losses/learn/exact/exact_problem.h"
#include "losses/learn/models/kernels.h"

namespace losslab {
namespace {

using Eigen::VectorXd;

// The same features for all points but one.
class WithoutPoint final : public Model {
 public:
  WithoutPoint(std::shared_ptr<const Model> whole, std::size_t n, std::size_t point)
      : whole_(std::move(whole)), n_(n - 1), columns_(whole_->parameter_count()) {
    const std::span<const double> all = whole_->features();
    for (std::size_t k = 0; k < all.size(); ++k) {
      if (k % n != point) features_.push_back(all[k]);
    }
  }

  std::size_t parameter_count() const override { return columns_; }
  std::vector<std::string> parameter_names() const override { return whole_->parameter_names(); }
  bool linear_in_parameters() const override { return true; }
  std::span<const unsigned char> penalised() const override { return whole_->penalised(); }
  std::vector<double> initial(std::uint64_t seed) const override { return whole_->initial(seed); }
  void outputs(std::span<const double> theta, [[maybe_unused]] std::span<const int> rows, std::span<double> f,
               ModelWorkspace&) const override {
    assert(rows.empty());
    kernels::linear_outputs(features_.data(), n_, columns_, theta.data(), f.data());
  }
  void pull_back(std::span<const double>, [[maybe_unused]] std::span<const int> rows, std::span<const double> slope,
                 std::span<double> gradient, ModelWorkspace&) const override {
    assert(rows.empty());
    kernels::linear_pull_back(features_.data(), n_, columns_, slope.data(), gradient.data());
  }
  void predict(std::span<const double> theta, std::span<const double> x1, std::span<const double> x2,
               std::span<double> f) const override {
    whole_->predict(theta, x1, x2, f);
  }
  std::vector<double> to_original(std::span<const double> theta) const override { return whole_->to_original(theta); }
  std::vector<double> from_original(std::span<const double> theta) const override {
    return whole_->from_original(theta);
  }
  std::span<const double> features() const override { return features_; }

 private:
  std::shared_ptr<const Model> whole_;
  std::size_t n_, columns_;
  std::vector<double> features_;
};

Setting without_point(const Setting& setting, std::size_t point) {
  Dataset data = *setting.data;
  erase_point(data, point);
  Setting less = setting;
  less.model = std::make_shared<WithoutPoint>(setting.model, setting.data->size(), point);
  less.data = std::make_shared<const Dataset>(std::move(data));
  return less;
}

double value_at(const Setting& setting, std::size_t point, std::span<const double> theta) {
  const std::span<const double> features = setting.model->features();
  double f = 0;
  for (std::size_t j = 0; j < theta.size(); ++j) f += theta[j] * features[j * setting.data->size() + point];
  return f;
}

// The fitted values at the point, fit by fit. A convex loss needs its problem only once: its argument at the point
// moves, and the minimum with it.
std::vector<double> convex_values(const Setting& setting, const Loss& loss, std::size_t point,
                                  std::span<const double> positions, const std::stop_token& stop) {
  ExactProblem problem(setting, loss);
  const auto row = static_cast<Eigen::Index>(point);
  const bool kinked = is_kinked(problem);
  VectorXd beta = least_squares(problem);
  std::vector<double> values;
  for (const double position : positions) {
    if (stop.stop_requested()) return {};
    problem.offset[row] = position;
    beta = (kinked ? minimise_kinked(kinked_problem(problem), beta) : minimise_convex(problem, beta)).beta;
    // The arguments are y − f.
    values.push_back(-problem.design.row(row).dot(beta));
  }
  return values;
}

Setting with_value(const Setting& setting, std::size_t point, double y) {
  Dataset data = *setting.data;
  data.y[point] = y;
  Setting moved = setting;
  moved.data = std::make_shared<const Dataset>(std::move(data));
  return moved;
}

// The same for a convex loss with an L1 penalty: each fit begins with the signs that the weights had in the one before.
std::vector<double> sparse_values(const Setting& setting, const Loss& loss, std::size_t point,
                                  std::span<const double> positions, const std::stop_token& stop) {
  std::vector<double> values, theta;
  for (const double position : positions) {
    if (stop.stop_requested()) return {};
    theta = solve_exact(with_value(setting, point, position), loss, theta).theta;
    values.push_back(value_at(setting, point, theta));
  }
  return values;
}

std::vector<double> other_values(const Setting& setting, const Loss& loss, std::size_t point,
                                 std::span<const double> positions, const std::stop_token& stop) {
  std::vector<double> values;
  for (const double position : positions) {
    if (stop.stop_requested()) return {};
    values.push_back(value_at(setting, point, solve_exact(with_value(setting, point, position), loss).theta));
  }
  return values;
}

void check(const Setting& setting, std::size_t point) {
  if (!setting.model->linear_in_parameters() || setting.data->task != Task::regression) {
    throw InputError("The influence of a point needs a regression model that is linear in its parameters.");
  }
  if (setting.data->size() < 2 || point >= setting.data->size()) {
    throw InputError(fmt::format("The influence of a point needs one of at least 2 points, got number {} of {}.",
                                 point + 1, setting.data->size()));
  }
}

}  // namespace

std::vector<SensitivityCurve> sensitivity(const Setting& setting, std::span<const Loss> losses, std::size_t point,
                                          std::span<const double> positions, const std::stop_token& stop) {
  check(setting, point);
  const Setting less = without_point(setting, point);
  std::vector<SensitivityCurve> curves;
  for (const Loss& loss : losses) {
    SensitivityCurve curve;
    try {
      if (stop.stop_requested()) return {};
      // First, for it refuses what has no minimum.
      const double without = value_at(setting, point, solve_exact(less, loss).theta);
      const bool convex = loss.properties().convex && loss.info().family == Family::residual;
      const auto values = !convex ? other_values : setting.l1 > 0 ? sparse_values : convex_values;
      curve.displacement = values(setting, loss, point, positions, stop);
      if (stop.stop_requested()) return {};
      for (double& value : curve.displacement) value -= without;
    } catch (const InputError& error) {
      curve.displacement.clear();
      curve.why = error.what();
    }
    curves.push_back(std::move(curve));
  }
  return curves;
}

}  // namespace losslab
