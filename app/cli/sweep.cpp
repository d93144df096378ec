// losslab sweep: how well losses do while one thing varies, as a table.
#include "losses/learn/sweep/sweep.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <ostream>
#include <utility>
#include <vector>

#include "app/cli/arguments.h"
#include "app/cli/data_argument.h"
#include "app/cli/formula_argument.h"
#include "app/cli/loss_argument.h"
#include "app/cli/subcommands.h"
#include "app/cli/sweep_parts.h"
#include "app/cli/text.h"
#include "widgets/export/export.h"

namespace losslab::cli {
namespace {

struct Options {
  std::optional<std::string> data, losses, over, seeds, model, optimizer, rate, steps, l2, l1, start, threads, shard,
      out;
  std::vector<std::string> formulas, parameters;
  FormulaArgument formula;  // its family
  ColumnArguments columns;
  std::vector<std::string> merge;
  bool standardize = false, scaled = false;
};

constexpr const char* notes =
    "Prints a row for each loss and value: loss,params,NAME,seeds,mean,sd,min,median,max,given_mean,\n"
    "objective_mean,diverged. params are the parameters that are not varied. mean, sd (with n - 1), min,\n"
    "median and max are those of the error on clean data over the seeds: the root mean square error over\n"
    "the points that are no outliers, or the share of true labels missed. given_mean is that on the data\n"
    "as given, objective_mean the mean loss + (L/2) |w|^2 + L1 |w|_1. diverged is the share of the runs\n"
    "that diverged or have no finite minimiser; the other columns are over the rest of them. What is not known\n"
    "is empty.\n"
    "NAME is a number among the settings of the generator (outliers, flips, n, noise, size, ...), a shape\n"
    "parameter of one of the losses (huber.delta; the other losses stay as they are) or rate. Of data in\n"
    "a file only the latter two can be varied. Values of n and levels are rounded, repeats left out.\n"
    "Models linear in their parameters are fitted exactly unless --optimizer, --rate, --steps or a sweep\n"
    "over rate asks for a descent. The table does not depend on the number of threads.\n"
    "A large sweep is shared among machines: each runs the same command with another --shard, and --merge\n"
    "joins their tables to the very one that a single machine prints, byte by byte.\n"
    "Example: losslab sweep line:n=200 --losses squared_error,huber --over outliers=0:0.5:11";

void declare(Arguments& arguments, Options& o) {
  arguments.positional("DATA", o.data, "A generator as line:n=200,noise=0.5,seed=7, or a table");
  o.columns.declare(arguments);
  arguments.option(
      "--losses", "A,B,...", o.losses,
      "Ids of losses, with parameters as huber:delta=1.5; of several classes losses of logits, as softmax_ce or "
      "softmax_ce+forward; or files of losses of your own (.toml)");
  arguments.list(
      "--formula", "FORMULA", o.formulas,
      "A loss of your own behind those of --losses, as 'c^2/2*log(1+(r/c)^2)'; may be repeated. It is called "
      "formula, further ones formula_2, formula_3, ...");
  arguments.list("-p,--param", "LOSS.NAME=VALUE", o.parameters,
                 "A shape parameter of one of the losses, as formula.c=2; may be repeated");
  arguments.option("--family", "FAMILY", o.formula.family,
                   "Of --formula: residual (r), margin or probability (m); default by its variable");
  arguments.option("--over", "NAME=FROM:TO:COUNT", o.over,
                   "What is varied, 2 to 1000 values; with :log behind, by equal ratios");
  arguments.option(
      "--seeds", "N", o.seeds,
      "How many data sets, from the seed of DATA on, 1 to 1000; default 10, and 1 where nothing is random");
  arguments.option("--model", "MODEL", o.model,
                   "constant, line, poly:K, rbf:K or mlp:8,8[,relu]; for classes linear, quadratic, rbf:K or "
                   "mlp:8,8[,relu]");
  arguments.option("--optimizer", "NAME", o.optimizer,
                   "exact, or gd, momentum, nesterov, adagrad, rmsprop, adam, adamw");
  arguments.option("--rate", "R", o.rate,
                   "Learning rate; default 0.1, and matched to the curvature for gd, momentum and nesterov on models "
                   "linear in their parameters: 1/(sup l'' mean |features|^2 + L)");
  arguments.option("--steps", "N", o.steps, "Steps of a descent, default 20000, of a network 2000");
  arguments.option("--l2", "L", o.l2, "L of (L/2) |w|^2, the biases left out; default 0");
  arguments.option("--l1", "L1", o.l1, "L1 of L1 |w|_1, the biases left out; default 0");
  arguments.option("--start", "lms", o.start, "Start from the least-median-of-squares fit");
  arguments.flag("--standardize", o.standardize, "Centre and scale the inputs for the descent alone");
  arguments.flag("--scaled", o.scaled, "Shape parameters in units of y are multiples of the residual scale");
  arguments.option("--threads", "T", o.threads, "Up to so many threads, default 0: as many as there are cores");
  arguments.option("--shard", "I/N", o.shard,
                   "Only the I-th of N parts, as a table of single runs that --merge takes; for many machines");
  arguments.files("--merge", "PART.csv...", o.merge,
                  "In place of all else: the table of the whole sweep from the files of its parts");
  arguments.option("--out", "OUT.csv", o.out, "Where the table goes, in place of the standard output");
}

// "huber:delta=1.5,logistic"
std::vector<Loss> read_losses(const std::string& text, std::ostream& err) {
  const LossNames names;
  std::vector<Loss> losses;
  for (const std::string_view item : split(text, ',')) {
    const std::string_view one = trimmed(item);
    const std::size_t colon = one.find(':');
    Loss loss = loss_argument(names, one.substr(0, colon), err);
    if (colon != std::string_view::npos) loss.set_from_text(one.substr(colon + 1));
    losses.push_back(loss);
  }
  return losses;
}

// "softmax_ce,gce_softmax:q=0.7,softmax_ce+forward"
std::vector<ClassLoss> read_class_losses(const std::string& text, std::ostream& err) {
  std::vector<ClassLoss> losses;
  for (const std::string_view item : split(text, ',')) {
    const std::string_view one = trimmed(item);
    const std::size_t colon = std::min(one.find(':'), one.size());
    const std::string_view parameters = one.substr(std::min(colon + 1, one.size()));
    losses.push_back(class_loss_argument(one.substr(0, colon), std::string(parameters), err));
  }
  return losses;
}

// Two classes become such with names where all losses are of logits.
void read_losses_for(const Options& o, SweepSpec& spec, std::ostream& err) {
  const auto first = trimmed(split(*o.losses, ',').front());
  const bool points = spec.data.kind == DataSpec::Kind::points;
  if (points && names_loss_of_logits(first.substr(0, first.find(':')))) {
    spec.data.points = with_class_names(std::move(spec.data.points));
  }
  if (has_several_classes(spec.data)) {
    spec.of_classes = read_class_losses(*o.losses, err);
  } else {
    spec.losses = read_losses(*o.losses, err);
  }
}

// Those of --losses, then the formulas, with the parameters of -p.
void read_all_losses(const Options& o, SweepSpec& spec, std::ostream& err) {
  if (o.losses) read_losses_for(o, spec, err);
  const bool classes = o.losses ? !spec.of_classes.empty() : has_several_classes(spec.data);
  if (classes && !o.formulas.empty()) {
    throw InputError(
        "--formula is a loss of one variable, but the data have several classes: take --losses softmax_ce.");
  }
  for (std::size_t i = 0; i < o.formulas.size(); ++i) {
    spec.losses.push_back(o.formula.loss_of(o.formulas[i], i == 0 ? "formula" : fmt::format("formula_{}", i + 1)));
  }
  for (const std::string& parameter : o.parameters) {
    const std::size_t point = parameter.find('.');
    const auto named = std::ranges::find(spec.losses, std::string_view(parameter).substr(0, point), &Loss::id);
    if (point > parameter.find('=') || named == spec.losses.end()) {
      throw InputError(fmt::format("-p takes LOSS.NAME=VALUE for one of the losses, got {}.", in_quotes(parameter)));
    }
    named->set_from_text(parameter_argument({parameter.substr(point + 1)}));
  }
}

void read_optimizer(const Options& o, SweepSpec& spec) {
  const bool network = spec.model.kind == ModelSpec::Kind::mlp || !spec.of_classes.empty();
  const bool descends = o.rate || o.steps || spec.over.name == "rate";
  spec.exact = o.optimizer ? *o.optimizer == "exact" : !network && !descends;
  if (spec.exact && (o.rate || o.steps)) {
    throw InputError("--rate and --steps are of a descent; they do not go with --optimizer exact.");
  }
  if (o.rate && spec.over.name == "rate") throw InputError("--rate does not go with a sweep over rate.");
  if (!o.optimizer || spec.exact) return;
  try {
    spec.optimizer = parse_optimizer(*o.optimizer);
  } catch (const InputError&) {
    throw InputError(
        fmt::format("Unknown optimizer {}; known are exact, gd, momentum, nesterov, adagrad, rmsprop, "
                    "adam, adamw.",
                    in_quotes(*o.optimizer)));
  }
}

void read_numbers(const Options& o, SweepSpec& spec) {
  const bool network = spec.model.kind == ModelSpec::Kind::mlp;
  spec.seeds = is_generator(spec.data.kind) || network ? 10 : 1;
  if (o.seeds) spec.seeds = static_cast<int>(whole_argument("--seeds", *o.seeds, 1, 1000));
  if (o.rate) spec.rate = finite_argument("--rate", *o.rate);
  if (o.rate && !(*spec.rate > 0)) throw InputError(fmt::format("--rate must be above 0, got {}.", in_quotes(*o.rate)));
  if (o.steps) spec.steps = static_cast<long>(whole_argument("--steps", *o.steps, 0, 100'000'000));
  if (o.l2) spec.l2 = finite_argument("--l2", *o.l2);
  if (!(spec.l2 >= 0)) throw InputError(fmt::format("--l2 must be at least 0, got {}.", in_quotes(*o.l2)));
  if (o.l1) spec.l1 = finite_argument("--l1", *o.l1);
  if (!(spec.l1 >= 0)) throw InputError(fmt::format("--l1 must be at least 0, got {}.", in_quotes(*o.l1)));
  if (o.start && *o.start != "lms") throw InputError(fmt::format("--start takes lms, got {}.", in_quotes(*o.start)));
  spec.start_lms = o.start.has_value();
  spec.standardize = o.standardize;
  spec.scaled = o.scaled;
}

SweepSpec spec_of(const Options& o, ChosenData& chosen, const Context& context) {
  SweepSpec spec;
  spec.over = parse_sweep_axis(*o.over);
  spec.data = parse_data_spec(*o.data);
  if (!is_generator(spec.data.kind) || o.columns.any()) {  // read once: its task decides on the model
    chosen = data_argument(*o.data, o.columns, context);
    spec.data.points = std::move(chosen.data);
    spec.data.kind = DataSpec::Kind::points;
  }
  read_all_losses(o, spec, context.err);
  const Task task = task_of(spec.data);
  spec.model = parse_model(o.model ? *o.model : task == Task::regression ? "line" : "linear", task);
  read_optimizer(o, spec);
  read_numbers(o, spec);
  check_sweep(spec, task, has_several_classes(spec.data));
  return spec;
}

std::string table_of(const SweepSpec& spec, const std::vector<SweepRow>& rows) {
  fmt::memory_buffer text;
  text.append(sweep_header(spec.over.name));
  for (const SweepRow& row : rows) append_sweep_row(text, sweep_labels(spec, row.loss, row.at), row);
  return fmt::to_string(text);
}

// A number for what was asked for, by which parts of different sweeps are told apart (FNV-1a, 64 bits). Where the parts
// go and how many threads make them does not belong to it.
std::string fingerprint(Rest rest) {
  std::uint64_t sum = 14695981039346656037ULL;
  for (std::size_t k = 0; k < rest.size(); ++k) {
    const std::string_view argument = rest[k];
    const std::string_view name = argument.substr(0, argument.find('='));
    if (name == "--shard" || name == "--out" || name == "--threads") {
      if (name == argument) ++k;  // its value follows
      continue;
    }
    for (const char c : argument) sum = (sum ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    sum = (sum ^ 0xFFU) * 1099511628211ULL;  // arguments are cut where they are
  }
  return fmt::format("{:016x}", sum);
}

// The table, or the part of it, that was asked for.
std::string computed(const Options& options, Rest rest, const Context& context) {
  ChosenData chosen;
  const SweepSpec spec = spec_of(options, chosen, context);
  const int threads = options.threads ? static_cast<int>(whole_argument("--threads", *options.threads, 0, 256)) : 0;
  const SweepPart part = options.shard ? parse_sweep_part(*options.shard) : SweepPart{};
  // A long sweep must not end in front of a file that cannot be written.
  if (options.out) require_writable(*options.out);
  std::string text = options.shard ? sweep_part_text(spec, fingerprint(rest),
                                                     run_sweep_part(spec, context.asset_folder, part, threads))
                                   : table_of(spec, losslab::run_sweep(spec, context.asset_folder, threads));
  say_remarks(chosen, context);
  return text;
}

}  // namespace

int run_sweep(Rest rest, const Context& context) {
  Options options;
  Arguments arguments("losslab sweep", "How well losses do while one thing varies: breakdown curves as CSV.", notes);
  declare(arguments, options);
  if (!arguments.parse(rest)) {
    write_all(context.out, arguments.help(context.language));
    return 0;
  }
  std::string table;
  if (!options.merge.empty()) {
    if (options.data || options.losses || !options.formulas.empty() || options.over || options.shard) {
      throw InputError("--merge takes the files of the parts alone: all else stands in them.");
    }
    table = merged_sweep(options.merge);
  } else {
    arguments.require(options.data, "DATA");
    if (options.formulas.empty()) arguments.require(options.losses, "--losses A,B,... or --formula FORMULA");
    if (options.formula.family && options.formulas.empty()) {
      throw InputError("'losslab sweep': --family goes with --formula.");
    }
    arguments.require(options.over, "--over NAME=FROM:TO:COUNT");
    table = computed(options, rest, context);
  }
  if (options.out) {
    write_file_atomically(*options.out, table);
  } else {
    write_all(context.out, table);
  }
  return 0;
}

}  // namespace losslab::cli
