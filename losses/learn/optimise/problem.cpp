#include "losses/learn/optimise/problem.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <utility>

#include "losses/core/error.h"
#include "losses/learn/models/kernels.h"

namespace losslab {
namespace {

double share_missed(std::span<const double> labels, std::span<const double> f) {
  std::size_t missed = 0;
  for (std::size_t i = 0; i < labels.size(); ++i) missed += labels[i] * f[i] > 0 ? 0 : 1;
  return static_cast<double>(missed) / static_cast<double>(labels.size());
}

// Up to which |argument| the sum of n losses is certain to be finite. Every loss that models are fitted by grows from
// its least value to both sides, if at all.
double finite_up_to(const Loss& loss, std::size_t n) {
  for (double reach : {1e150, 1e75, 1e30, 1e10, 1e5, 1e3, 500.0, 100.0, 10.0}) {
    const double size = std::max(std::abs(loss.at(reach).value), std::abs(loss.at(-reach).value));
    if (std::isfinite(size * static_cast<double>(n))) return reach;
  }
  return 0;
}

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

// The Euclidean norm, in four sums so that none waits for the one before. Where the squares overflow, the largest
// value is taken out first.
double norm(std::span<const double> values) {
  double sums[4] = {};
  std::size_t j = 0;
  for (; j + 4 <= values.size(); j += 4) {
    for (std::size_t k = 0; k < 4; ++k) sums[k] += values[j + k] * values[j + k];
  }
  for (; j < values.size(); ++j) sums[j % 4] += values[j] * values[j];
  const double squares = (sums[0] + sums[1]) + (sums[2] + sums[3]);
  if (squares < std::numeric_limits<double>::infinity()) return std::sqrt(squares);
  double largest = 0, scaled = 0;
  for (const double value : values) largest = std::max(largest, std::abs(value));
  if (!std::isfinite(largest) || std::isnan(squares)) return squares;
  for (const double value : values) scaled += (value / largest) * (value / largest);
  return largest * std::sqrt(scaled);
}

}  // namespace

// The samples as the fused kernels read them: columns padded to a multiple of 8.
struct Objective::Fused {
  std::vector<double> y, features, known;
  FitSamples samples;
  FitKernel *slopes, *all;

