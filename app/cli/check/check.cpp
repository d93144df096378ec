// losslab check: somebody's own loss against ours.
#include <optional>
#include <utility>
#include <vector>

#include "app/cli/arguments.h"
#include "app/cli/check/claims.h"
#include "app/cli/check/explain.h"
#include "app/cli/subcommands.h"
#include "app/cli/table.h"
#include "app/cli/text.h"

namespace losslab::cli {
namespace {

constexpr std::size_t most_lines = 20;
// Rows that agree speak against an explanation; so many of them are enough.
constexpr std::size_t most_agreeing = 100'000;

// First what explains many rows together, then the other rows one by one.
template <class Row>
std::string report_text(const std::vector<Row>& rows, const Tolerance& tolerance) {
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

template <class Claims>
int check_rows(TableReader& table, Claims claims, const Tolerance& tolerance, const Context& context) {
  std::vector<decltype(claims.row(table, tolerance))> kept;
  std::size_t rows = 0, differing = 0;
  while (table.next()) {
    auto row = claims.row(table, tolerance);
    ++rows;
    if (row.differs_at_all()) {
      ++differing;
    } else if (rows - differing > most_agreeing) {
      continue;
    }
    kept.push_back(std::move(row));
  }
  if (rows == 0) table.fail("there are no rows to check");
  std::string report = differing == 0 ? std::string() : report_text(kept, tolerance);
  report +=
      fmt::format("{} {}, {} {}\n", rows, rows == 1 ? "row" : "rows", differing, differing == 1 ? "differs" : "differ");
  write_all(context.out, report);
  return differing == 0 ? 0 : 1;
}

int check_table(const std::string& path, const Tolerance& tolerance, const Context& context) {
  const std::string input = read_text(path);
  TableReader table(path, input);
  if (table.column("x") < 0 && table.column("logits") >= 0) {
    return check_rows(table, LogitClaims(table, context.err), tolerance, context);
  }
  return check_rows(table, ScalarClaims(table, context.err), tolerance, context);
}

}  // namespace

int run_check(Rest rest, const Context& context) {
  std::optional<std::string> path, tolerance_text;
  Arguments arguments(
      "losslab check", "Compares somebody's own loss with ours, row by row.",
      "TABLE.csv has the columns loss, params (as \"delta=1.5;c=2\"), x, value, grad (or gradient) and\n"
      "perhaps curvature. A number agrees where |theirs - ours| <= T |ours| + T/1000. An empty curvature\n"
      "and the curvature at a kink are not compared; an empty value or gradient counts as not a number.\n"
      "For losses of logits it has the columns loss, params, logits, target (as for 'losslab eval --table'),\n"
      "value and perhaps grad (or gradient): numbers divided by blanks, one for each logit, which are not\n"
      "compared at a kink.\n"
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
