// What a sweep varies, and whether it can be carried out.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string_view>

#include "losses/core/error.h"
#include "losses/learn/data/spec_fields.h"
#include "losses/learn/sweep/sweep.h"

namespace losslab {
namespace {

constexpr int most_values = 1000;
constexpr int most_seeds = 1000;
constexpr long most_fits = 1'000'000;
constexpr long most_steps = 100'000'000;

// The setting of a generator that is varied; null where it is something else.
const NumberField* field_of(const SweepAxis& axis) {
  const auto found =
      std::ranges::find(number_fields(), std::string_view(axis.name), [](const auto& f) { return f.key; });
  return found == number_fields().end() ? nullptr : &*found;
}

bool is_rate(const SweepAxis& axis) { return axis.name == "rate"; }

// "delta" where the axis is "huber.delta" and the loss a Huber; empty where the loss stays as it is.
std::string_view varied_parameter(const SweepAxis& axis, std::string_view loss) {
  const std::string_view name = axis.name;
  const std::size_t dot = name.find('.');
  if (dot == std::string_view::npos || name.substr(0, dot) != loss) return {};
  return name.substr(dot + 1);
}

double number_in(const std::string& text, std::string_view part) {
  double value = 0;
  const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), value);
  if (error != std::errc() || end != part.data() + part.size() || !std::isfinite(value)) {
    throw InputError(fmt::format("Sweep '{}': expected a number, found '{}'.", text, part));
  }
  return value;
}

std::vector<std::string_view> parts_of(std::string_view text) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t colon = text.find(':');
    parts.push_back(text.substr(0, colon));
    if (colon == std::string_view::npos) return parts;
    text.remove_prefix(colon + 1);
  }
}

void check_range(const SweepAxis& axis) {
  if (!std::isfinite(axis.from) || !std::isfinite(axis.to) || axis.from == axis.to ||
      !std::isfinite(axis.to - axis.from)) {
    throw InputError(
        fmt::format("A sweep of {} needs two different ends, got {} and {}.", axis.name, axis.from, axis.to));
  }
  if (axis.count < 2 || axis.count > most_values) {
    throw InputError(fmt::format("A sweep of {} takes 2 to {} values, got {}.", axis.name, most_values, axis.count));
  }
  if (axis.logarithmic && !(axis.from > 0 && axis.to > 0)) {
    throw InputError(
        fmt::format("A logarithmic sweep of {} needs ends above 0, got {} and {}.", axis.name, axis.from, axis.to));
  }
}

// "n, noise, outliers"
std::string varied_keys(DataSpec::Kind kind) {
  std::string keys;
  for (const NumberField& field : number_fields()) {
    if (field.used_by(kind)) keys += fmt::format("{}{}", keys.empty() ? "" : ", ", field.key);
  }
  return keys;
}

// The sentences for a name that is no parameter of a loss and not the rate.
void check_data_axis(const SweepSpec& spec) {
  const SweepAxis& axis = spec.over;
  if (!is_generator(spec.data.kind)) {
    throw InputError(
        fmt::format("A sweep of '{}' needs generated data, as line:n=200; data that are given can be swept "
                    "over rate or a parameter of a loss, as huber.delta=0.1:5:20.",
                    axis.name));
  }
  const NumberField* field = field_of(axis);
  if (field == nullptr || !field->used_by(spec.data.kind)) {
    throw InputError(
        fmt::format("Cannot sweep over '{}': of {} that is {}, besides rate or a parameter of a loss, as "
                    "huber.delta.",
                    axis.name, generator_name(spec.data.kind), varied_keys(spec.data.kind)));
  }
  for (const double value : axis.values()) check_field(*field, value);
}

void check_parameter_axis(const SweepSpec& spec) {
  const SweepAxis& axis = spec.over;
  bool varied = false;
  for (std::size_t k = 0; k < spec.losses.size(); ++k) {
    const Loss& loss = spec.losses[k];
    const std::string_view name = varied_parameter(axis, loss.id());
    if (name.empty()) continue;
    varied = true;
    if (loss.parameters()[loss.parameter_index(name)].is_class) {
      throw InputError(fmt::format("Cannot sweep over '{}': it is the class of each sample.", axis.name));
    }
    for (const double value : axis.values()) swept_loss(spec, k, value);
  }
  for (std::size_t k = 0; k < spec.of_classes.size(); ++k) {
    if (varied_parameter(axis, spec.of_classes[k].loss.id()).empty()) continue;
    varied = true;
    for (const double value : axis.values()) swept_class_loss(spec, k, value);
  }
  if (!varied) {
    throw InputError(
        fmt::format("Cannot sweep over '{}': expected LOSS.PARAMETER of one of the losses of the sweep.", axis.name));
  }
}

