// losslab check: somebody's own loss against ours.
#include <algorithm>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "app/cli/arguments.h"
#include "app/cli/check/claims.h"
#include "app/cli/check/explain.h"
#include "app/cli/formula_argument.h"
#include "app/cli/loss_argument.h"
#include "app/cli/subcommands.h"
#include "app/cli/table.h"
#include "app/cli/text.h"

namespace losslab::cli {
namespace {

constexpr std::size_t most_lines = 20;
// Rows that agree speak against an explanation; so many of them are enough.
constexpr std::size_t most_agreeing = 100'000;

// Rows of one kind, as many as the report needs.
template <class Row>
using Kept = std::vector<Row>;

struct Count {
  std::size_t rows = 0, differing = 0;
};

template <class Row>
void keep(Kept<Row>& kept, Row row, Count& count) {
  ++count.rows;
  if (row.differs_at_all()) {
    ++count.differing;
  } else if (count.rows - count.differing > most_agreeing) {
    return;
  }
  kept.push_back(std::move(row));
}

// A row that no sentence explains.
struct Unexplained {
  std::size_t line;
  std::function<std::string()> text;
};

template <class Row>
void explain_rows(const Kept<Row>& rows, const Tolerance& tolerance, std::string& report,
                  std::vector<Unexplained>& left) {
  const Explanation explanation = explain(rows, tolerance);
  for (const std::string& sentence : explanation.sentences) report += sentence + "\n";
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!rows[i].differs_at_all() || explanation.explained[i]) continue;
    left.push_back({rows[i].line, [&row = rows[i], &tolerance] { return row_text(row, tolerance); }});
  }
}

// First what explains many rows together, then the other rows one by one.
template <class... Row>
int report(const Context& context, const Tolerance& tolerance, const Count& count, const Kept<Row>&... kept) {
  std::string text;
  std::vector<Unexplained> left;
  if (count.differing > 0) (explain_rows(kept, tolerance, text, left), ...);
  std::ranges::sort(left, {}, &Unexplained::line);
  for (std::size_t i = 0; i < std::min(left.size(), most_lines); ++i) text += left[i].text();
  if (left.size() > most_lines) {
    const std::size_t more = left.size() - most_lines;
    text += fmt::format("... and {} more {}\n", more, more == 1 ? "row" : "rows");
  }
  text += fmt::format("{} {}, {} {}\n", count.rows, count.rows == 1 ? "row" : "rows", count.differing,
                      count.differing == 1 ? "differs" : "differ");
  write_all(context.out, text);
  return count.differing == 0 ? 0 : 1;
}

template <class Claims>
int check_rows(TableReader& table, Claims claims, const Tolerance& tolerance, const Context& context) {
  Kept<decltype(claims.row(table, tolerance))> kept;
  Count count;
  while (table.next()) keep(kept, claims.row(table, tolerance), count);
  if (count.rows == 0) table.fail("there are no rows to check");
  return report(context, tolerance, count, kept);
}

// Losses of classes and, in rows of their own, masks.
int check_logits(TableReader& table, const Tolerance& tolerance, const Context& context) {
  LogitClaims classes(table, context.err);
  InputClaims masks(table, true);
  Kept<LogitsRow> kept;
  Kept<InputRow> kept_masks;
  Count count;
  while (table.next()) {
    if (masks.is_of_mask(table)) {
      keep(kept_masks, masks.row(table, tolerance), count);
    } else {
      keep(kept, classes.row(table, tolerance), count);
    }
  }
  if (count.rows == 0) table.fail("there are no rows to check");
  return report(context, tolerance, count, kept, kept_masks);
}

int check_table(const std::string& path, const std::optional<Loss>& of_all, const Tolerance& tolerance,
                const Context& context) {
  const std::string input = read_text(path);
  TableReader table(path, input);
  if (of_all) return check_rows(table, ScalarClaims(table, context.err, *of_all), tolerance, context);
  if (table.column("x") >= 0) return check_rows(table, ScalarClaims(table, context.err), tolerance, context);
  if (table.column("logits") >= 0) return check_logits(table, tolerance, context);
  if (table.column("input") >= 0) return check_rows(table, InputClaims(table, false), tolerance, context);
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
      "compared at a kink. For structured losses, those of data sets, embeddings, boxes, masks and sequences,\n"
      "it has the columns loss, params, input, target, value and perhaps grad (or gradient); masks may stand in\n"
      "a table of logits, too. At a kink any subgradient agrees, or none.\n"
      "First comes what explains many rows together: a lost factor, a sign, labels 0/1, another loss's\n"
      "numbers, a threshold, boxes read as x y w h, an unstable form; then the rows that it leaves, one by one, at "
      "most 20.\n"
      "With --formula all rows are of that loss: the columns loss and params may then be left out.\n"
      "Exit status 1 where any row differs.\n" +
          std::string(formula_notes));
  FormulaArgument formula;
  std::vector<std::string> parameters;
  arguments.positional("TABLE.csv", path, "The table");
  arguments.option("--tolerance", "T", tolerance_text, "Relative tolerance, default 1e-9 (and 1e-12 absolute)");
  formula.declare(arguments);
  arguments.list("-p,--param", "NAME=VALUE", parameters, "A parameter of the formula; may be repeated");
  if (!arguments.parse(rest)) {
    write_all(context.out, arguments.help(context.language));
    return 0;
  }
  arguments.require(path, "a TABLE.csv");
  const double relative = tolerance_text ? finite_argument("--tolerance", *tolerance_text) : 1e-9;
  if (relative < 0)
    throw InputError(fmt::format("--tolerance must be at least 0, got {}.", in_quotes(*tolerance_text)));
  require_one_loss("'losslab check'", std::nullopt, formula);
  std::optional<Loss> of_all;
  if (formula.formula) of_all = formula.loss();
  if (!formula.formula && !parameters.empty()) throw InputError("'losslab check': -p goes with --formula.");
  if (of_all) of_all->set_from_text(parameter_argument(parameters));
  return check_table(*path, of_all, Tolerance{relative, relative * 1e-3}, context);
}

}  // namespace losslab::cli
