#include "app/core/measure/fit_measures.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "app/core/measure/run_measures.h"
#include "losses/core/error.h"
#include "losses/core/loss_names.h"
#include "losses/learn/exact/exact.h"
#include "losses/learn/optimise/schedule.h"
#include "losses/learn/sweep/sweep.h"
#include "losses/vectors/vector_names.h"

namespace losslab {
namespace {

constexpr double most_steps = 1'000'000;

// The named arguments of a call, each taken once; those that nobody took are parameters of the loss.
class Options {
 public:
  Options(const MeasureArguments& arguments, std::string_view what) : arguments_(arguments), what_(what) {
    for (const auto& [name, value] : arguments.named) {
      if (std::ranges::count(arguments.named, name, [](const auto& one) { return one.first; }) > 1) {
        throw InputError(fmt::format("{} is given '{}' twice.", what, name));
      }
    }
  }
  const MeasureValue* find(std::string_view name) {
    taken_.emplace_back(name);
    const auto at =
        std::ranges::find(arguments_.named, name, [](const auto& one) -> std::string_view { return one.first; });
    return at == arguments_.named.end() ? nullptr : &at->second;
  }
  std::string text(std::string_view name, std::string otherwise) {
    const MeasureValue* value = find(name);
    return value == nullptr ? otherwise : as_text(*value, name);
  }
  double number(std::string_view name, double otherwise, double least, double most) {
    const MeasureValue* value = find(name);
    if (value == nullptr) return otherwise;
    const double number = as_number(*value, name);
    if (number >= least && number <= most) return number;
    throw InputError(fmt::format("{} must be from {} to {}, found {}.", name, least, most, number));
  }
  long whole(std::string_view name, long otherwise, double least, double most) {
    const double value = number(name, static_cast<double>(otherwise), least, most);
    if (value != std::floor(value)) throw InputError(fmt::format("{} must be a whole number, found {}.", name, value));
    return static_cast<long>(value);
  }
  std::optional<std::vector<double>> list(std::string_view name) {
    const MeasureValue* value = find(name);
    if (value == nullptr) return std::nullopt;
    return as_list(*value, name);
  }
  // What nobody took.
  template <class L>
  void set_rest(L& loss) const {
    for (const auto& [name, value] : arguments_.named) {
      if (std::ranges::find(taken_, name) == taken_.end()) loss.set(name, as_number(value, name));
    }
  }
  const MeasureArguments& arguments() const { return arguments_; }
  std::string_view what() const { return what_; }