void check_axis(const SweepSpec& spec) {
  check_range(spec.over);
  if (spec.over.name.find('.') != std::string::npos) {
    check_parameter_axis(spec);
  } else if (!is_rate(spec.over)) {
    check_data_axis(spec);
  } else if (spec.exact) {
    throw InputError("A sweep over the rate needs a descent; the exact minimiser has none.");
  } else if (!(spec.over.from > 0 && spec.over.to > 0)) {
    throw InputError(
        fmt::format("A sweep over the rate needs ends above 0, got {} and {}.", spec.over.from, spec.over.to));
  }
}

void check_losses(const SweepSpec& spec, Task task, bool several_classes) {
  if (several_classes != !spec.of_classes.empty() && !(spec.losses.empty() && spec.of_classes.empty())) {
    throw InputError(several_classes
                         ? "The data have several classes: take losses of logits, as 'softmax_ce'."
                         : "Losses of several logits need data of several classes, as gaussians:classes=3.");
  }
  if (several_classes && !spec.of_classes.empty()) return;
  if (spec.losses.empty()) throw InputError("A sweep needs a loss.");
  const bool regression = task == Task::regression;
  for (const Loss& loss : spec.losses) {
    const Family family = loss.info().family;
    if (regression ? is_of_residual(family) : is_of_margin(family)) continue;
    throw InputError(fmt::format("The loss '{}' does not fit {} data: take losses of the {}, as '{}'.", loss.id(),
                                 regression ? "regression" : "classification", regression ? "residual" : "margin",
                                 regression ? "huber" : "logistic"));
  }
}

void check_rate(const std::optional<double>& rate) {
  if (rate && (!(*rate > 0) || !std::isfinite(*rate))) {
    throw InputError(fmt::format("The rate of a sweep must be above 0, got {}.", *rate));
  }
}

void check_numbers(const SweepSpec& spec) {
  if (spec.seeds < 1 || spec.seeds > most_seeds) {
    throw InputError(fmt::format("A sweep takes 1 to {} seeds, got {}.", most_seeds, spec.seeds));
  }
  const long fits = static_cast<long>(loss_count(spec)) * spec.over.count * spec.seeds;
  if (fits > most_fits) {
    throw InputError(fmt::format("A sweep makes at most {} fits; {} losses at {} values with {} seeds are {}.",
                                 most_fits, loss_count(spec), spec.over.count, spec.seeds, fits));
  }
  if (spec.steps && (*spec.steps < 0 || *spec.steps > most_steps)) {
    throw InputError(fmt::format("A sweep takes 0 to {} steps, got {}.", most_steps, *spec.steps));
  }
  if (!(spec.l2 >= 0) || !std::isfinite(spec.l2)) {
    throw InputError(fmt::format("The penalty of a sweep must be at least 0, got {}.", spec.l2));
  }
  if (!(spec.l1 >= 0) || !std::isfinite(spec.l1)) {
    throw InputError(fmt::format("The L1 penalty of a sweep must be at least 0, got {}.", spec.l1));
  }
  if (!spec.own.empty() && spec.own.size() != loss_count(spec)) {
    throw InputError(fmt::format("A sweep of {} losses has as many methods of their own or none, got {}.",
                                 loss_count(spec), spec.own.size()));
  }
  check_rate(spec.rate);
  for (std::size_t k = 0; k < loss_count(spec); ++k) check_rate(method_of(spec, k).rate);
}

void check_model(const SweepSpec& spec, Task task) {
  parse_model(to_text(spec.model), task);  // whether it suits the task
  if (spec.exact && spec.model.kind == ModelSpec::Kind::mlp) {
    throw InputError("The exact minimiser is known for models that are linear in their parameters, not for a network.");
  }
  if (spec.exact && !spec.of_classes.empty()) {
    throw InputError("The exact minimiser is known for one output, not for several classes: take a descent.");
  }
  if (spec.start_lms && (task != Task::regression || spec.model.kind == ModelSpec::Kind::mlp)) {
    throw InputError("The least-median-of-squares start needs regression data and a model linear in its parameters.");
  }
  if (spec.scaled && (task != Task::regression || spec.model.kind == ModelSpec::Kind::mlp)) {
    throw InputError("Parameters scaled by the residuals need regression data and a model linear in its parameters.");
  }
}

}  // namespace

