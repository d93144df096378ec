#include "app/cli/fit/fit_run.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "app/cli/fit/descent_end.h"
#include "app/cli/text.h"
#include "losses/learn/exact/exact.h"
#include "losses/learn/exact/residual_scale.h"
#include "losses/learn/models/kernels.h"

namespace losslab::cli {
namespace {

// The parameters in units of the residual become multiples of the scale.
Loss scaled_loss(const Loss& loss, double scale) {
  if (!has_scale(loss)) return loss;
  if (!(scale > 0)) {
    throw InputError(
        "--scaled: the residual scale is 0, as half of the points or more lie on the least-absolute-"
        "deviations fit; leave --scaled away.");
  }
  return scaled(loss, scale);
}

std::vector<double> start_of(const FitRequest& request, const Setting& setting) {
  const Model& model = *setting.model;
  if (request.start_lms) {
    if (request.data.task != Task::regression || !model.linear_in_parameters()) {
      throw InputError("--start lms needs regression data and a model linear in its parameters.");
    }
    return least_median_start(setting, request.seed);
  }
  if (request.start.empty()) return model.initial(request.seed);
  if (request.start.size() != model.parameter_count()) {
    throw InputError(fmt::format(
        "--start needs {} values for the model '{}' ({}), got {}.", model.parameter_count(), to_text(request.model),
        one_line(fmt::format("{}", fmt::join(model.parameter_names(), ", "))), request.start.size()));
  }
  return model.from_original(request.start);
}

// CSV with a row for each iterate.
class Trace {
 public:
  Trace(const FitRequest& request, const Model& model) : wanted_(request.trace), model_(model) {
    if (!wanted_) return;
    const auto columns = static_cast<long>(model.parameter_count()) + 4;
    if (request.steps > most_trace_cells / columns) {
      throw InputError(fmt::format("--trace holds at most {} steps of this model, got --steps {}.",
                                   most_trace_cells / columns, request.steps));
    }
    text_.append(std::string_view("step,objective,given_error,clean_error"));
    for (const std::string& name : model.parameter_names()) fmt::format_to(fmt::appender(text_), ",{}", name);
    text_.push_back('\n');
  }
  void row(Stepper& stepper, const RunState& state) {
    if (!wanted_) return;
    const Measures measures = stepper.measure(state.theta);
    fmt::format_to(fmt::appender(text_), "{}", state.step);
    for (const double value : {measures.objective, measures.given_error, measures.clean_error}) append(value);
    for (const double value : model_.to_original(state.theta)) append(value);
    text_.push_back('\n');
  }
  std::string text() const { return fmt::to_string(text_); }

