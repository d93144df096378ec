#include "losses/learn/optimise/class_objective.h"

#include <algorithm>
#include <cmath>

#include "losses/learn/data/transition.h"
#include "losses/learn/models/kernels.h"

namespace losslab {
namespace {

std::vector<double> transition_for(const Setting& setting, const ClassLoss& loss) {
  if (loss.correction == Correction::none || !setting.transition.empty()) return setting.transition;
  return counted_transition(*setting.data);
}

// By one sample that is as wrong as it can be, for each label.
double finite_up_to(const ClassLoss& loss, std::size_t classes, std::size_t n) {
  if (loss.correction != Correction::none) return 0;
  std::vector<double> z(classes), target(classes);
  for (const double reach : {1e150, 1e75, 1e30, 1e10, 1e5, 1e3, 500.0, 100.0, 10.0}) {
    bool finite = true;
    for (std::size_t y = 0; y < 2; ++y) {
      for (std::size_t k = 0; k < classes; ++k) {
        z[k] = k == 0 ? reach : -reach;
        target[k] = k == y ? 1 : 0;
      }
      finite = finite && std::isfinite(std::abs(loss.loss.value(z, target)) * static_cast<double>(n));
    }
    if (finite) return reach;
  }
  return 0;
}

double margin_of(const double* logits, std::size_t stride, std::size_t classes, std::size_t own) {
  double best = -std::numeric_limits<double>::infinity();
  for (std::size_t k = 0; k < classes; ++k) best = k == own ? best : std::max(best, logits[k * stride]);
  return logits[own * stride] - best;
}

}  // namespace

ClassObjective::ClassObjective(const Setting& setting, const ClassLoss& loss)
    : data_(setting.data.get()),
      model_(setting.model.get()),
      classes_(data_->class_names.size()),
      batch_(loss, classes_, transition_for(setting, loss)),
      reach_(finite_up_to(loss, classes_, data_->size())),
      shares_(shares(*data_)) {
  const std::size_t stride = kernels::padded(data_->size());
  logits_.resize(classes_ * stride);
  slopes_.resize(classes_ * stride);
  values_.resize(stride);
}

void ClassObjective::find_logits(std::span<const double> theta, std::span<const int> rows) {
  const std::size_t count = rows.empty() ? data_->size() : rows.size();
  model_->outputs(theta, rows, std::span(logits_).first(classes_ * kernels::padded(count)), work_);
}

void ClassObjective::label_all() {
  if (!labels_of_all_) batch_.set_labels(data_->y, kernels::padded(data_->size()));
  labels_of_all_ = true;
}

double ClassObjective::accumulate(std::span<const double> theta, std::span<double> gradient, std::span<const int> rows,
                                  bool with_value) {
  const std::size_t count = rows.empty() ? data_->size() : rows.size(), stride = kernels::padded(count);
  find_logits(theta, rows);
  if (!rows.empty()) {
    labels_.resize(count);
    for (std::size_t i = 0; i < count; ++i) labels_[i] = data_->y[static_cast<std::size_t>(rows[i])];
    batch_.set_labels(labels_, stride);
    labels_of_all_ = false;
  } else {
    label_all();
  }
  const bool with_gradient = !gradient.empty();
  const std::span<double> values = with_value ? std::span(values_).first(count) : std::span<double>();
  batch_.evaluate(logits_.data(), values, with_gradient ? slopes_.data() : nullptr);
  for (std::size_t i = 0; !shares_.empty() && i < count; ++i) {
    const double share = shares_[rows.empty() ? i : static_cast<std::size_t>(rows[i])];
    if (with_value) values_[i] *= share;
    for (std::size_t k = 0; with_gradient && k < classes_; ++k) slopes_[k * stride + i] *= share;
  }
  const double part = 1 / static_cast<double>(count);
  if (with_gradient) {
    model_->pull_back(theta, rows, slopes_, gradient, work_);
    for (double& g : gradient) g *= part;
  }
  return with_value ? kernels::sum(values_.data(), count) * part : 0;
}

void ClassObjective::take_errors(Measures& measures) const {
  const std::size_t n = data_->size(), stride = kernels::padded(n);
  const bool truth = !data_->true_label.empty();
  std::size_t given = 0, clean = 0;
  double pull = 0, wrong_pull = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const auto label = static_cast<std::size_t>(data_->y[i]);
    const bool missed = !(margin_of(logits_.data() + i, stride, classes_, label) > 0);
    given += missed ? 1 : 0;
    if (!truth) continue;
    const auto own = static_cast<std::size_t>(data_->true_label[i]);
    clean += own == label ? (missed ? 1U : 0U) : !(margin_of(logits_.data() + i, stride, classes_, own) > 0) ? 1U : 0U;
    double squares = 0;
    for (std::size_t k = 0; k < classes_; ++k) squares += slopes_[k * stride + i] * slopes_[k * stride + i];
    pull += std::sqrt(squares);
    wrong_pull += own == label ? 0 : std::sqrt(squares);
  }
  measures.given_error = static_cast<double>(given) / static_cast<double>(n);
  if (!truth) return;
  measures.clean_error = static_cast<double>(clean) / static_cast<double>(n);
  measures.wrong_pull = wrong_pull / pull;
}

void ClassObjective::samples(std::span<const double> theta, std::span<double> values, std::span<double> pulls) {
  find_logits(theta, {});
  label_all();
  batch_.evaluate(logits_.data(), values, slopes_.data());
  const std::size_t stride = kernels::padded(data_->size());
  for (std::size_t i = 0; i < data_->size(); ++i) {
    double squares = 0;
    for (std::size_t k = 0; k < classes_; ++k) squares += slopes_[k * stride + i] * slopes_[k * stride + i];
    pulls[i] = std::sqrt(squares);
  }
}

void ClassObjective::margins(std::span<const double> theta, std::span<double> out) {
  find_logits(theta, {});
  const std::size_t stride = kernels::padded(data_->size());
  for (std::size_t i = 0; i < data_->size(); ++i) {
    out[i] = margin_of(logits_.data() + i, stride, classes_, static_cast<std::size_t>(data_->y[i]));
  }
}

}  // namespace losslab
