// losslab check: somebody's own loss against ours.
#include <cmath>
#include <optional>
#include <vector>

#include "app/cli/arguments.h"
#include "app/cli/check/explain.h"
#include "app/cli/loss_argument.h"
#include "app/cli/subcommands.h"
#include "app/cli/table.h"
#include "app/cli/text.h"

namespace losslab::cli {
namespace {

constexpr std::size_t most_lines = 20;
// Rows that agree speak against an explanation; so many of them are enough.
constexpr std::size_t most_agreeing = 100'000;

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

// "value 3, ours 1.5 (twice ours: ...)".
std::string difference(const CheckedRow& row, Quantity quantity, const char* name, const Tolerance& tolerance) {
  const double theirs = pick(row.theirs, quantity), ours = pick(row.ours, quantity);
  // Two different doubles may look the same in few digits.
  std::string left = field_text(theirs), right = field_text(ours);
  if (left == right) {
    left = number_text(theirs);
    right = number_text(ours);
  }
  const std::string why = diagnose(row.loss, row.x, quantity, theirs, tolerance);
  return fmt::format("{} {}, ours {}{}", name, left, right, why.empty() ? "" : " (" + why + ")");
}

CheckedRow checked_row(std::size_t line, const Loss& loss, const Claim& claim, const Tolerance& tolerance) {
  const Jet<double> ours = reported_jet(loss, claim.x);
  CheckedRow row{line, loss, claim.x, {claim.value, claim.gradient, claim.curvature}, ours, {}, {}};
  // At a kink there is no curvature to compare with, nor a gradient where the value jumps.
  row.compared = {true, !std::isnan(ours.gradient), claim.has_curvature && !std::isnan(ours.curvature)};
  for (std::size_t q = 0; q < all_quantities.size(); ++q) {
    row.differs[q] =
        row.compared[q] && !tolerance.accepts(pick(row.theirs, all_quantities[q]), pick(ours, all_quantities[q]));
  }
  return row;
}

// "line 3: huber (delta=1), x = 2: value 3, ours 1.5 (twice ours: ...); gradient ..."
std::string row_text(const CheckedRow& row, const Tolerance& tolerance) {
  constexpr std::array names{"value", "gradient", "curvature"};
  std::vector<std::string> found;
  for (std::size_t q = 0; q < all_quantities.size(); ++q) {
    if (row.differs[q]) found.push_back(difference(row, all_quantities[q], names[q], tolerance));
  }
  const std::string parameters = row.loss.parameters_text();
  return fmt::format("line {}: {}{}, x = {}: {}\n", row.line, row.loss.id(),
                     parameters.empty() ? "" : " (" + parameters + ")", field_text(row.x), fmt::join(found, "; "));
}

// First what explains many rows together, then the other rows one by one.
std::string report_text(const std::vector<CheckedRow>& rows, const Tolerance& tolerance) {
  const Explanation explanation = explain(rows, tolerance);
  std::string report;
  for (const std::string& sentence : explanation.sentences) report += sentence + "\n";
  std::size_t listed = 0, left_out = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!rows[i].differs_at_all() || explanation.explained[i]) continue;
    if (listed == most_lines) {
      ++left_out;
      continue;
    }
    ++listed;
    report += row_text(rows[i], tolerance);
  }
  if (left_out > 0) report += fmt::format("... and {} more {}\n", left_out, left_out == 1 ? "row" : "rows");
  return report;
}

int check_table(const std::string& path, const Tolerance& tolerance, const Context& context) {
  const std::string input = read_text(path);
  TableReader table(path, input);
  LossColumn losses(table, context.err);
  const Columns columns(table);
  std::vector<CheckedRow> kept;
  std::size_t rows = 0, differing = 0;
  while (table.next()) {
    const Loss& loss = losses.loss(table);
    const CheckedRow row = checked_row(table.line(), loss, read_claim(table, columns), tolerance);
    ++rows;
    if (row.differs_at_all()) {
      ++differing;
    } else if (rows - differing > most_agreeing) {
      continue;
    }
    kept.push_back(row);
  }
  if (rows == 0) table.fail("there are no rows to check");
  std::string report = differing == 0 ? std::string() : report_text(kept, tolerance);
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
      "First comes what explains many rows together: a lost factor, a sign, labels 0/1, another loss's\n"
      "numbers, an unstable form; then the rows that it leaves, one by one, at most 20.\n"
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
