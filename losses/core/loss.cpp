#include "losses/core/loss.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>

#include "losses/core/entry.h"
#include "losses/core/loss_names.h"
#include "losses/core/parameter_values.h"
#include "losses/expression/measured_properties.h"
#include "losses/expression/own_loss.h"

namespace losslab {
namespace {

const LossEntry& entry_of(std::string_view id) {
  for (const LossEntry& entry : loss_entries()) {
    if (id == entry.info->id) return entry;
  }
  throw InputError(unknown_loss(id));
}

const Parameter* class_parameter(const Loss& loss) {
  for (const Parameter& p : loss.parameters()) {
    if (p.is_class) return &p;
  }
  return nullptr;
}

}  // namespace

Loss::Loss(std::string_view id) : entry_(&entry_of(id)) {
  assert(entry_->parameters.size() <= max_parameters);
  for (std::size_t i = 0; i < entry_->parameters.size(); ++i) values_[i] = entry_->parameters[i].initial;
}

Loss::Loss(std::shared_ptr<const OwnLoss> own) : entry_(&own->entry()), own_(std::move(own)) {
  for (std::size_t i = 0; i < entry_->parameters.size(); ++i) values_[i] = entry_->parameters[i].initial;
  prepare();
}

Loss Loss::from_formula(const OwnLossText& text) { return Loss(std::make_shared<const OwnLoss>(text)); }

const OwnLossText* Loss::own_text() const { return own_ ? &own_->text() : nullptr; }

bool Loss::has_same_text(const Loss& other) const { return own_ && other.own_ && own_->text() == other.own_->text(); }

void Loss::prepare() {
  if (own_) prepared_ = own_->prepared({values_.data(), parameters().size()});
}

std::vector<Loss> Loss::all() {
  std::vector<Loss> losses;
  for (const LossEntry& entry : loss_entries()) losses.emplace_back(entry.info->id);
  return losses;
}

const LossInfo& Loss::info() const { return *entry_->info; }

std::span<const Parameter> Loss::parameters() const { return entry_->parameters; }

std::size_t Loss::parameter_index(std::string_view name) const { return index_of_parameter(id(), parameters(), name); }

double Loss::parameter(std::string_view name) const { return values_[parameter_index(name)]; }

void Loss::set(std::string_view name, double value) { set(parameter_index(name), value); }

void Loss::set(std::size_t index, double value) {
  assert(index < parameters().size());
  std::array<double, max_parameters> values = values_;
  values[index] = value;
  set_all({values.data(), parameters().size()});
}

void Loss::set_all(std::span<const double> values) {
  assert(values.size() == parameters().size());
  for (std::size_t i = 0; i < values.size(); ++i) check_parameter(id(), parameters()[i], values[i]);
  Loss changed = *this;
  std::ranges::copy(values, changed.values_.begin());
  if (entry_->objection != nullptr) {
    if (const char* objection = entry_->objection(changed.values_.data())) {
      throw InputError(fmt::format("{}: {}, got {}.", id(), objection, changed.parameters_text()));
    }
  }
  changed.prepare();
  *this = std::move(changed);
}

void Loss::set_held(std::string_view name, double value) {
  const std::size_t index = parameter_index(name);
  check_parameter(id(), parameters()[index], value);
  const auto accepts = [&](double candidate) {
    std::array<double, max_parameters> values = values_;
    values[index] = candidate;
    return entry_->objection == nullptr || entry_->objection(values.data()) == nullptr;
  };
  double good = values_[index], bad = value;
  if (accepts(value)) good = value;
  // What is accepted is an interval: its end lies between what there was and what was wanted.
  while (good != value) {
    const double middle = 0.5 * good + 0.5 * bad;
    if (middle == good || middle == bad) break;
    (accepts(middle) ? good : bad) = middle;
  }
  values_[index] = good;
  prepare();
}

Properties Loss::properties() const {
  return own_ ? properties_by_measure(*this) : entry_->properties(kernel_arguments());
}

std::vector<double> Loss::kinks() const {
  if (prepared_) return {prepared_->kinks().begin(), prepared_->kinks().end()};
  const Kinks kinks = entry_->kinks(kernel_arguments());
  std::vector<double> points(kinks.begin(), kinks.end());
  std::ranges::sort(points);
  points.erase(std::unique(points.begin(), points.end()), points.end());
  return points;
}

Jet<double> Loss::at(double x) const {
  Jet<double> jet = entry_->jet(kernel_arguments(), x);
  const Kinks kinks = entry_->kinks(kernel_arguments());
  if (std::isnan(x) || std::ranges::find(kinks, x) != kinks.end()) {
    jet.curvature = std::numeric_limits<double>::quiet_NaN();
  }
  return jet;
}

double Loss::weight(double residual) const {
  const Jet<double> jet = at(residual);
  if (residual != 0) return jet.gradient / residual;
  return std::isnan(jet.curvature) ? std::numeric_limits<double>::infinity() : jet.curvature;
}

void Loss::evaluate(std::span<const double> x, std::span<double> value, std::span<double> gradient,
                    std::span<double> curvature) const {
  assert(value.empty() || value.size() == x.size());
  assert(gradient.empty() || gradient.size() == x.size());
  assert(curvature.empty() || curvature.size() == x.size());
  const auto start = [](std::span<double> out) { return out.empty() ? nullptr : out.data(); };
  entry_->kernels().evaluate(kernel_arguments(), x.size(), x.data(), start(value), start(gradient), start(curvature));
}

void Loss::sum_along(std::span<const double> base, std::span<const double> direction, std::span<const double> s,
                     std::span<double> out) const {
  const std::size_t n = direction.size(), rows = n == 0 ? out.size() / s.size() : base.size() / n;
  assert(base.size() == rows * n && out.size() == rows * s.size());
  entry_->kernels().sum_along(kernel_arguments(), n, rows, base.data(), direction.data(), s.size(), s.data(),
                              out.data());
}

const LossKernels& Loss::kernels() const { return entry_->kernels(); }

bool Loss::depends_on_class() const { return class_parameter(*this) != nullptr; }

Loss Loss::for_class(int y) const {
  Loss loss = *this;
  if (const Parameter* p = class_parameter(*this)) loss.set(p->name, y);
  return loss;
}

}  // namespace losslab
