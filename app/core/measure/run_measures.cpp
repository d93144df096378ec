#include "app/core/measure/run_measures.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "app/core/measure/evaluate.h"
#include "app/core/measure/loss_measures.h"
#include "losses/core/error.h"
#include "losses/learn/exact/exact.h"

namespace losslab {
namespace {

struct MeasureName {
  const char* name;
  double (*of)(const Measures&);
};
constexpr auto measure_names = std::to_array<MeasureName>({
    {"objective", [](const Measures& m) { return m.objective; }},
    {"given_error", [](const Measures& m) { return m.given_error; }},
    {"clean_error", [](const Measures& m) { return m.clean_error; }},
    {"gradient_norm", [](const Measures& m) { return m.gradient_norm; }},
    {"weight_norm", [](const Measures& m) { return m.weight_norm; }},
    {"cost", [](const Measures& m) { return m.cost; }},
    {"wrong_pull", [](const Measures& m) { return m.wrong_pull; }},
});

class RunMeasures final : public MeasureObject {
 public:
  explicit RunMeasures(MeasuredRun run) : run_(std::move(run)) {}

  std::string what() const override { return fmt::format("a run of {}", loss_id()); }
  std::vector<std::string> names() const override {
    std::vector<std::string> names = run_.setting.model->parameter_names();
    for (const MeasureName& one : measure_names) names.emplace_back(one.name);
    for (const char* name :
         {"accuracy", "clean_accuracy", "rmse", "mae", "clean_mae", "step", "diverged", "diverged_at", "theta",
          "parameters", "residuals", "margins", "values", "gradients", "weights", "boundary", "loss", "exact"}) {
      names.emplace_back(name);
    }
    return names;
  }

  std::optional<MeasureValue> member(std::string_view name) const override {
    const std::vector<std::string> parameters = run_.setting.model->parameter_names();
    const auto at = std::ranges::find(parameters, name == "w" ? std::string_view("w1") : name);
    if (at != parameters.end()) return reported()[static_cast<std::size_t>(at - parameters.begin())];
    for (const MeasureName& one : measure_names) {
      if (name == one.name) return one.of(measures());
    }
    if (name == "step") return static_cast<double>(run_.step);
    if (name == "theta") return run_.theta;
    if (name == "parameters") return reported();
    if (name == "diverged") return divergence() ? 1.0 : 0.0;
    if (name == "diverged_at") {
      return divergence() ? static_cast<double>(divergence()->step) : std::numeric_limits<double>::infinity();
    }
    if (name == "exact") return exact();
    if (name == "boundary") return boundary();
    if (auto error = error_named(name)) return error;
    if (auto list = of_samples(name)) return list;
    return std::get<MeasureObjectPtr>(*of_samples("loss"))->member(name);  // a parameter of it
  }

  std::optional<MeasureValue> call(std::string_view name, const MeasureArguments& arguments) const override {
    if (name == "at") {
      arguments.expect(name, 1, 1);
      return at(arguments.whole(name, 0));
    }
    if (name == "steps_until") {
      arguments.expect(name, 1, 1);
      return steps_until(Measure(as_text(arguments.unnamed[0], "the argument of steps_until")));
    }
    if (name == "predict") {
      const bool classes = data().task == Task::classification;
      arguments.expect(name, classes ? 2 : 1, classes ? 2 : 1);
      return predict(arguments);
    }
    return std::nullopt;
  }

 private:
  const Dataset& data() const { return *run_.setting.data; }
  bool several() const { return run_.who.of_classes.has_value(); }
  std::string_view loss_id() const { return several() ? run_.who.of_classes->loss.id() : run_.who.loss.id(); }
  std::vector<double> reported() const { return run_.setting.model->to_original(run_.theta); }
  Measures measures() const {
    if (run_.race) return run_.race->measures(run_.competitor, run_.step);
    std::vector<double> gradient(run_.theta.size());
    return objective_of(run_.setting, run_.who).measure(run_.theta, gradient);
  }
  std::optional<Divergence> divergence() const {
    return run_.race ? run_.race->divergence(run_.competitor) : std::nullopt;
  }
  std::vector<double> arguments() const {
    std::vector<double> out(data().size());
    objective_of(run_.setting, run_.who).arguments(run_.theta, out);
    return out;
  }

  std::optional<MeasureValue> error_named(std::string_view name) const {
    if (data().task == Task::classification) {
      if (name == "accuracy") return 1 - measures().given_error;
      if (name == "clean_accuracy") return 1 - measures().clean_error;
      return std::nullopt;
    }
    if (name == "rmse") return measures().given_error;
    if (name != "mae" && name != "clean_mae") return std::nullopt;
    const std::vector<double> residuals = arguments();
    double sum = 0, count = 0;
    for (std::size_t i = 0; i < residuals.size(); ++i) {
      if (name == "clean_mae" && !data().outlier.empty() && data().outlier[i] != 0) continue;
      sum += std::abs(residuals[i]);
      ++count;
    }
    return sum / count;
  }

