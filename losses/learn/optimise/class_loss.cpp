#include "losses/learn/optimise/class_loss.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

#include "losses/core/error.h"
#include "losses/learn/data/transition.h"

namespace losslab {
namespace {

// log T, for a matrix in which every class is given to somebody.
std::vector<double> logarithms(std::span<const double> transition, std::size_t classes) {
  std::vector<double> result(transition.begin(), transition.end());
  for (std::size_t j = 0; j < classes; ++j) {
    double column = 0;
    for (std::size_t i = 0; i < classes; ++i) column += transition[i * classes + j];
    if (!(column > 0)) {
      throw InputError(
          fmt::format("Forward correction needs a transition matrix that gives each label to some class; label {} is "
                      "given to none.",
                      j + 1));
    }
  }
  for (double& share : result) share = std::log(share);
  return result;
}

}  // namespace

bool learns_classes(const VectorLoss& loss) {
  const VectorProperties known = loss.properties();
  return !known.needs_teacher && !known.needs_positive_target;
}

void require_learning(const VectorLoss& loss) {
  if (learns_classes(loss)) return;
  throw InputError(fmt::format(
      "{} cannot be trained on labels: it {}.", loss.id(),
      loss.properties().needs_teacher ? "compares with a teacher" : "is infinite where a class is impossible"));
}

ClassBatch::ClassBatch(const ClassLoss& loss, std::size_t classes, std::span<const double> transition)
    : loss_(loss), classes_(classes) {
  require_learning(loss_.loss);
  if (loss_.correction == Correction::none) return;
  if (transition.empty()) {
    throw InputError(fmt::format("The {} correction needs a transition matrix: the true labels are not known.",
                                 correction_names[static_cast<std::size_t>(loss_.correction)]));
  }
  check_transition(transition, classes);
  transition_ = loss_.correction == Correction::forward ? logarithms(transition, classes)
                                                        : inverse_transition(transition, classes);
}

void ClassBatch::set_labels(std::span<const double> labels, std::size_t stride) {
  assert(stride >= labels.size());
  n_ = labels.size();
  stride_ = stride;
  labels_.assign(labels.begin(), labels.end());
  targets_.assign(classes_ * stride, 0.0);
  for (std::size_t i = 0; i < n_; ++i) targets_[static_cast<std::size_t>(labels[i]) * stride + i] = 1;
}

void ClassBatch::evaluate(const double* z, std::span<double> values, double* gradients) {
  switch (loss_.correction) {
    case Correction::none:
      loss_.loss.evaluate_batch(classes_, n_, stride_, z, targets_.data(), values, gradients);
      return;
    case Correction::forward:
      evaluate_forward(z, values, gradients);
      return;
    case Correction::backward:
      evaluate_backward(z, values, gradients);
  }
}

// With u_j = log Σ_i T_ij p_i the slopes come back as ∂u_j/∂z_i = T_ij p_i/Σ_l T_lj p_l − p_i.
void ClassBatch::evaluate_forward(const double* z, std::span<double> values, double* gradients) {
  logits_.resize(classes_ * stride_);
  slopes_.resize(classes_ * stride_);
  for (std::size_t i = 0; i < n_; ++i) {
    double highest = z[i], sum = 0;
    for (std::size_t k = 1; k < classes_; ++k) highest = std::max(highest, z[k * stride_ + i]);
    for (std::size_t k = 0; k < classes_; ++k) sum += std::exp(z[k * stride_ + i] - highest);
    const double log_sum = std::log(sum);
    for (std::size_t j = 0; j < classes_; ++j) {
      double most = -std::numeric_limits<double>::infinity(), together = 0;
      for (std::size_t k = 0; k < classes_; ++k) {
        most = std::max(most, transition_[k * classes_ + j] + (z[k * stride_ + i] - highest));
      }
      for (std::size_t k = 0; k < classes_; ++k) {
        together += std::exp(transition_[k * classes_ + j] + (z[k * stride_ + i] - highest) - most);
      }
      logits_[j * stride_ + i] = most + std::log(together) - log_sum;
    }
  }
  loss_.loss.evaluate_batch(classes_, n_, stride_, logits_.data(), targets_.data(), values,
                            gradients != nullptr ? slopes_.data() : nullptr);
  for (std::size_t i = 0; gradients != nullptr && i < n_; ++i) {
    double highest = z[i], sum = 0, all = 0;
    for (std::size_t k = 1; k < classes_; ++k) highest = std::max(highest, z[k * stride_ + i]);
    for (std::size_t k = 0; k < classes_; ++k) sum += std::exp(z[k * stride_ + i] - highest);
    for (std::size_t j = 0; j < classes_; ++j) all += slopes_[j * stride_ + i];
    for (std::size_t k = 0; k < classes_; ++k) {
      const double log_p = z[k * stride_ + i] - highest - std::log(sum);
      double pull = 0;
      for (std::size_t j = 0; j < classes_; ++j) {
        pull += slopes_[j * stride_ + i] * std::exp(transition_[k * classes_ + j] + log_p - logits_[j * stride_ + i]);
      }
      gradients[k * stride_ + i] = pull - std::exp(log_p) * all;
    }
  }
}

void ClassBatch::evaluate_backward(const double* z, std::span<double> values, double* gradients) {
  part_.resize(n_);
  slopes_.resize(classes_ * stride_);
  std::ranges::fill(values, 0.0);
  for (std::size_t k = 0; gradients != nullptr && k < classes_; ++k) std::fill_n(gradients + k * stride_, n_, 0.0);
  std::vector<double>& target = logits_;  // not needed for anything else here
  target.assign(classes_ * stride_, 0.0);
  for (std::size_t j = 0; j < classes_; ++j) {
    std::fill_n(target.begin() + static_cast<std::ptrdiff_t>(j * stride_), stride_, 1.0);
    loss_.loss.evaluate_batch(classes_, n_, stride_, z, target.data(), part_, gradients ? slopes_.data() : nullptr);
    std::fill_n(target.begin() + static_cast<std::ptrdiff_t>(j * stride_), stride_, 0.0);
    for (std::size_t i = 0; i < n_; ++i) {
      const double share = transition_[static_cast<std::size_t>(labels_[i]) * classes_ + j];
      if (!values.empty()) values[i] += share * part_[i];
      for (std::size_t k = 0; gradients != nullptr && k < classes_; ++k) {
        gradients[k * stride_ + i] += share * slopes_[k * stride_ + i];
      }
    }
  }
}

}  // namespace losslab
