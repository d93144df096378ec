// losslab fit: a model fitted by descent, or exactly.
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

#include "app/cli/arguments.h"
#include "app/cli/data_argument.h"
#include "app/cli/fit/fit_report.h"
#include "app/cli/fit/fit_run.h"
#include "app/cli/fit/structured_fit.h"
#include "app/cli/formula_argument.h"
#include "app/cli/loss_argument.h"
#include "app/cli/subcommands.h"
#include "app/cli/text.h"
#include "losses/learn/data/table/csv_text.h"
#include "losses/learn/data/transition.h"
#include "widgets/export/export.h"

#include <ostream>

namespace losslab::cli {
namespace {

constexpr long long most_steps = 100'000'000;

struct Options {
  std::optional<std::string> data, loss, model, optimizer, rate, steps, l2, l1, seed, start, batch, momentum, trace;
  std::optional<std::string> schedule, clip, scale, correct, transition;
  std::vector<std::string> parameters;
  ColumnArguments columns;
  FormulaArgument formula;
  bool standardize = false, scaled = false, json = false;
};

void declare(Arguments& arguments, Options& o) {
  arguments.positional("DATA", o.data, "A table, or a generator as line:n=200,noise=0.5,outliers=0.2,seed=7");
  o.columns.declare(arguments);
  arguments.option(
      "--loss", "LOSS", o.loss,
      "A loss, as 'losslab losses' lists them, or another of its names, or a file of a loss of your own (.toml)");
  o.formula.declare(arguments);
  arguments.option("--correct", "HOW", o.correct,
                   "Of several classes: forward or backward, by the transition matrix of the label noise");
  arguments.option("--transition", "ROW/ROW/...", o.transition,
                   "That matrix, as '0.8 0.2 0/0 0.8 0.2/0.2 0 0.8'; default: counted, where true labels are known");
  arguments.list("-p,--param", "NAME=VALUE", o.parameters, "A shape parameter of the loss; may be repeated");
  arguments.option(
      "--model", "MODEL", o.model,
      "constant, line, poly:K, rbf:K or mlp:8,8[,relu]; for classes linear, quadratic, rbf:K or mlp:8,8[,relu]");
  arguments.option("--optimizer", "NAME", o.optimizer,
                   "gd, momentum, nesterov, adagrad, rmsprop, adam, adamw, or exact for the exact minimiser");
  arguments.option("--rate", "R", o.rate, "Learning rate, default 0.1");
  arguments.option("--steps", "N", o.steps, "Steps of the descent, default 1000");
  arguments.option("--batch", "B", o.batch, "Samples a step, default 0: all");
  arguments.option("--momentum", "M", o.momentum,
                   "Of momentum and nesterov, beta 1 of adam; 0 to below 1, default 0.9");
  arguments.option("--schedule", "NAME:N", o.schedule,
                   "Of the rate: constant, step:N (halved every N steps), cosine:N (to 0 at step N; without N at the "
                   "last one) or inverse:N (1/(1 + t/N))");
  arguments.option("--clip", "C", o.clip, "Gradients are shortened to this norm, default 0: never");
  arguments.option("--l2", "L", o.l2, "L of (L/2) |w|^2, the biases left out; default 0");
  arguments.option("--l1", "L1", o.l1, "L1 of L1 |w|_1, the biases left out; default 0");
  arguments.option("--seed", "S", o.seed, "Of the initial weights of a network and of batches, default 1");
  arguments.option("--start", "V,...", o.start,
                   "Initial parameters in the data's units, or lms: the least-median-of-squares fit");
  arguments.flag("--standardize", o.standardize, "Centre and scale the inputs for the descent alone");
  arguments.flag("--scaled", o.scaled, "Shape parameters in units of y are multiples of the residual scale");
  arguments.option("--scale", "HOW", o.scale,
                   "Of --scaled: fixed, at the least-absolute-deviations fit (default), or iterated: that of the exact "
                   "fit itself, found anew for each of its steps");
  arguments.option("--trace", "OUT.csv", o.trace,
                   "Every iterate: step,objective,given_error,clean_error,parameters; of a structured loss "
                   "step,objective,gradient_norm,numbers");
  arguments.flag("--json", o.json, "The result as JSON");
}

// Down to 0 at the end of the run.
Schedule cosine_over(long steps) { return parse_schedule(fmt::format("cosine:{}", std::clamp(steps, 1L, 1'000'000L))); }

// Of the descent of so many steps.
void read_descent(const Options& o, bool exact, Optimizer& optimizer, long& steps) {
  if (o.optimizer && !exact) {
    try {
      set_method(optimizer, parse_optimizer(*o.optimizer).kind);
    } catch (const InputError&) {
      throw InputError(
          fmt::format("Unknown optimizer {}; known are gd, momentum, nesterov, adagrad, rmsprop, adam, "
                      "adamw, exact.",
                      in_quotes(*o.optimizer)));
    }
  }
  if (o.rate) optimizer.rate = finite_argument("--rate", *o.rate);
  if (!(optimizer.rate > 0)) throw InputError(fmt::format("--rate must be above 0, got {}.", in_quotes(*o.rate)));
  if (o.steps) steps = static_cast<long>(whole_argument("--steps", *o.steps, 0, most_steps));
  if (o.batch) optimizer.batch = static_cast<int>(whole_argument("--batch", *o.batch, 0, 1'000'000));
  if (o.momentum) {
    using Kind = Optimizer::Kind;
    const Kind kind = optimizer.kind;
    if (!exact && kind != Kind::momentum && kind != Kind::nesterov && kind != Kind::adam && kind != Kind::adamw) {
      throw InputError(fmt::format("--momentum goes with --optimizer momentum, nesterov, adam or adamw, not with {}.",
                                   to_text(kind)));
    }
    optimizer.momentum = finite_argument("--momentum", *o.momentum);
    if (!(optimizer.momentum >= 0 && optimizer.momentum < 1)) {
      throw InputError(fmt::format("--momentum must be at least 0 and below 1, got {}.", in_quotes(*o.momentum)));
    }
  }
  if (o.clip) optimizer.clip = finite_argument("--clip", *o.clip);
  if (optimizer.clip < 0) throw InputError(fmt::format("--clip must be at least 0, got {}.", in_quotes(*o.clip)));
  if (o.schedule) {
    optimizer.schedule = parse_schedule(*o.schedule);
    if (*o.schedule == "cosine") optimizer.schedule = cosine_over(steps);
  }
}

void read_numbers(const Options& o, FitRequest& request) {
  read_descent(o, request.exact, request.optimizer, request.steps);
  if (o.l2) request.l2 = finite_argument("--l2", *o.l2);
  if (request.l2 < 0) throw InputError(fmt::format("--l2 must be at least 0, got {}.", in_quotes(*o.l2)));
  if (o.l1) request.l1 = finite_argument("--l1", *o.l1);
  if (request.l1 < 0) throw InputError(fmt::format("--l1 must be at least 0, got {}.", in_quotes(*o.l1)));
  if (o.seed) {
    request.seed =
        static_cast<std::uint64_t>(whole_argument("--seed", *o.seed, 0, std::numeric_limits<long long>::max()));
  }
  if (o.start && trimmed(*o.start) == "lms") {
    request.start_lms = true;
  } else if (o.start) {
    for (const std::string_view item : split(*o.start, ',')) request.start.push_back(finite_argument("--start", item));
  }
}

// Losses of the residual are for regression, losses of the margin or the probability for classes.
void require_suiting_loss(const Loss& loss, const Dataset& data) {
  const Family family = loss.info().family;
  const bool regression = data.task == Task::regression;
  if (regression ? is_of_residual(family) : is_of_margin(family)) return;
  const char* fits = is_of_residual(family) ? "regression data" : is_of_margin(family) ? "labels -1 and 1" : "no model";
  throw InputError(fmt::format(
      "The loss '{}' is of the {} family and fits {}, but {} is {} data: take a loss of the {} as '{}'.", loss.id(),
      family_name(family), fits, in_quotes(data.name), regression ? "regression" : "classification",
      regression ? "residual" : "margin", regression ? "huber" : "logistic"));
}

void read_scale(const Options& o, FitRequest& request) {
  request.scaled = o.scaled;
  if (!o.scale) return;
  if (*o.scale != "fixed" && *o.scale != "iterated") {
    throw InputError(fmt::format("--scale is fixed or iterated, got {}.", in_quotes(*o.scale)));
  }
  if (!o.scaled) throw InputError("--scale says how --scaled finds the residual scale; give --scaled, too.");
  request.iterated = *o.scale == "iterated";
  if (request.iterated && !request.exact) throw InputError("--scale iterated goes with --optimizer exact.");
  if (request.iterated && o.start) {
    throw InputError("--scale iterated begins at the least-squares fit; leave --start away.");
  }
}

// A loss of logits for data of several classes; two classes become such where a loss of logits is asked for.
void read_loss(const Options& o, Dataset data, std::ostream& err, FitRequest& request) {
  const bool two = data.task == Task::classification && data.class_names.empty();
  if (two && o.loss && names_loss_of_logits(*o.loss)) data = with_class_names(std::move(data));
  const std::size_t classes = data.class_names.size();
  if (classes == 0 && (o.correct || o.transition)) {
    throw InputError("--correct and --transition are for data of several classes and losses of logits.");
  }
  if (o.transition && !o.correct) throw InputError("--transition goes with --correct forward or backward.");
  if (classes == 0) {
    request.loss = o.loss ? loss_argument(LossNames(), *o.loss, err) : o.formula.loss();
    request.loss.set_from_text(parameter_argument(o.parameters));
  } else if (!o.loss) {
    throw InputError("--formula is a loss of one variable, but the data have several classes: take --loss softmax_ce.");
  } else {
    const std::string corrected = *o.loss + (o.correct ? "+" + *o.correct : std::string());
    request.of_classes = class_loss_argument(corrected, parameter_argument(o.parameters), err);
  }
  if (o.transition) {
    request.transition = parse_transition(*o.transition);
    check_transition(request.transition, classes);
  }
  request.data = std::move(data);
}

FitRequest request_of(const Options& o, Dataset data, std::ostream& err) {
  FitRequest request;
  read_loss(o, std::move(data), err, request);
  request.exact = o.optimizer == "exact";
  read_numbers(o, request);
  request.standardize = o.standardize;
  read_scale(o, request);
  request.trace = o.trace.has_value();
  const bool regression = request.data.task == Task::regression;
  if (o.model) {
    request.model = parse_model(*o.model, request.data.task);
  } else {
    request.model = parse_model(regression ? "line" : "linear", request.data.task);
  }
  if (!request.of_classes) require_suiting_loss(request.loss, request.data);
  return request;
}

// The loss, where that and DATA are of structures: a descent on their numbers themselves.
std::optional<StructuredLoss> structured_loss_of(const Options& o) {
  std::optional<StructuredLoss> loss = o.loss ? find_structured_loss(*o.loss) : std::nullopt;
  if (!loss || o.columns.any() || !holds_structures(*o.data)) return std::nullopt;
  const std::array<std::pair<const char*, bool>, 12> of_models{{{"--model", o.model.has_value()},
                                                                {"--batch", o.batch.has_value()},
                                                                {"--l2", o.l2.has_value()},
                                                                {"--l1", o.l1.has_value()},
                                                                {"--seed", o.seed.has_value()},
                                                                {"--start", o.start.has_value()},
                                                                {"--correct", o.correct.has_value()},
                                                                {"--transition", o.transition.has_value()},
                                                                {"--standardize", o.standardize},
                                                                {"--scaled", o.scaled},
                                                                {"--scale", o.scale.has_value()},
                                                                {"--optimizer exact", o.optimizer == "exact"}}};
  for (const auto& [option, given] : of_models) {
    if (!given) continue;
    throw InputError(fmt::format("{} goes with a model of data; {} descends on its own input.", option, loss->id()));
  }
  return loss;
}

int fit_structures(const Options& o, const StructuredLoss& loss, const Context& context) {
  const std::string parameters = parameter_argument(o.parameters);
  std::vector<StructuredStart> starts =
      has_ending_of_a_table(*o.data) ? starts_of_table(*o.data, loss, parameters)
                                     : std::vector{start_of_session(*o.data, loss, parameters, context.asset_folder)};
  if (o.trace && starts.size() > 1) {
    throw InputError(
        fmt::format("--trace follows one descent, but the table has {} rows of {}.", starts.size(), loss.id()));
  }
  std::vector<StructuredRequest> requests;
  for (StructuredStart& start : starts) {
    StructuredRequest request{std::move(start), {}, 1000, o.trace.has_value()};
    request.optimizer = request.start.optimizer.value_or(Optimizer());
    read_descent(o, false, request.optimizer, request.steps);
    requests.push_back(std::move(request));
  }
  if (o.trace) require_writable(*o.trace);
  std::vector<StructuredResult> results;
  for (const StructuredRequest& request : requests) results.push_back(run_structured_fit(request));
  if (o.trace) write_file_atomically(*o.trace, results.front().trace);
  if (o.json) {
    write_all(context.out, structured_json(requests, results));
  } else {
    for (std::size_t i = 0; i < results.size(); ++i) {
      if (i > 0) write_all(context.out, "\n");
      write_all(context.out, structured_text(requests[i], results[i]));
    }
  }
  int status = 0;
  for (std::size_t i = 0; i < results.size(); ++i) {
    if (!results[i].diverged) continue;
    context.err << "losslab: "
                << one_line(fmt::format("{}: the run left the finite numbers at step {}; a --rate smaller than {} may "
                                        "help.",
                                        requests[i].start.data, *results[i].diverged, requests[i].optimizer.rate))
                << std::endl;
    status = 1;
  }
  return status;
}

}  // namespace

int run_fit(Rest rest, const Context& context) {
  Options options;
  Arguments arguments(
      "losslab fit", "Fits a model to data by descent, or exactly, and says how well.",
      "The objective is the mean loss + (L/2) |w|^2 + L1 |w|_1. Nothing is scaled unless --standardize\n"
      "says so; L and L1 then apply to the weights that the descent sees, and parameters are printed in\n"
      "the data's units. The residual scale is median |r| / 0.6745 at the least-absolute-deviations fit, or,\n"
      "with --scale iterated, at the fit itself, as R's rlm and statsmodels have it.\n"
      "A table is CSV, TSV or text as spreadsheets and statistics programs write it: its delimiter, decimal\n"
      "mark, encoding and header are found, and said where it is no plain CSV. Its columns x,y[,outlier],\n"
      "x1,x2,...,y or x1,x2,label[,true_label] are known by name, others are chosen by --x and --y, or --x\n"
      "and --label. On several columns (--x a,b,c) the model line is linear in each; words are a category\n"
      "with an indicator for each level but the first.\n"
      "Labels of 3 to 10 values, or more than two inputs with --label, are several classes: each has a logit of\n"
      "its own, and losses are those of logits, as softmax_ce.\n"
      "Generators: line, sinusoid, steps, polynomial, inventory; gaussians, moons, circles, xor, spirals (all but\n"
      "xor with classes=3 to 10, too).\n"
      "An unknown setting of one, as in line:help=1, is answered with those that it has.\n"
      "A loss of boxes, masks, embeddings or sequences descends on its own numbers: from each row of a table\n"
      "with the columns input,target and, if there are any, loss,params, as 'losslab eval --table' takes them\n"
      "(masks may have logits in place of input), or from where a session's page of Structures starts.\n"
      "Exit status 1 where the run diverged; the last finite iterate is then reported.\n" +
          std::string(formula_notes));
  declare(arguments, options);
  if (!arguments.parse(rest)) {
    write_all(context.out, arguments.help(context.language));
    return 0;
  }
  arguments.require(options.data, "DATA");
  if (!options.formula.formula) arguments.require(options.loss, "--loss LOSS or --formula FORMULA");
  require_one_loss("'losslab fit'", options.loss, options.formula);
  if (const std::optional<StructuredLoss> loss = structured_loss_of(options)) {
    return fit_structures(options, *loss, context);
  }
  ChosenData chosen = data_argument(*options.data, options.columns, context);
  const FitRequest request = request_of(options, std::move(chosen.data), context.err);
  // A long run must not end in front of a file that cannot be written.
  if (options.trace) require_writable(*options.trace);
  if (request.scaled && !has_scale(request.loss)) {
    context.err << fmt::format("losslab: --scaled changes nothing: {} has no parameter in units of y.\n",
                               request.loss.id());
  }
  const FitResult result = run_fit_request(request);
  if (options.trace) write_file_atomically(*options.trace, result.trace);
  say_remarks(chosen, context);
  write_all(context.out, options.json ? fit_json(request, result) : fit_text(request, result));
  if (!result.diverged && !std::isfinite(result.objective)) {
    context.err << "losslab: The objective is beyond the range of a double; the parameters are not.\n";
  }
  if (!result.diverged) return 0;
  context.err << "losslab: "
              << one_line(fmt::format("The run diverged at {}; a --rate smaller than {} may help.",
                                      result.diverged->cause, request.optimizer.rate))
              << std::endl;
  return 1;
}

}  // namespace losslab::cli