 private:
  const MeasureArguments& arguments_;
  std::string_view what_;
  std::vector<std::string> taken_;
};

void expect_finite(const std::vector<double>& list, std::string_view what, std::size_t size) {
  const bool finite = std::ranges::all_of(list, [](double x) { return std::isfinite(x); });
  if (list.empty() || !finite || (size != 0 && list.size() != size)) {
    throw InputError(fmt::format("{} must be finite numbers, one for each point.", what));
  }
}

Dataset of_regression(std::vector<double> x, std::vector<double> y) {
  expect_finite(y, "y", 0);
  expect_finite(x, "x", y.size());
  Dataset data;
  data.name = "points";
  data.x1 = std::move(x);
  data.y = std::move(y);
  return data;
}

Dataset of_classes(Options& options) {
  Dataset data;
  data.task = Task::classification;
  data.name = "points";
  data.x1_name = "x1";
  data.x2_name = "x2";
  data.y_name = "label";
  data.x1 = *options.list("x1");
  data.y = options.list("label").value_or(std::vector<double>{});
  expect_finite(data.x1, "x1", 0);
  data.x2 = options.list("x2").value_or(std::vector<double>(data.x1.size()));
  expect_finite(data.x2, "x2", data.x1.size());
  expect_finite(data.y, "label", data.x1.size());
  if (!std::ranges::all_of(data.y, [](double y) { return y == 1 || y == -1; })) {
    throw InputError("label must be a list of -1 and 1.");
  }
  return data;
}

Dataset data_of(Options& options, const std::string& asset_folder) {
  const MeasureArguments& given = options.arguments();
  const bool lists = options.find("x1") != nullptr || options.find("y") != nullptr;
  if (given.unnamed.size() + (lists ? 1 : 0) != 1) {
    throw InputError(fmt::format("{} takes DATA first: a text, a list, or x = [...] and y = [...].", options.what()));
  }
  if (options.find("x1") != nullptr) return of_classes(options);
  if (lists) return of_regression(options.list("x").value_or(std::vector<double>{}), *options.list("y"));
  if (const auto* text = std::get_if<std::string>(&given.unnamed[0])) {
    return make_data(parse_data_spec(*text), asset_folder);
  }
  std::vector<double> y = as_list(given.unnamed[0], "DATA");
  std::vector<double> x(y.size());
  for (std::size_t i = 0; i < x.size(); ++i) x[i] = static_cast<double>(i);
  return of_regression(std::move(x), std::move(y));
}

Optimizer optimizer_of(Options& options, const std::string& name) {
  Optimizer optimizer = parse_optimizer(name);
  optimizer.rate = options.number("rate", optimizer.rate, 1e-12, 1e12);
  optimizer.momentum = options.number("momentum", optimizer.momentum, 0, 0.9999999);
  optimizer.batch = static_cast<int>(options.whole("batch", 0, 0, 1e6));
  optimizer.clip = options.number("clip", 0, 0, 1e300);
  if (const std::string schedule = options.text("schedule", ""); !schedule.empty()) {
    optimizer.schedule = parse_schedule(schedule);
  }
  return optimizer;
}

// What is left of the options are the parameters of the loss.
void set_loss(Options& options, const std::string& name, Competitor& who, const Dataset& data) {
  if (!data.class_names.empty()) {
    ClassLoss loss{VectorNames().find(name).loss, Correction::none};
    options.set_rest(loss.loss);
    require_learning(loss.loss);
    who.of_classes = loss;
    return;
  }
  who.loss = LossNames().find(name).loss;
  options.set_rest(who.loss);
  const Family family = who.loss.info().family;
  if (data.task == Task::regression ? !is_of_residual(family) : !is_of_margin(family)) {
    throw InputError(fmt::format("{} is no loss for {}.", who.loss.id(),
                                 data.task == Task::regression ? "regression" : "classification"));
  }
}

class SweepMeasures final : public MeasureObject {
 public:
  explicit SweepMeasures(const SweepRow& row) : row_(row) {}
  std::string what() const override { return "a point of a sweep"; }
  std::vector<std::string> names() const override {
    return {"mean", "sd", "least", "median", "most", "given", "objective", "diverged"};
  }
  std::optional<MeasureValue> member(std::string_view name) const override {
    if (name == "mean") return row_.mean;
    if (name == "sd") return row_.sd;
    if (name == "least") return row_.least;
    if (name == "median") return row_.median;
    if (name == "most") return row_.most;
    if (name == "given") return row_.given_mean;
    if (name == "objective") return row_.objective_mean;
    if (name == "diverged") return row_.diverged;
    return std::nullopt;
  }

