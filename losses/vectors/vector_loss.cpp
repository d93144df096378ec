#include "losses/vectors/vector_loss.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <vector>

#include "losses/core/parameter_values.h"
#include "losses/vectors/sample.h"
#include "losses/vectors/vector_names.h"

namespace losslab {
namespace {

// How far the sum of the target's probabilities may be from 1.
constexpr double sum_tolerance = 1e-9;

const VectorEntry& entry_of(std::string_view id) {
  for (const VectorEntry& entry : vector_catalogue()) {
    if (id == entry.info->id) return entry;
  }
  throw InputError(unknown_vector_loss(id));
}

// Room for the formulas: on the stack for as many classes as there usually are.
class Workspace {
 public:
  explicit Workspace(std::size_t classes) {
    if (classes > most_batch_classes) many_.resize(scalar::Room<double>::rows * classes);
  }
  double* data() { return many_.empty() ? few_.data() : many_.data(); }

 private:
  std::array<double, scalar::Room<double>::rows * most_batch_classes> few_;
  std::vector<double> many_;
};

VectorPoint point_of(std::span<const double> z, std::span<const double> t, std::span<const double> teacher) {
  assert(z.size() >= 2 && t.size() == z.size() && (teacher.empty() || teacher.size() == z.size()));
  return {z.size(), z.data(), t.data(), teacher.empty() ? nullptr : teacher.data()};
}

void require_finite(std::string_view what, std::span<const double> numbers) {
  for (std::size_t k = 0; k < numbers.size(); ++k) {
    if (!std::isfinite(numbers[k])) {
      throw InputError(fmt::format("{} must be finite, got {} for class {}", what, numbers[k], k));
    }
  }
}

}  // namespace

VectorLoss::VectorLoss(std::string_view id) : entry_(&entry_of(id)) {
  assert(entry_->parameters.size() <= max_parameters);
  for (std::size_t i = 0; i < entry_->parameters.size(); ++i) values_[i] = entry_->parameters[i].initial;
}

void VectorLoss::set_all(std::span<const double> values) {
  for (std::size_t i = 0; i < values.size(); ++i) check_parameter(id(), parameters()[i], values[i]);
  std::ranges::copy(values, values_.begin());
}

void VectorLoss::set(std::string_view name, double value) {
  const std::size_t index = index_of_parameter(id(), parameters(), name);
  check_parameter(id(), parameters()[index], value);
  values_[index] = value;
}

void VectorLoss::set_from_text(std::string_view text) {
  std::array<double, max_parameters> values = values_;
  const std::span<double> used(values.data(), parameters().size());
  read_parameters(id(), parameters(), text, used);
  set_all(used);
}

std::string VectorLoss::parameters_text() const { return losslab::parameters_text(parameters(), values_.data()); }

std::string VectorLoss::label() const { return labelled(info().english, parameters(), values_.data()); }

void VectorLoss::require(std::span<const double> z, std::span<const double> t, std::span<const double> teacher) const {
  const VectorProperties known = properties();
  if (z.size() < 2) throw InputError(fmt::format("{} takes at least 2 logits, got {}", id(), z.size()));
  require_finite("the logits", z);
  if (t.size() != z.size()) {
    throw InputError(fmt::format("the target has {} probabilities, but there are {} logits", t.size(), z.size()));
  }
  double sum = 0;
  std::size_t certain = 0;
  for (std::size_t k = 0; k < t.size(); ++k) {
    if (!(t[k] >= 0 && t[k] <= 1)) {
      throw InputError(fmt::format("the target must have probabilities from 0 to 1, got {} for class {}", t[k], k));
    }
    sum += t[k];
    certain += t[k] == 1 ? 1 : 0;
  }
  // Without a shift that all classes share each stands for itself.
  const bool separate = !known.shift_invariant && !known.needs_hard_target;
  if (!separate && !(std::fabs(sum - 1) <= sum_tolerance)) {
    throw InputError(fmt::format("the probabilities of the target must sum to 1, got {}", sum));
  }
  if (known.needs_hard_target && certain != 1) {
    throw InputError(fmt::format("{} takes a class as its target, got several with probabilities below 1", id()));
  }
  if (known.needs_teacher && teacher.empty()) throw InputError(fmt::format("{} needs the teacher's logits", id()));
  if (!known.needs_teacher && !teacher.empty()) {
    throw InputError(fmt::format("{} has no teacher, got {} logits of one", id(), teacher.size()));
  }
  if (!teacher.empty() && teacher.size() != z.size()) {
    throw InputError(fmt::format("the teacher has {} logits, but there are {} here", teacher.size(), z.size()));
  }
  require_finite("the teacher's logits", teacher);
}

double VectorLoss::value(std::span<const double> z, std::span<const double> t, std::span<const double> teacher) const {
  Workspace room(z.size());
  return entry_->evaluate(values_.data(), point_of(z, t, teacher), room.data(), nullptr);
}

double VectorLoss::evaluate(std::span<const double> z, std::span<const double> t, std::span<double> gradient,
                            std::span<const double> teacher) const {
  assert(gradient.size() == z.size());
  Workspace room(z.size());
  return entry_->evaluate(values_.data(), point_of(z, t, teacher), room.data(), gradient.data());
}

double VectorLoss::expected(std::span<const double> z, std::span<const double> t, std::span<double> gradient) const {
  assert(!properties().needs_teacher && (gradient.empty() || gradient.size() == z.size()));
  std::vector<double> target(z.size()), slopes(gradient.size());
  Workspace room(z.size());
  std::ranges::fill(gradient, 0.0);
  double sum = 0;
  for (std::size_t y = 0; y < z.size(); ++y) {
    if (t[y] == 0) continue;
    target[y] = 1;
    sum += t[y] * entry_->evaluate(values_.data(), point_of(z, target, {}), room.data(),
                                   gradient.empty() ? nullptr : slopes.data());
    for (std::size_t k = 0; k < gradient.size(); ++k) gradient[k] += t[y] * slopes[k];
    target[y] = 0;
  }
  return sum;
}

void VectorLoss::hessian_product(std::span<const double> z, std::span<const double> t, std::span<const double> v,
                                 std::span<double> out, std::span<const double> teacher) const {
  assert(v.size() == z.size() && out.size() == z.size());
  entry_->hessian_product(values_.data(), point_of(z, t, teacher), v.data(), out.data());
}

bool VectorLoss::is_kink(std::span<const double> z, std::span<const double> t, std::span<const double> teacher) const {
  Workspace room(z.size());
  return entry_->is_kink(values_.data(), point_of(z, t, teacher), room.data());
}

void VectorLoss::evaluate_batch(std::size_t classes, std::size_t n, std::size_t stride, const double* z,
                                const double* t, std::span<double> values, double* gradients) const {
  assert(classes >= 2 && stride >= n && entry_->kernel != nullptr && (values.empty() || values.size() == n));
  if (classes <= most_batch_classes) {
    (*entry_->kernel())(values_.data(), classes, n, stride, z, t, values.empty() ? nullptr : values.data(), gradients);
    return;
  }
  std::vector<double> logits(classes), target(classes), slopes(classes);
  Workspace room(classes);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t k = 0; k < classes; ++k) {
      logits[k] = z[k * stride + i];
      target[k] = t[k * stride + i];
    }
    const double value = entry_->evaluate(values_.data(), {classes, logits.data(), target.data(), nullptr}, room.data(),
                                          gradients ? slopes.data() : nullptr);
    if (!values.empty()) values[i] = value;
    for (std::size_t k = 0; gradients && k < classes; ++k) gradients[k * stride + i] = slopes[k];
  }
}

}  // namespace losslab
