#include "app/cli/eval/eval_logits.h"

#include <cmath>
#include <ostream>
#include <vector>

#include "app/cli/eval/number_lists.h"
#include "app/cli/logit_rows.h"
#include "app/cli/text.h"
#include "losses/structures/structured_loss.h"

namespace losslab::cli {
namespace {

// The loss of a mask that a row names by its id; of the others none takes logits that are no classes.
std::optional<StructuredLoss> mask_loss(const TableReader& table, std::string_view id, std::string_view parameters) {
  for (const StructuredEntry& entry : structured_catalogue()) {
    if (entry.info->structure != Structure::mask || id != entry.info->id) continue;
    try {
      StructuredLoss loss(id);
      loss.set_from_text(parameters);
      return loss;
    } catch (const InputError& error) {
      table.fail(error.what());
    }
  }
  return std::nullopt;
}

}  // namespace

void evaluate_logits(TableReader& table, std::ostream& err, fmt::memory_buffer& text) {
  LogitRows rows(table, err);
  const std::size_t id_column = table.required("loss"), parameters_column = table.required("params");
  const std::size_t z_column = table.required("logits"), t_column = table.required("target");
  const std::vector<std::size_t> kept = kept_columns(table);
  append_fields(text, table.header(), kept);
  text.append(std::string_view(",value,gradient\n"));
  std::vector<double> logits, truth, gradient;
  while (table.next()) {
    if (const auto mask = mask_loss(table, table.field(id_column), table.field(parameters_column))) {
      read_numbers(table, "column 'logits'", table.field(z_column), logits);
      read_numbers(table, "column 'target'", table.field(t_column), truth);
      const std::string objection = mask->objection_to_logits(logits, truth);
      if (!objection.empty()) table.fail(objection);
      gradient.resize(logits.size());
      const double value = mask->evaluate_logits(logits, truth, gradient);
      append_row(text, table, kept, value, gradient);
      continue;
    }
    rows.read(table);
    const auto& [z, t, teacher] = rows.at();
    gradient.resize(z.size());
    const double value = rows.loss().evaluate(z, t, gradient, teacher);
    const bool has_gradient = std::isfinite(value) && !rows.loss().is_kink(z, t, teacher);
    append_row(text, table, kept, value, has_gradient ? gradient : std::span<const double>());
  }
}

}  // namespace losslab::cli
