#include "app/cli/eval/eval_structures.h"

#include <cmath>
#include <vector>

#include "app/cli/eval/number_lists.h"
#include "app/cli/logit_rows.h"
#include "app/cli/text.h"
#include "losses/structures/structured_loss.h"
#include "losses/vectors/divergences.h"

namespace losslab::cli {
namespace {

// One row, as read: its numbers and room for its gradient.
struct Row {
  std::string_view id, parameters;
  std::vector<double> x, t, gradient;
};

void require_probabilities(const TableReader& table, const char* column, std::span<const double> numbers, bool all) {
  double sum = 0;
  for (const double number : numbers) {
    if (!(number >= 0 && number <= 1)) {
      table.fail(fmt::format("column '{}' must have probabilities from 0 to 1, got {}", column, number));
    }
    sum += number;
  }
  if (all && !(std::fabs(sum - 1) <= 1e-9)) {
    table.fail(fmt::format("the probabilities of column '{}' must sum to 1, got {}", column, sum));
  }
}

double evaluate(const TableReader& table, const NamedDivergence& divergence, Row& row) {
  if (!row.parameters.empty()) {
    table.fail(fmt::format("{} has no parameters, got {}", divergence.id, in_quotes(row.parameters)));
  }
  if (row.x.empty()) table.fail("column 'input' must be probabilities, got ''");
  if (row.x.size() != row.t.size()) {
    table.fail(fmt::format("the target has {} probabilities, but the input has {}", row.t.size(), row.x.size()));
  }
  require_probabilities(table, "input", row.x, divergence.normalised);
  require_probabilities(table, "target", row.t, divergence.normalised);
  return divergence.evaluate(row.x, row.t, row.gradient);
}

double evaluate(const TableReader& table, StructuredLoss loss, Row& row) {
  try {
    loss.set_from_text(row.parameters);
  } catch (const InputError& error) {
    table.fail(error.what());
  }
  if (const std::string objection = loss.objection(row.x, row.t); !objection.empty()) table.fail(objection);
  return loss.evaluate(row.x, row.t, row.gradient);
}

double evaluate(const TableReader& table, Row& row) {
  if (const NamedDivergence* divergence = find_divergence(row.id)) return evaluate(table, *divergence, row);
  const std::optional<StructuredLoss> loss = find_structured_loss(row.id);
  if (!loss) table.fail(unknown_structured_loss(row.id));
  return evaluate(table, *loss, row);
}

}  // namespace

void evaluate_structures(TableReader& table, fmt::memory_buffer& text) {
  const std::size_t id_column = table.required("loss"), parameters_column = table.required("params");
  const std::size_t x_column = table.required("input"), t_column = table.required("target");
  const std::vector<std::size_t> kept = kept_columns(table);
  append_fields(text, table.header(), kept);
  text.append(std::string_view(",value,gradient\n"));
  Row row;
  while (table.next()) {
    row.id = table.field(id_column);
    row.parameters = table.field(parameters_column);
    read_numbers(table, "column 'input'", table.field(x_column), row.x);
    read_numbers(table, "column 'target'", table.field(t_column), row.t);
    row.gradient.resize(row.x.size());
    const double value = evaluate(table, row);
    append_row(text, table, kept, value, row.gradient);
  }
}

}  // namespace losslab::cli