 private:
  void append(double value) {
    text_.push_back(',');
    append_number(text_, value);
  }
  bool wanted_;
  const Model& model_;
  fmt::memory_buffer text_;
};

// A weight whose feature is small in all samples hardly shows in the gradient, however far it is from its best: what
// the gradient were with that feature brought up to 1.
std::vector<double> felt_gradient(const Model& model, std::vector<double> gradient) {
  if (!model.linear_in_parameters()) return gradient;
  const std::span<const double> features = model.features();
  const std::size_t n = features.size() / gradient.size();
  for (std::size_t j = 0; j < gradient.size(); ++j) {
    double largest = 0;
    for (const double x : features.subspan(j * n, n)) largest = std::max(largest, std::fabs(x));
    if (largest > 0 && largest < 1) gradient[j] /= largest;
  }
  return gradient;
}

// Multiplies the parameters by the scale of the residuals. Where most points lie on one fit there is none, and that fit
// is what every loss comes to as its parameters go to 0.
void scale_loss(const FitRequest& request, const Setting& setting, FitResult& result) {
  ResidualScale scale;
  if (request.iterated && has_scale(request.loss)) {
    IteratedFit iterated = solve_with_iterated_scale(setting, request.loss);
    scale = std::move(iterated.scale);
    result.iterated = std::move(iterated.fit);
  } else {
    scale = residual_scale(setting);
  }
  result.residual_scale = scale.value;
  if (!scale.on_fit || !has_scale(request.loss)) {
    result.loss = scaled_loss(request.loss, scale.value);
    return;
  }
  const std::string why = on_fit_text(*scale.on_fit, setting.data->size());
  if (request.l2 > 0 || request.l1 > 0) {
    throw InputError(fmt::format(
        "--scaled: {}, so that the residual scale is 0 and the penalty would decide alone; leave one of them away.",
        why));
  }
  if (request.trace) throw InputError(fmt::format("--trace: {}, so that --scaled makes no descent.", why));
  result.on_fit = std::move(scale.on_fit);
}

std::vector<double> take_fit_on_points(const Setting& setting, FitResult& result) {
  result.method = "through the points on one fit";
  std::vector<double> gradient(result.on_fit->theta.size());
  result.objective = Objective(setting, result.loss)(result.on_fit->theta, gradient);
  result.gradient_norm = norm(gradient);
  result.converged = true;
  return result.on_fit->theta;
}

// Fills in what the descent comes to; returns the parameters that it sees.
std::vector<double> descend(const FitRequest& request, const Setting& setting, FitResult& result) {
  const Competitor competitor{0, result.loss, request.optimizer, request.of_classes};
  Stepper stepper(setting, competitor, request.seed);
  RunState state = stepper.start(start_of(request, setting));
  Trace trace(request, *setting.model);
  trace.row(stepper, state);
  std::vector<double> before = state.theta;
  bool rests = false;
  while (state.step < request.steps && !result.diverged) {
    const bool last = state.step + 1 == request.steps;
    if (last) before = state.theta;
    result.diverged = stepper.step(state);
    if (result.diverged) break;
    if (last) rests = at_rest(before, state.theta);
    trace.row(stepper, state);
  }
  Objective objective = objective_of(setting, competitor);
  std::vector<double> gradient(state.theta.size());
  result.objective = objective(state.theta, gradient);
  result.gradient_norm = norm(gradient);
  const double felt = norm(felt_gradient(*setting.model, gradient));
  result.unfelt = felt > result.gradient_norm;
  result.steps = state.step;
  result.converged = !result.diverged && has_converged(result.objective, felt, rests);
  result.trace = trace.text();
  return state.theta;
}

// Where a weight is 0, |w| has any slope from −1 to 1: that which leaves the least of the gradient.
std::vector<double> least_subgradient(const Setting& setting, const std::vector<double>& theta,
                                      std::vector<double> gradient) {
  const std::span<const unsigned char> penalised = setting.model->penalised();
  for (std::size_t j = 0; j < theta.size(); ++j) {
    if (penalised[j] == 0 || theta[j] != 0) continue;
    gradient[j] = std::copysign(std::max(std::abs(gradient[j]) - setting.l1, 0.0), gradient[j]);
  }
  return gradient;
}

std::vector<double> solve(const FitRequest& request, const Setting& setting, FitResult& result) {
  if (request.trace) throw InputError("--trace follows a descent; it does not go with --optimizer exact.");
  std::vector<double> start;
  if (request.start_lms || !request.start.empty()) start = start_of(request, setting);
  const ExactFit fit = result.iterated ? *result.iterated : solve_exact(setting, result.loss, start);
  std::vector<double> gradient(fit.theta.size());
  Objective(setting, result.loss)(fit.theta, gradient);
  result.gradient_norm = norm(least_subgradient(setting, fit.theta, std::move(gradient)));
  result.objective = fit.objective;
  result.steps = fit.iterations;
  result.converged = fit.converged;
  result.method = fit.method;
  return fit.theta;
}

// Over the points where `counts` is set (all where it is empty), against `truth`.
Errors errors_over(Task task, const std::vector<double>& f, const std::vector<double>& truth,
                   const std::vector<unsigned char>& outlier) {
  double squares = 0, sizes = 0, hits = 0, count = 0;
  for (std::size_t i = 0; i < f.size(); ++i) {
    if (!outlier.empty() && outlier[i] != 0) continue;
    const double residual = truth[i] - f[i];
    squares += residual * residual;
    sizes += std::fabs(residual);
    hits += truth[i] * f[i] > 0 ? 1 : 0;
    ++count;
  }
  if (task == Task::classification) return {{}, {}, hits / count};
  return {std::sqrt(squares / count), sizes / count, {}};
}

void add_confusions(const Setting& setting, const std::vector<double>& theta, FitResult& result) {
  const Dataset& data = *setting.data;
  const std::size_t classes = data.class_names.size(), stride = kernels::padded(data.size());
  std::vector<double> logits(classes * stride);
  ModelWorkspace work;
  setting.model->outputs(theta, {}, logits, work);
  const std::vector<std::size_t> predicted = predicted_classes(logits, stride, classes, data.size());
  const auto accuracy = [&](const Confusion& confusion) {
    std::size_t hits = 0;
    for (std::size_t k = 0; k < classes; ++k) hits += confusion.counts[k * classes + k];
    return Errors{{}, {}, static_cast<double>(hits) / static_cast<double>(data.size())};
  };
  result.confusion = confusion_of(data.y, predicted, classes);
  result.given = accuracy(*result.confusion);
  if (data.true_label.empty()) return;
  result.clean_confusion = confusion_of(data.true_label, predicted, classes);
  result.clean = accuracy(*result.clean_confusion);
}

void add_errors(const Setting& setting, const std::vector<double>& theta, FitResult& result) {
  const Dataset& data = *setting.data;
  if (!data.class_names.empty()) {
    add_confusions(setting, theta, result);
    return;
  }
  std::vector<double> f(data.size());
  ModelWorkspace work;
  setting.model->outputs(theta, {}, f, work);
  result.given = errors_over(data.task, f, data.y, {});
  if (data.task == Task::regression && !data.outlier.empty()) {
    result.clean = errors_over(data.task, f, data.y, data.outlier);
  } else if (!data.true_label.empty()) {
    result.clean = errors_over(data.task, f, data.true_label, {});
  }
}

}  // namespace

FitResult run_fit_request(const FitRequest& request) {
  Setting setting{std::make_shared<Dataset>(request.data), nullptr, request.l2, request.l1, request.transition};
  setting.model = Model::make(request.model, *setting.data, request.standardize);
  FitResult result;
  result.loss = request.loss;
  if (request.of_classes && (request.exact || request.scaled || request.start_lms)) {
    throw InputError("--optimizer exact, --scaled and --start lms are for one output, not for several classes.");
  }
  if (request.scaled) scale_loss(request, setting, result);
  const std::vector<double> theta = result.on_fit   ? take_fit_on_points(setting, result)
                                    : request.exact ? solve(request, setting, result)
                                                    : descend(request, setting, result);
  result.names = setting.model->parameter_names();
  for (std::size_t j = 0; !request.of_classes && !setting.data->more.empty() && j + 1 < result.names.size(); ++j) {
    result.predictors.push_back(predictor_name(*setting.data, j));
  }
  result.parameters = setting.model->to_original(theta);
  result.linear = setting.model->linear_in_parameters();
  add_errors(setting, theta, result);
  return result;
}

}  // namespace losslab::cli