  // A number for each sample.
  std::optional<MeasureValue> of_samples(std::string_view name) const {
    if (name == (data().task == Task::regression ? "residuals" : "margins")) return arguments();
    if (name == "loss") {
      return several() ? MeasureValue(vector_loss_measures(run_.who.of_classes->loss))
                       : MeasureValue(loss_measures(run_.who.loss));
    }
    if (name != "values" && name != "gradients" && name != "weights") return std::nullopt;
    if (several()) {
      std::vector<double> values(data().size()), pulls(data().size());
      objective_of(run_.setting, run_.who).samples(run_.theta, values, pulls);
      if (name == "weights") return std::nullopt;
      return name == "values" ? values : pulls;
    }
    std::vector<double> all = arguments();
    const Loss positive = run_.who.loss.for_class(1), negative = run_.who.loss.for_class(-1);
    for (std::size_t i = 0; i < all.size(); ++i) {
      const Loss& loss = data().task == Task::classification && data().y[i] < 0 ? negative : positive;
      all[i] = name == "values"      ? loss.at(all[i]).value
               : name == "gradients" ? loss.at(all[i]).gradient
                                     : loss.weight(all[i]);
    }
    return all;
  }

  MeasureValue boundary() const {
    const std::vector<double> w = reported();
    if (data().task != Task::classification || several() || w.size() != 3) {
      throw InputError("boundary is of two classes and the model linear.");
    }
    return -w[2] / w[0];
  }

  MeasureValue exact() const {
    MeasuredRun exact = run_;
    exact.race.reset();
    if (several()) throw InputError("there is no exact fit of several classes.");
    const ExactFit fit = solve_exact(run_.setting, run_.who.loss);
    exact.theta = fit.theta;
    exact.step = fit.iterations;
    return std::make_shared<RunMeasures>(std::move(exact));
  }

  MeasureObjectPtr at(long step) const {
    if (!run_.race) throw InputError("an exact fit has no iterates.");
    if (step < 0 || step > run_.race->length()) {
      throw InputError(fmt::format("the run has the iterates 0 to {}, not {}.", run_.race->length(), step));
    }
    MeasuredRun there = run_;
    const std::span<const double> theta = run_.race->theta(run_.competitor, step);
    there.theta.assign(theta.begin(), theta.end());
    there.step = step;
    return std::make_shared<RunMeasures>(std::move(there));
  }

  MeasureValue steps_until(const Measure& measure) const {
    if (!run_.race) throw InputError("an exact fit has no iterates.");
    for (long step = 0; step <= run_.race->length(); ++step) {
      const MeasureObjectPtr there = at(step);
      if (is_true(measure, MemberScope(*there, nullptr))) return static_cast<double>(step);
    }
    return std::numeric_limits<double>::infinity();
  }

  MeasureValue predict(const MeasureArguments& given) const {
    if (several() || !data().more.empty()) throw InputError("predict is of one output and one or two inputs.");
    const std::vector<double> x1 = given.list("predict", 0);
    const std::vector<double> x2 = given.unnamed.size() > 1 ? given.list("predict", 1) : std::vector<double>{};
    if (!x2.empty() && x2.size() != x1.size()) throw InputError("predict needs as many x1 as x2.");
    std::vector<double> f(x1.size());
    run_.setting.model->predict(run_.theta, x1, x2, f);
    if (std::holds_alternative<double>(given.unnamed[0])) return f[0];
    return f;
  }

  MeasuredRun run_;
};

class DataMeasures final : public MeasureObject {
 public:
  explicit DataMeasures(std::shared_ptr<const Dataset> data) : data_(std::move(data)) {}
  std::string what() const override { return "the data"; }
  std::vector<std::string> names() const override {
    return {"n", "x", "x1", "x2", "y", "outlier", "outliers", "true_label", "wrong_labels", "slope", "intercept"};
  }
  std::optional<MeasureValue> member(std::string_view name) const override {
    if (name == "n") return static_cast<double>(data_->size());
    if (name == "x" || name == "x1") return data_->x1;
    if (name == "x2") return data_->x2;
    if (name == "y") return data_->y;
    if (name == "outlier") return outlier();
    if (name == "outliers") return static_cast<double>(std::ranges::count(data_->outlier, 1));
    if (name == "true_label") return data_->true_label;
    if (name == "wrong_labels") return wrong_labels();
    if (name == "slope" || name == "intercept") {
      if (!data_->true_line) throw InputError("the data were not made from a line.");
      return name == "slope" ? data_->true_line->slope : data_->true_line->intercept;
    }
    return std::nullopt;
  }

 private:
  std::vector<double> outlier() const {
    std::vector<double> all(data_->size());
    std::ranges::copy(data_->outlier, all.begin());
    return all;
  }
  double wrong_labels() const {
    double count = 0;
    for (std::size_t i = 0; i < data_->true_label.size(); ++i) count += data_->true_label[i] != data_->y[i] ? 1 : 0;
    return count;
  }

  std::shared_ptr<const Dataset> data_;
};

}  // namespace

MeasureObjectPtr run_measures(MeasuredRun run) { return std::make_shared<RunMeasures>(std::move(run)); }

MeasureObjectPtr data_measures(std::shared_ptr<const Dataset> data) {
  return std::make_shared<DataMeasures>(std::move(data));
}

}  // namespace losslab
