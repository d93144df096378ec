#include "losses/learn/problem.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <utility>

#include "losses/core/error.h"
#include "losses/learn/exact.h"
#include "losses/learn/kernels.h"

namespace losslab {
namespace {

double share_missed(std::span<const double> labels, std::span<const double> f) {
  std::size_t missed = 0;
  for (std::size_t i = 0; i < labels.size(); ++i) missed += labels[i] * f[i] > 0 ? 0 : 1;
  return static_cast<double>(missed) / static_cast<double>(labels.size());
}

}  // namespace

Objective::Objective(Setting setting, Loss loss)
    : setting_(std::move(setting)),
      given_loss_(loss),
      loss_(loss),
      residual_(given_loss_.info().family == Family::residual) {
  if (given_loss_.depends_on_class()) {
    loss_ = given_loss_.for_class(1);
    negative_ = given_loss_.for_class(-1);
  }
  const Dataset& data = *setting_.data;
  const std::size_t n = data.size();
  if (data.task == Task::regression) {
    for (unsigned char outlier : data.outlier) keep_.push_back(outlier != 0 ? 0.0 : 1.0);
    kept_ = kernels::sum(keep_.data(), keep_.size());
  }
  for (std::vector<double>* buffer : {&outputs_, &arguments_, &values_, &slopes_, &targets_}) buffer->resize(n);
  if (negative_) {
    other_values_.resize(n);
    other_slopes_.resize(n);
  }
}

void Objective::find_arguments(std::span<const double> theta, std::span<const int> rows) {
  const std::vector<double>& y = setting_.data->y;
  const std::size_t count = rows.empty() ? y.size() : rows.size();
  setting_.model->outputs(theta, rows, std::span(outputs_).first(count), work_);
  const double* target = y.data();
  if (!rows.empty()) {
    for (std::size_t k = 0; k < count; ++k) targets_[k] = y[static_cast<std::size_t>(rows[k])];
    target = targets_.data();
  }
  const double* f = outputs_.data();
  double* argument = arguments_.data();
  if (residual_) {
    for (std::size_t i = 0; i < count; ++i) argument[i] = target[i] - f[i];
  } else {
    for (std::size_t i = 0; i < count; ++i) argument[i] = target[i] * f[i];
  }
}

// Values and slopes dℓ/d(argument) of the first `count` arguments, each by the loss of its class.
void Objective::evaluate(std::size_t count, bool with_gradient) {
  const std::span<const double> argument = std::span(arguments_).first(count);
  const auto first = [&](std::vector<double>& buffer, bool wanted) {
    return wanted ? std::span(buffer).first(count) : std::span<double>();
  };
  loss_.evaluate(argument, first(values_, true), first(slopes_, with_gradient), {});
  if (!negative_) return;
  negative_->evaluate(argument, first(other_values_, true), first(other_slopes_, with_gradient), {});
  for (std::size_t i = 0; i < count; ++i) {
    if (targets_[i] > 0) continue;
    values_[i] = other_values_[i];
    slopes_[i] = other_slopes_[i];
  }
}

double Objective::accumulate(std::span<const double> theta, std::span<const int> rows, bool with_gradient) {
  const std::vector<double>& y = setting_.data->y;
  const std::size_t count = rows.empty() ? y.size() : rows.size();
  find_arguments(theta, rows);
  const bool needs_targets = negative_.has_value() || (!residual_ && with_gradient);
  if (rows.empty() && needs_targets) std::ranges::copy(y, targets_.begin());
  evaluate(count, with_gradient);
  const double share = 1 / static_cast<double>(count);
  if (with_gradient && residual_) {
    for (std::size_t i = 0; i < count; ++i) slopes_[i] *= -share;
  } else if (with_gradient) {
    for (std::size_t i = 0; i < count; ++i) slopes_[i] *= targets_[i] * share;
  }
  return kernels::sum(values_.data(), count) * share;
}

double Objective::penalty(std::span<const double> theta, std::span<double> gradient) const {
  if (setting_.l2 == 0) return 0;
  const std::span<const unsigned char> penalised = setting_.model->penalised();
  double squares = 0;
  for (std::size_t j = 0; j < theta.size(); ++j) {
    if (penalised[j] == 0) continue;
    squares += theta[j] * theta[j];
    if (!gradient.empty()) gradient[j] += setting_.l2 * theta[j];
  }
  return 0.5 * setting_.l2 * squares;
}

double Objective::operator()(std::span<const double> theta, std::span<double> gradient, std::span<const int> rows) {
  assert(theta.size() == setting_.model->parameter_count());
  const std::size_t count = rows.empty() ? outputs_.size() : rows.size();
  const double mean = accumulate(theta, rows, !gradient.empty());
  if (!gradient.empty()) {
    setting_.model->pull_back(theta, rows, std::span<const double>(slopes_).first(count), gradient, work_);
  }
  return mean + penalty(theta, gradient);
}

Measures Objective::measure(std::span<const double> theta, std::span<double> gradient) {
  Measures measures;
  measures.objective = (*this)(theta, gradient);
  const Dataset& data = *setting_.data;
  const double unknown = std::numeric_limits<double>::quiet_NaN();
  if (data.task == Task::classification) {
    measures.given_error = share_missed(data.y, outputs_);
    measures.clean_error = data.true_label.empty() ? unknown : share_missed(data.true_label, outputs_);
    return measures;
  }
  if (!residual_) {
    for (std::size_t i = 0; i < arguments_.size(); ++i) arguments_[i] = data.y[i] - outputs_[i];
  }
  const double* keep = keep_.empty() ? nullptr : keep_.data();
  const kernels::SquareSums squares = kernels::sum_squares(arguments_.data(), keep, arguments_.size());
  measures.given_error = std::sqrt(squares.all / static_cast<double>(arguments_.size()));
  measures.clean_error = keep == nullptr ? unknown : std::sqrt(squares.kept / kept_);
  return measures;
}

void Objective::arguments(std::span<const double> theta, std::span<double> out) {
  find_arguments(theta, {});
  std::ranges::copy(arguments_, out.begin());
}

double residual_scale(const Setting& setting) {
  if (setting.data->task != Task::regression) {
    throw InputError("The scale of the residuals is known for regression alone, not for classes.");
  }
  const Loss absolute("absolute_error");
  Setting plain = setting;
  plain.l2 = 0;
  const ExactFit fit = solve_exact(plain, absolute);
  std::vector<double> sizes(plain.data->size());
  Objective(plain, absolute).arguments(fit.theta, sizes);
  for (double& r : sizes) r = std::abs(r);
  std::ranges::sort(sizes);
  const std::size_t half = sizes.size() / 2;
  const double median = sizes.size() % 2 == 1 ? sizes[half] : 0.5 * (sizes[half - 1] + sizes[half]);
  return median / 0.6745;
}

}  // namespace losslab
