// losslab eval: values, gradients and curvatures, of one loss or for the rows of a table.
#include <cmath>
#include <optional>
#include <vector>

#include "app/cli/arguments.h"
#include "app/cli/eval/eval_logits.h"
#include "app/cli/eval/eval_structures.h"
#include "app/cli/formula_argument.h"
#include "app/cli/loss_argument.h"
#include "app/cli/subcommands.h"
#include "app/cli/table.h"
#include "app/cli/text.h"
#include "widgets/export/export.h"

namespace losslab::cli {
namespace {

constexpr long long most_points = 10'000'000;
constexpr std::size_t block_size = std::size_t{1} << 16;

struct Options {
  std::optional<std::string> loss, from, to, count, table, out;
  std::vector<std::string> parameters, at;
  FormulaArgument formula;
};

// Three fields with a comma before each. The sign of a zero says nothing here.
void append_jet(fmt::memory_buffer& to, const Jet<double>& jet) {
  for (const double value : {jet.value, jet.gradient, jet.curvature}) {
    to.push_back(',');
    append_number(to, value + 0.0);
  }
}

// Rows of CSV for one loss, handed on in blocks.
class RowWriter {
 public:
  RowWriter(const Loss& loss, std::ostream& out) : loss_(loss), out_(out) {
    text_.append(std::string_view("x,value,gradient,curvature\n"));
  }
  void row(double x) {
    append_number(text_, x);
    append_jet(text_, reported_jet(loss_, x));
    text_.push_back('\n');
    if (text_.size() >= block_size) flush();
  }
  void flush() {
    write_all(out_, {text_.data(), text_.size()});
    text_.clear();
  }

 private:
  const Loss& loss_;
  std::ostream& out_;
  fmt::memory_buffer text_;
};

std::vector<double> listed_points(const std::vector<std::string>& lists) {
  std::vector<double> points;
  for (const std::string& list : lists) {
    for (const std::string_view item : split(list, ',')) points.push_back(number_argument("--at", item));
  }
  return points;
}

// Point i of n from a to b; the ends are exact.
double spaced_point(double a, double b, long long i, long long n) {
  if (i == 0) return a;
  if (i == n - 1) return b;
  const double x = a + static_cast<double>(i) * (b - a) / static_cast<double>(n - 1);
  if (std::isfinite(x)) return x;
  const double share = static_cast<double>(i) / static_cast<double>(n - 1);
  return a * (1 - share) + b * share;
}

void require_defined(const Loss& loss, double x) {
  if (const std::string objection = domain_objection(loss, x); !objection.empty()) throw InputError(objection + ".");
}

void evaluate_points(const Options& options, const Context& context) {
  Loss loss = options.loss ? loss_argument(LossNames(), *options.loss, context.err) : options.formula.loss();
  loss.set_from_text(parameter_argument(options.parameters));
  if (!options.at.empty()) {
    const std::vector<double> points = listed_points(options.at);
    for (const double x : points) require_defined(loss, x);
    RowWriter writer(loss, context.out);
    for (const double x : points) writer.row(x);
    return writer.flush();
  }
  const double a = finite_argument("--from", *options.from), b = finite_argument("--to", *options.to);
  const long long n = whole_argument("--count", *options.count, 1, most_points);
  require_defined(loss, a);
  require_defined(loss, b);
  RowWriter writer(loss, context.out);
  for (long long i = 0; i < n; ++i) writer.row(spaced_point(a, b, i, n));
  writer.flush();
}

// The rows of a table followed by their results. Successive rows of one loss are evaluated as one batch, with vectors.
class TableWriter {
 public:
  void row(const Loss& loss, double x, const TableReader& table, const std::vector<std::size_t>& columns) {
    if (x_.size() == batch || !(loss == loss_)) flush();
    loss_ = loss;
    x_.push_back(x);
    append_fields(heads_, table.raw(), columns);
    ends_.push_back(heads_.size());
  }
  void flush() {
    for (auto* out : {&value_, &gradient_, &curvature_}) out->resize(x_.size());
    loss_.evaluate(x_, value_, gradient_, curvature_);
    std::size_t begin = 0;
    for (std::size_t i = 0; i < x_.size(); ++i) {
      text.append(std::string_view(heads_.data() + begin, ends_[i] - begin));
      begin = ends_[i];
      append_jet(text, reported_jet(loss_, x_[i], {value_[i], gradient_[i], curvature_[i]}));
      text.push_back('\n');
    }
    x_.clear();
    heads_.clear();
    ends_.clear();
  }

  fmt::memory_buffer text;