 private:
  SweepRow row_;
};

}  // namespace

MeasureValue data_call(const MeasureArguments& arguments, const std::string& asset_folder) {
  Options options(arguments, "data");
  return data_measures(std::make_shared<const Dataset>(data_of(options, asset_folder)));
}

MeasureValue fit_call(const MeasureArguments& arguments, const std::string& asset_folder) {
  Options options(arguments, "fit");
  const auto data = std::make_shared<const Dataset>(data_of(options, asset_folder));
  const bool regression = data->task == Task::regression;
  const bool exact_is_usual = data->class_names.empty();
  const std::string model = options.text("model", regression ? "line" : "linear");
  const std::string optimizer = options.text("optimizer", exact_is_usual ? "exact" : "gd");
  const bool standardize = options.number("standardize", 0, 0, 1) != 0;
  const auto seed = static_cast<std::uint64_t>(options.whole("seed", 1, 0, 1e15));
  const long steps = options.whole("steps", 1000, 0, most_steps);
  MeasuredRun run;
  run.setting.data = data;
  run.setting.l2 = options.number("l2", 0, 0, 1e300);
  run.setting.l1 = options.number("l1", 0, 0, 1e300);
  const std::optional<std::vector<double>> start = options.list("start");
  const bool exact = optimizer == "exact";
  run.who.optimizer = optimizer_of(options, exact ? "gd" : optimizer);
  set_loss(options, options.text("loss", regression ? "squared_error" : "logistic"), run.who, *data);
  run.setting.model = Model::make(parse_model(model, data->task), *data, standardize);
  const Model& fitted = *run.setting.model;
  if (start && start->size() != fitted.parameter_count()) {
    throw InputError(fmt::format("start must be {} numbers, found {}.", fitted.parameter_count(), start->size()));
  }
  const std::vector<double> from = start ? fitted.from_original(*start) : fitted.initial(seed);
  if (exact) {
    const ExactFit fit =
        solve_exact(run.setting, run.who.loss, start ? std::span<const double>(from) : std::span<const double>());
    run.theta = fit.theta;
    run.step = fit.iterations;
    return run_measures(std::move(run));
  }
  auto race = std::make_shared<Race>(run.setting, from, seed, std::vector<Competitor>{run.who});
  race->advance_to(steps, [] { return false; });
  run.step = race->length();
  const std::span<const double> theta = race->theta(0, run.step);
  run.theta.assign(theta.begin(), theta.end());
  run.race = std::move(race);
  return run_measures(std::move(run));
}

MeasureValue sweep_call(const MeasureArguments& arguments, const std::string& asset_folder) {
  Options options(arguments, "sweep");
  if (arguments.unnamed.size() != 1) throw InputError("sweep takes a generator first, in quotes.");
  SweepSpec spec;
  spec.data = parse_data_spec(as_text(arguments.unnamed[0], "DATA"));
  if (!is_generator(spec.data.kind)) throw InputError("sweep takes a generator first, in quotes.");
  const Task task = task_of(spec.data);
  spec.model = parse_model(options.text("model", task == Task::regression ? "line" : "linear"), task);
  const std::string optimizer = options.text("optimizer", "exact");
  spec.exact = optimizer == "exact";
  if (options.find("rate") != nullptr) spec.rate = options.number("rate", 0.1, 1e-12, 1e12);
  if (options.find("steps") != nullptr) spec.steps = options.whole("steps", 1000, 0, most_steps);
  spec.optimizer = optimizer_of(options, spec.exact ? "gd" : optimizer);
  spec.seeds = static_cast<int>(options.whole("seeds", 10, 1, 1000));
  spec.l2 = options.number("l2", 0, 0, 1e300);
  spec.l1 = options.number("l1", 0, 0, 1e300);
  spec.standardize = options.number("standardize", 0, 0, 1) != 0;
  spec.scaled = options.number("scaled", 0, 0, 1) != 0;
  spec.start_lms = options.number("start_lms", 0, 0, 1) != 0;
  spec.over.name = options.text("over", "outliers");
  const double at = options.number("at", 0, -1e300, 1e300);
  // An axis has two ends; the first is what is asked for, and the other lies on the side where there is room.
  const double off = std::max(1e-6, 1e-6 * std::abs(at));
  spec.over.from = at;
  spec.over.to = at > 0 ? at - off : at + off;
  spec.over.count = 2;
  Dataset kind;
  kind.task = task;
  Competitor who;
  set_loss(options, options.text("loss", task == Task::regression ? "squared_error" : "logistic"), who, kind);
  spec.losses = {who.loss};
  const std::vector<SweepRow> rows = run_sweep(spec, asset_folder);
  return std::make_shared<SweepMeasures>(rows.front());
}

}  // namespace losslab
