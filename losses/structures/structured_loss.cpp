#include "losses/structures/structured_loss.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>

#include "losses/core/loss_names.h"
#include "losses/core/parameter_values.h"

namespace losslab {
namespace {

const StructuredEntry* entry_named(std::string_view id) {
  for (const StructuredEntry& entry : structured_catalogue()) {
    if (id == entry.info->id) return &entry;
  }
  return nullptr;
}

bool goes_by(const StructuredInfo& info, const std::string& key) {
  for (const char* name : {info.id, info.english, info.chinese}) {
    if (name_key(name) == key) return true;
  }
  return std::ranges::any_of(names_of_list(info.also),
                             [&](const LossName& name) { return !name.loose && name_key(name.text) == key; });
}

}  // namespace

StructuredLoss::StructuredLoss(std::string_view id) : entry_(entry_named(id)) {
  if (entry_ == nullptr) throw InputError(unknown_structured_loss(id));
  assert(parameters().size() <= max_parameters);
  for (std::size_t i = 0; i < parameters().size(); ++i) values_[i] = parameters()[i].initial;
}

void StructuredLoss::set_all(std::span<const double> values) {
  for (std::size_t i = 0; i < values.size(); ++i) check_parameter(id(), parameters()[i], values[i]);
  std::ranges::copy(values, values_.begin());
}

void StructuredLoss::set(std::string_view name, double value) {
  const std::size_t index = index_of_parameter(id(), parameters(), name);
  check_parameter(id(), parameters()[index], value);
  values_[index] = value;
}

void StructuredLoss::set_from_text(std::string_view text) {
  std::array<double, max_parameters> values = values_;
  const std::span<double> used(values.data(), parameters().size());
  read_parameters(id(), parameters(), text, used);
  set_all(used);
}

std::string StructuredLoss::parameters_text() const { return losslab::parameters_text(parameters(), values_.data()); }

std::string StructuredLoss::label() const { return labelled(info().english, parameters(), values_.data()); }

std::string StructuredLoss::objection(Numbers x, Numbers t) const { return entry_->objection(values_.data(), x, t); }

double StructuredLoss::value(Numbers x, Numbers t) const { return entry_->evaluate(values_.data(), x, t, {}); }

double StructuredLoss::evaluate(Numbers x, Numbers t, std::span<double> gradient) const {
  assert(gradient.size() == x.size());
  return entry_->evaluate(values_.data(), x, t, gradient);
}

std::string StructuredLoss::objection_to_logits(Numbers z, Numbers t) const {
  assert(entry_->objection_to_logits != nullptr);
  return entry_->objection_to_logits(values_.data(), z, t);
}

double StructuredLoss::evaluate_logits(Numbers z, Numbers t, std::span<double> gradient) const {
  assert(entry_->evaluate_logits != nullptr && (gradient.empty() || gradient.size() == z.size()));
  return entry_->evaluate_logits(values_.data(), z, t, gradient);
}

std::optional<StructuredLoss> find_structured_loss(std::string_view name) {
  if (entry_named(name) != nullptr) return StructuredLoss(name);
  const std::string key = name_key(name);
  const char* found = nullptr;
  for (const StructuredEntry& entry : structured_catalogue()) {
    if (!goes_by(*entry.info, key)) continue;
    if (found != nullptr) return std::nullopt;
    found = entry.info->id;
  }
  if (found == nullptr) return std::nullopt;
  return StructuredLoss(found);
}

std::string unknown_structured_loss(std::string_view name) {
  std::string_view nearest;
  std::size_t least = far_away;
  for (const StructuredEntry& entry : structured_catalogue()) {
    const std::size_t distance = name_distance(name, entry.info->id);
    if (distance >= least) continue;
    least = distance;
    nearest = entry.info->id;
  }
  if (nearest.empty()) return fmt::format("Unknown structured loss '{}': 'losslab losses' lists all.", name);
  return fmt::format("Unknown structured loss '{}': did you mean '{}'?", name, nearest);
}

}  // namespace losslab
