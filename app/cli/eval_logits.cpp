#include "app/cli/eval_logits.h"

#include <cmath>
#include <vector>

#include "app/cli/logit_rows.h"
#include "app/cli/text.h"
#include "losses/vectors/divergences.h"

namespace losslab::cli {
namespace {

const Divergence& divergence_of(const TableReader& table, std::string_view id) {
  if (const Divergence* found = find_divergence(id)) return *found;
  std::vector<std::string_view> ids;
  for (const Divergence& divergence : divergences()) ids.emplace_back(divergence.id);
  table.fail(fmt::format("column 'loss' must be one of {} with the columns input and target, got {}",
                         fmt::join(ids, ", "), in_quotes(id)));
}

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

// The numbers divided by blanks; nothing where one of them is not finite.
void append_gradient(fmt::memory_buffer& text, std::span<const double> gradient) {
  for (const double g : gradient) {
    if (!std::isfinite(g)) return;
  }
  for (std::size_t k = 0; k < gradient.size(); ++k) {
    if (k > 0) text.push_back(' ');
    append_number(text, gradient[k] + 0.0);
  }
}

}  // namespace

void evaluate_divergences(TableReader& table, fmt::memory_buffer& text) {
  const std::size_t id_column = table.required("loss"), parameters_column = table.required("params");
  const std::size_t p_column = table.required("input"), t_column = table.required("target");
  const std::vector<std::size_t> kept = kept_columns(table);
  append_fields(text, table.header(), kept);
  text.append(std::string_view(",value,gradient\n"));
  std::vector<double> p, t, gradient;
  while (table.next()) {
    const Divergence& divergence = divergence_of(table, table.field(id_column));
    if (!table.field(parameters_column).empty()) {
      table.fail(fmt::format("{} has no parameters, got {}", divergence.id, in_quotes(table.field(parameters_column))));
    }
    read_numbers(table, "column 'input'", table.field(p_column), p);
    read_numbers(table, "column 'target'", table.field(t_column), t);
    if (p.empty()) table.fail("column 'input' must be probabilities, got ''");
    if (p.size() != t.size()) {
      table.fail(fmt::format("the target has {} probabilities, but the input has {}", t.size(), p.size()));
    }
    require_probabilities(table, "input", p, divergence.normalised);
    require_probabilities(table, "target", t, divergence.normalised);
    gradient.resize(p.size());
    const double value = divergence.evaluate(p, t, gradient);
    append_fields(text, table.raw(), kept);
    text.push_back(',');
    append_number(text, value + 0.0);
    text.push_back(',');
    append_gradient(text, gradient);
    text.push_back('\n');
  }
}

void evaluate_logits(TableReader& table, std::ostream& err, fmt::memory_buffer& text) {
  LogitRows rows(table, err);
  const std::vector<std::size_t> kept = kept_columns(table);
  append_fields(text, table.header(), kept);
  text.append(std::string_view(",value,gradient\n"));
  std::vector<double> gradient;
  while (table.next()) {
    rows.read(table);
    const auto& [z, t, teacher] = rows.at();
    gradient.resize(z.size());
    const double value = rows.loss().evaluate(z, t, gradient, teacher);
    append_fields(text, table.raw(), kept);
    text.push_back(',');
    append_number(text, value + 0.0);
    text.push_back(',');
    if (std::isfinite(value) && !rows.loss().is_kink(z, t, teacher)) append_gradient(text, gradient);
    text.push_back('\n');
  }
}

}  // namespace losslab::cli