 private:
  static constexpr std::size_t batch = 4096;
  Loss loss_{"squared_error"};
  std::vector<double> x_, value_, gradient_, curvature_;
  fmt::memory_buffer heads_;
  std::vector<std::size_t> ends_;
};

void write_table(const Options& options, const Context& context, const fmt::memory_buffer& text) {
  const std::string_view result(text.data(), text.size());
  if (options.out) {
    write_file_atomically(*options.out, result);
  } else {
    write_all(context.out, result);
  }
}

void evaluate_table(const Options& options, const Context& context) {
  const std::string input = read_text(*options.table);
  TableReader table(*options.table, input);
  if (table.column("x") < 0 && table.column("logits") >= 0) {
    fmt::memory_buffer text;
    evaluate_logits(table, context.err, text);
    return write_table(options, context, text);
  }
  if (table.column("x") < 0 && table.column("input") >= 0) {
    fmt::memory_buffer text;
    evaluate_structures(table, text);
    return write_table(options, context, text);
  }
  LossColumn losses(table, context.err);
  const std::size_t x_column = table.required("x");
  const std::vector<std::size_t> kept = kept_columns(table);
  // The result is written when the last row has proved sound.
  TableWriter writer;
  append_fields(writer.text, table.header(), kept);
  writer.text.append(std::string_view(",value,gradient,curvature\n"));
  while (table.next()) {
    const Loss& loss = losses.loss(table);
    const double x = table.number(x_column);
    if (std::isnan(x)) table.fail("column 'x' must be a number, got 'nan'");
    if (const std::string objection = domain_objection(loss, x); !objection.empty()) table.fail(objection);
    writer.row(loss, x, table, kept);
  }
  writer.flush();
  write_table(options, context, writer.text);
}

void refuse_contradictions(const Options& options, const Arguments& arguments) {
  const bool range = options.from || options.to || options.count;
  if (options.table) {
    if (options.loss || options.formula.formula || !options.parameters.empty() || !options.at.empty() || range) {
      throw InputError("'losslab eval --table' takes the losses and points from the table: only --out goes with it.");
    }
    return;
  }
  if (!options.formula.formula) arguments.require(options.loss, "a LOSS, --formula FORMULA or --table IN.csv");
  require_one_loss("'losslab eval'", options.loss, options.formula);
  if (options.out) throw InputError("'losslab eval': --out goes with --table only.");
  if (!options.at.empty() && range) {
    throw InputError("'losslab eval' takes either --at or --from, --to and --count, not both.");
  }
  if (options.at.empty() && !(options.from && options.to && options.count)) {
    throw InputError("'losslab eval' needs --at X[,X...], or --from A, --to B and --count N.");
  }
}

}  // namespace

int run_eval(Rest rest, const Context& context) {
  Options options;
  Arguments arguments(
      "losslab eval", "Values, gradients and curvatures of a loss as CSV, to 17 digits.",
      "Prints x,value,gradient,curvature. The gradient at a kink is the subgradient of least absolute\n"
      "value; the curvature is empty there, and the gradient too where the value jumps. With --table\n"
      "the rows of IN.csv, which has the columns loss, params (as \"delta=1.5;c=2\") and x, are followed\n"
      "by value,gradient,curvature. With the columns logits and target in place of x (numbers divided by\n"
      "blanks; a target is a class from 0, or probabilities, or either followed by |teacher's logits)\n"
      "they are followed by value,gradient; the gradient is empty at a kink. The columns input and\n"
      "target are those of a divergence of two probability vectors, as kl_div or js_div, or of a loss\n"
      "of a data set, points, boxes, masks or frames, as 'losslab losses --json' describes them.\n" +
          std::string(formula_notes));
  arguments.positional("LOSS", options.loss,
                       "The id of a loss, as 'losslab losses' lists them, or a file of a loss of your own (.toml)");
  options.formula.declare(arguments);
  arguments.list("-p,--param", "NAME=VALUE", options.parameters, "A shape parameter; may be repeated");
  arguments.list("--at", "X[,X...]", options.at, "Points; -inf and inf are points too");
  arguments.option("--from", "A", options.from, "First of N equidistant points");
  arguments.option("--to", "B", options.to, "Last of them");
  arguments.option("--count", "N", options.count, "How many, 1 to 10000000");
  arguments.option("--table", "IN.csv", options.table, "A table of losses and points");
  arguments.option("--out", "OUT.csv", options.out, "Where the table goes, in place of the standard output");
  if (!arguments.parse(rest)) {
    write_all(context.out, arguments.help(context.language));
    return 0;
  }
  refuse_contradictions(options, arguments);
  options.table ? evaluate_table(options, context) : evaluate_points(options, context);
  return 0;
}

}  // namespace losslab::cli