std::vector<double> SweepAxis::values() const {
  const NumberField* field = field_of(*this);
  const bool whole = field != nullptr && field->whole != nullptr;
  std::vector<double> values;
  for (int i = 0; i < count; ++i) {
    double value = from + (to - from) * i / (count - 1);
    if (logarithmic) value = from * std::pow(to / from, static_cast<double>(i) / (count - 1));
    const bool between = i > 0 && i + 1 < count;
    if (!between) value = i == 0 ? from : to;
    if (whole && between) value = std::round(value);
    if (values.empty() || values.back() != value) values.push_back(value);
  }
  return values;
}

SweepAxis parse_sweep_axis(const std::string& text) {
  SweepAxis axis;
  const std::size_t equals = text.find('=');
  const std::vector<std::string_view> parts =
      parts_of(equals == std::string::npos ? std::string_view() : std::string_view(text).substr(equals + 1));
  const bool logarithmic = parts.size() == 4 && parts[3] == "log";
  if (equals == std::string::npos || equals == 0 || (parts.size() != 3 && !logarithmic)) {
    throw InputError(
        fmt::format("Sweep '{}': expected NAME=FROM:TO:COUNT or NAME=FROM:TO:COUNT:log, as "
                    "outliers=0:0.5:11.",
                    text));
  }
  axis.name = text.substr(0, equals);
  axis.from = number_in(text, parts[0]);
  axis.to = number_in(text, parts[1]);
  const auto [end, error] = std::from_chars(parts[2].data(), parts[2].data() + parts[2].size(), axis.count);
  if (error != std::errc() || end != parts[2].data() + parts[2].size()) {
    throw InputError(fmt::format("Sweep '{}': expected a whole number of values from 2 to {}, found '{}'.", text,
                                 most_values, parts[2]));
  }
  axis.logarithmic = logarithmic;
  check_range(axis);
  return axis;
}

std::string to_text(const SweepAxis& axis) {
  return fmt::format("{}={}:{}:{}{}", axis.name, axis.from, axis.to, axis.count, axis.logarithmic ? ":log" : "");
}

DataSpec swept_data(const SweepSpec& spec, double value) {
  DataSpec data = spec.data;
  const NumberField* field = field_of(spec.over);
  if (field != nullptr && field->used_by(data.kind)) field->set(data, value);
  return data;
}

Loss swept_loss(const SweepSpec& spec, std::size_t loss, double value) {
  Loss varied = spec.losses[loss];
  const std::string_view name = varied_parameter(spec.over, varied.id());
  if (!name.empty()) varied.set(name, value);
  return varied;
}

ClassLoss swept_class_loss(const SweepSpec& spec, std::size_t loss, double value) {
  ClassLoss varied = spec.of_classes[loss];
  const std::string_view name = varied_parameter(spec.over, varied.loss.id());
  if (!name.empty()) varied.loss.set(name, value);
  return varied;
}

std::size_t loss_count(const SweepSpec& spec) { return spec.losses.size() + spec.of_classes.size(); }

SweepMethod method_of(const SweepSpec& spec, std::size_t loss) {
  return loss < spec.own.size() && spec.own[loss] ? *spec.own[loss] : SweepMethod{spec.optimizer, spec.rate};
}

namespace {

template <class L>
std::string parameters_but(const L& loss, std::string_view varied) {
  std::string text;
  for (std::size_t i = 0; i < loss.parameters().size(); ++i) {
    if (varied == loss.parameters()[i].name) continue;
    text += fmt::format("{}{}={}", text.empty() ? "" : ";", loss.parameters()[i].name, loss.parameter(i));
  }
  return text;
}

}  // namespace

std::string held_parameters(const SweepSpec& spec, std::size_t loss) {
  if (spec.of_classes.empty()) {
    return parameters_but(spec.losses[loss], varied_parameter(spec.over, spec.losses[loss].id()));
  }
  const VectorLoss& one = spec.of_classes[loss].loss;
  return parameters_but(one, varied_parameter(spec.over, one.id()));
}

void check_sweep(const SweepSpec& spec, Task task, bool several_classes) {
  check_losses(spec, task, several_classes);
  check_axis(spec);
  check_numbers(spec);
  check_model(spec, task);
}

}  // namespace losslab