  static std::shared_ptr<const Fused> make(const Setting& setting, const Loss& loss, std::span<const double> keep) {
    const Dataset& data = *setting.data;
    const std::size_t columns = fit_columns(loss.info().family), n = data.size();
    const bool residual = is_of_residual(loss.info().family);
    const bool fits = setting.model->linear_in_parameters() && setting.model->parameter_count() == columns;
    if (!fits || residual != (data.task == Task::regression) || loss.depends_on_class()) return nullptr;
    if (data.true_quantile || !data.weight.empty()) return nullptr;  // the kernels know no costs and no weights
    auto fused = std::make_shared<Fused>();
    const std::size_t stride = kernels::padded(n);
    fused->y = data.y;
    fused->y.resize(stride);
    fused->features.resize((columns - 1) * stride);
    for (std::size_t j = 0; j + 1 < columns; ++j) {
      std::ranges::copy(setting.model->features().subspan(j * n, n), fused->features.data() + j * stride);
    }
    fused->known.assign(stride, 1);
    if (residual) std::ranges::copy(keep, fused->known.begin());
    for (std::size_t i = 0; i < data.true_label.size(); ++i) fused->known[i] = data.y[i] * data.true_label[i];
    fused->samples = {n, stride, fused->y.data(), fused->features.data(), fused->known.data()};
    fused->slopes = loss.kernels().fit_slopes;
    fused->all = loss.kernels().fit_all;
    return fused;
  }
};

Objective::Objective(Setting setting, Loss loss)
    : setting_(std::move(setting)), loss_(loss), residual_(loss.info().family == Family::residual) {
  if (loss.depends_on_class()) {
    loss_ = loss.for_class(1);
    negative_ = loss.for_class(-1);
  }
  const Dataset& data = *setting_.data;
  const std::size_t n = data.size();
  if (data.task == Task::regression) {
    for (unsigned char outlier : data.outlier) keep_.push_back(outlier != 0 ? 0.0 : 1.0);
    kept_ = kernels::sum(keep_.data(), keep_.size());
  }
  shares_ = shares(data);
  fused_ = Fused::make(setting_, loss, keep_);
  double largest = 0;
  for (double y : data.y) largest = std::max(largest, std::abs(y));
  reach_ = finite_up_to(loss_, n);
  if (negative_) reach_ = std::min(reach_, finite_up_to(*negative_, n));
  reach_ = residual_ ? reach_ - largest : reach_ / std::max(1.0, largest);
  for (std::vector<double>* buffer : {&outputs_, &arguments_, &values_, &slopes_, &targets_})
    buffer->resize(kernels::padded(n));
  if (negative_) {
    other_values_.resize(kernels::padded(n));
    other_slopes_.resize(kernels::padded(n));
  }
}

Objective::Objective(Setting setting, const ClassLoss& loss) : setting_(std::move(setting)) {
  classes_.emplace(setting_, loss);
  reach_ = classes_->reach();
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
  std::fill(argument + count, argument + kernels::padded(count), 0.0);
}

// Values and slopes dℓ/d(argument) of the first `count` arguments, each by the loss of its class. What follows up to
// whole vectors is computed along with them, which is quicker than a rest.
void Objective::evaluate(std::size_t count, bool with_value, bool with_gradient) {
  const std::span<const double> argument = std::span(arguments_).first(kernels::padded(count));
  const auto first = [&](std::vector<double>& buffer, bool wanted) {
    return wanted ? std::span(buffer).first(argument.size()) : std::span<double>();
  };
  loss_.evaluate(argument, first(values_, with_value), first(slopes_, with_gradient), {});
  if (!negative_) return;
  negative_->evaluate(argument, first(other_values_, with_value), first(other_slopes_, with_gradient), {});
  for (std::size_t i = 0; i < count; ++i) {
    if (targets_[i] > 0) continue;
    values_[i] = other_values_[i];
    slopes_[i] = other_slopes_[i];
  }
}

// What was evaluated counts as much as its sample; values that were not are none.
void Objective::weigh(std::span<const int> rows, std::size_t count) {
  for (std::size_t k = 0; k < count; ++k) {
    const double share = shares_[rows.empty() ? k : static_cast<std::size_t>(rows[k])];
    values_[k] *= share;
    slopes_[k] *= share;
  }
}

double Objective::accumulate(std::span<const double> theta, std::span<double> gradient, std::span<const int> rows,
                             bool with_value) {
  if (classes_) return classes_->accumulate(theta, gradient, rows, with_value);
  const std::vector<double>& y = setting_.data->y;
  const std::size_t count = rows.empty() ? y.size() : rows.size();
  const bool with_gradient = !gradient.empty();
  find_arguments(theta, rows);
  const bool needs_targets = negative_.has_value() || (!residual_ && with_gradient);
  if (rows.empty() && needs_targets) std::ranges::copy(y, targets_.begin());
  evaluate(count, with_value, with_gradient);
  if (!shares_.empty()) weigh(rows, count);
  const double share = 1 / static_cast<double>(count);
  if (with_gradient) {
    if (!residual_) {
      for (std::size_t i = 0; i < count; ++i) slopes_[i] *= targets_[i];
    }
    setting_.model->pull_back(theta, rows, std::span<const double>(slopes_).first(count), gradient, work_);
    for (double& g : gradient) g *= residual_ ? -share : share;
  }
  return with_value ? kernels::sum(values_.data(), count) * share : 0;
}

void Objective::take_slopes(const FitSums& sums, std::span<double> gradient) const {
  const double share = 1 / static_cast<double>(setting_.data->size());
  for (std::size_t j = 0; j < gradient.size(); ++j) gradient[j] = sums.slopes[j] * (residual_ ? -share : share);
}

double Objective::penalty(std::span<const double> theta, std::span<double> gradient) const {
  if (!has_penalty()) return 0;
  const std::span<const unsigned char> penalised = setting_.model->penalised();
  double squares = 0, sizes = 0;
  for (std::size_t j = 0; j < theta.size(); ++j) {
    if (penalised[j] == 0) continue;
    const double w = theta[j];
    squares += w * w;
    sizes += std::abs(w);
    if (!gradient.empty()) gradient[j] += setting_.l2 * w + (w > 0 ? setting_.l1 : w < 0 ? -setting_.l1 : 0);
  }
  return 0.5 * setting_.l2 * squares + setting_.l1 * sizes;
}

void Objective::take_norms(std::span<const double> theta, std::span<const double> gradient, Measures& measures) const {
  measures.gradient_norm = gradient.empty() ? unknown : norm(gradient);
  const std::span<const unsigned char> penalised = setting_.model->penalised();
  double squares = 0;
  for (std::size_t j = 0; j < theta.size(); ++j) squares += penalised[j] != 0 ? theta[j] * theta[j] : 0;
  measures.weight_norm = std::sqrt(squares);
}

double Objective::operator()(std::span<const double> theta, std::span<double> gradient, std::span<const int> rows) {
  assert(theta.size() == setting_.model->parameter_count());
  if (rows.empty() && fused_) return measure_fused(theta, gradient).objective;
  const double mean = accumulate(theta, gradient, rows, true);
  return mean + penalty(theta, gradient);
}

void Objective::gradient(std::span<const double> theta, std::span<double> gradient, std::span<const int> rows) {
  if (rows.empty() && fused_) {
    FitSums sums;
    fused_->slopes(loss_.kernel_arguments(), fused_->samples, theta.data(), sums);
    take_slopes(sums, gradient);
  } else {
    accumulate(theta, gradient, rows, false);
  }
  penalty(theta, gradient);
}

bool Objective::surely_finite(std::span<const double> theta) const {
  return setting_.model->largest_output(theta) <= reach_ && (!has_penalty() || std::isfinite(penalty(theta, {})));
}

Measures Objective::measure(std::span<const double> theta, std::span<double> gradient) {
  Measures measures = fused_ ? measure_fused(theta, gradient) : measure_plainly(theta, gradient);
  take_norms(theta, gradient, measures);
  return measures;
}

Measures Objective::measure_plainly(std::span<const double> theta, std::span<double> gradient) {
  Measures measures;
  if (classes_) return measure_classes(theta, gradient);
  const double mean = accumulate(theta, gradient, {}, true);
  measures.objective = mean + penalty(theta, gradient);
  const Dataset& data = *setting_.data;
  if (data.task == Task::classification) {
    measures.given_error = share_missed(data.y, outputs_);
    measures.clean_error = data.true_label.empty() ? unknown : share_missed(data.true_label, outputs_);
    return measures;
  }
  if (!residual_) {
    for (std::size_t i = 0; i < data.size(); ++i) arguments_[i] = data.y[i] - outputs_[i];
  }
  const double* keep = keep_.empty() ? nullptr : keep_.data();
  const kernels::SquareSums squares = kernels::sum_squares(arguments_.data(), keep, data.size());
  measures.given_error = std::sqrt(squares.all / static_cast<double>(data.size()));
  measures.clean_error = keep == nullptr ? unknown : std::sqrt(squares.kept / kept_);
  if (data.true_quantile) {
    measures.cost = mean_cost(*data.true_quantile, std::span<const double>(arguments_).first(data.size()));
  }
  return measures;
}

Measures Objective::measure_classes(std::span<const double> theta, std::span<double> gradient) {
  // What wrong labels pull is a share of the gradients.
  if (gradient.empty()) unasked_.resize(theta.size());
  const std::span<double> slopes = gradient.empty() ? std::span(unasked_) : gradient;
  Measures measures;
  const double mean = accumulate(theta, slopes, {}, true);
  measures.objective = mean + penalty(theta, gradient);
  classes_->take_errors(measures);
  return measures;
}

Measures Objective::measure_fused(std::span<const double> theta, std::span<double> gradient) const {
  FitSums sums;
  fused_->all(loss_.kernel_arguments(), fused_->samples, theta.data(), sums);
  if (!gradient.empty()) take_slopes(sums, gradient);
  const auto n = static_cast<double>(setting_.data->size());
  Measures measures;
  measures.objective = sums.value * (1 / n) + penalty(theta, gradient);
  if (residual_) {
    measures.given_error = std::sqrt(sums.given / n);
    measures.clean_error = keep_.empty() ? unknown : std::sqrt(sums.clean / kept_);
  } else {
    measures.given_error = sums.given / n;
    measures.clean_error = setting_.data->true_label.empty() ? unknown : sums.clean / n;
  }
  return measures;
}

double mean_cost(double quantile, std::span<const double> residuals) {
  const double missing = quantile / (1 - quantile);
  double sum = 0;
  for (const double r : residuals) sum += r > 0 ? missing * r : -r;
  return sum / static_cast<double>(residuals.size());
}

void Objective::arguments(std::span<const double> theta, std::span<double> out) {
  if (classes_) {
    classes_->margins(theta, out);
    return;
  }
  find_arguments(theta, {});
  std::copy_n(arguments_.begin(), setting_.data->size(), out.begin());
}

}  // namespace losslab
