// losslab check: somebody's own loss against ours.
#include <cmath>
#include <optional>
#include <vector>

#include "app/cli/arguments.h"
#include "app/cli/diagnose.h"
#include "app/cli/loss_argument.h"
#include "app/cli/subcommands.h"
#include "app/cli/table.h"
#include "app/cli/text.h"

namespace losslab::cli {
namespace {

constexpr std::size_t most_lines = 20;

// Where the claims stand in a table.
struct Columns {
  explicit Columns(const TableReader& table)
      : x(table.required("x")), value(table.required("value")), curvature(table.column("curvature")) {
    const int gradient_column = table.column("gradient");
    gradient = gradient_column >= 0 && table.column("grad") < 0 ? static_cast<std::size_t>(gradient_column)
                                                                : table.required("grad");
  }
  std::size_t x, value, gradient = 0;
  int curvature;
};

// An empty field is how many programs write a number that is none.
double number_or_nan(const TableReader& table, std::size_t column) {
  return table.field(column).empty() ? std::numeric_limits<double>::quiet_NaN() : table.number(column);
}

Claim read_claim(const TableReader& table, const Columns& columns) {
  Claim claim{table.number(columns.x), number_or_nan(table, columns.value), number_or_nan(table, columns.gradient), 0,
              false};
  if (std::isnan(claim.x)) table.fail("column 'x' must be a number, got 'nan'");
  const auto curvature = static_cast<std::size_t>(columns.curvature);
  if (columns.curvature >= 0 && !table.field(curvature).empty()) {
    claim.has_curvature = true;
    claim.curvature = table.number(curvature);
  }
  return claim;
}

std::string field_text(double value) { return std::isnan(value) ? "nan" : fmt::format("{:.10g}", value); }

// "value 3, ours 1.5 (twice ours: ...)", or nothing where they agree.
std::string difference(const Loss& loss, double x, Quantity quantity, const char* name, double theirs, double ours,
                       const Tolerance& tolerance) {
  if (tolerance.accepts(theirs, ours)) return {};
  // Two different doubles may look the same in few digits.
  std::string left = field_text(theirs), right = field_text(ours);
  if (left == right) {
    left = number_text(theirs);
    right = number_text(ours);
  }
  const std::string why = diagnose(loss, x, quantity, theirs, tolerance);
  return fmt::format("{} {}, ours {}{}", name, left, right, why.empty() ? "" : " (" + why + ")");
}

// What differs in a row, one entry for each quantity.
std::vector<std::string> differences(const Loss& loss, const Claim& claim, const Tolerance& tolerance) {
  const Jet<double> jet = reported_jet(loss, claim.x);
  std::vector<std::string> found;
  const auto compare = [&](Quantity quantity, const char* name, double theirs, double ours) {
    std::string text = difference(loss, claim.x, quantity, name, theirs, ours, tolerance);
    if (!text.empty()) found.push_back(std::move(text));
  };
  compare(Quantity::value, "value", claim.value, jet.value);
  if (!std::isnan(jet.gradient)) compare(Quantity::gradient, "gradient", claim.gradient, jet.gradient);
  // At a kink there is no curvature to compare with.
  if (claim.has_curvature && !std::isnan(jet.curvature)) {
    compare(Quantity::curvature, "curvature", claim.curvature, jet.curvature);
  }
  return found;
}

int check_table(const std::string& path, const Tolerance& tolerance, const Context& context) {
  const std::string input = read_text(path);
  TableReader table(path, input);
  LossColumn losses(table);
  const Columns columns(table);
  std::string report;
  std::size_t rows = 0, differing = 0;
  while (table.next()) {
    const Loss& loss = losses.loss(table);
    const Claim claim = read_claim(table, columns);
    const std::vector<std::string> found = differences(loss, claim, tolerance);
    ++rows;
    if (found.empty()) continue;
    if (++differing <= most_lines) {
      const std::string parameters = loss.parameters_text();
      report +=
          fmt::format("line {}: {}{}, x = {}: {}\n", table.line(), loss.id(),
                      parameters.empty() ? "" : " (" + parameters + ")", field_text(claim.x), fmt::join(found, "; "));
    }
  }
  if (rows == 0) table.fail("there are no rows to check");
  if (differing > most_lines) report += fmt::format("... and {} more rows\n", differing - most_lines);
  report +=
      fmt::format("{} {}, {} {}\n", rows, rows == 1 ? "row" : "rows", differing, differing == 1 ? "differs" : "differ");
  write_all(context.out, report);
  return differing == 0 ? 0 : 1;
}

}  // namespace

int run_check(Rest rest, const Context& context) {
  std::optional<std::string> path, tolerance_text;
  Arguments arguments(
      "losslab check", "Compares somebody's own loss with ours, row by row.",
      "TABLE.csv has the columns loss, params (as \"delta=1.5;c=2\"), x, value, grad (or gradient) and\n"
      "perhaps curvature. A number agrees where |theirs - ours| <= T |ours| + T/1000. An empty curvature\n"
      "and the curvature at a kink are not compared; an empty value or gradient counts as not a number.\n"
      "Exit status 1 where any row differs.");
  arguments.positional("TABLE.csv", path, "The table");
  arguments.option("--tolerance", "T", tolerance_text, "Relative tolerance, default 1e-9 (and 1e-12 absolute)");
  if (!arguments.parse(rest)) {
    write_all(context.out, arguments.help());
    return 0;
  }
  arguments.require(path, "a TABLE.csv");
  const double relative = tolerance_text ? finite_argument("--tolerance", *tolerance_text) : 1e-9;
  if (relative < 0)
    throw InputError(fmt::format("--tolerance must be at least 0, got {}.", in_quotes(*tolerance_text)));
  return check_table(*path, Tolerance{relative, relative * 1e-3}, context);
}

}  // namespace losslab::cli
