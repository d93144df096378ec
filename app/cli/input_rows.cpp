#include "app/cli/input_rows.h"

#include "app/cli/logit_rows.h"

namespace losslab::cli {
namespace {

// Throws InputError where there is none of that name.
InputLoss found(std::string_view name, bool of_logits) {
  if (const NamedDivergence* divergence = find_divergence(name)) return InputLoss(*divergence);
  const std::optional<StructuredLoss> loss = find_structured_loss(name);
  if (!loss) throw InputError(unknown_structured_loss(name));
  return InputLoss(*loss, of_logits);
}

}  // namespace

InputRows::InputRows(const TableReader& table, bool of_logits)
    : of_logits_(of_logits),
      id_column_(table.required("loss")),
      parameters_column_(table.required("params")),
      x_column_(table.required(of_logits ? "logits" : "input")),
      t_column_(table.required("target")) {}

bool InputRows::is_of_mask(const TableReader& table) const {
  const std::string_view id = table.field(id_column_);
  for (const StructuredEntry& entry : structured_catalogue()) {
    if (entry.info->structure == Structure::mask && id == entry.info->id) return true;
  }
  return false;
}

// Made anew only where the id or the parameters change.
void InputRows::read_loss(const TableReader& table) {
  const std::string_view id = table.field(id_column_), parameters = table.field(parameters_column_);
  if (known_ && id == id_ && parameters == parameters_) return;
  try {
    auto named = named_.find(id);
    if (named == named_.end()) named = named_.emplace(id, found(id, of_logits_)).first;
    InputLoss changed = named->second;
    changed.set_from_text(parameters);
    loss_ = changed;
  } catch (const InputError& error) {
    table.fail(error.what());
  }
  id_ = id;
  parameters_ = parameters;
  known_ = true;
}

void InputRows::read(const TableReader& table) {
  read_loss(table);
  read_numbers(table, of_logits_ ? "column 'logits'" : "column 'input'", table.field(x_column_), at_.x);
  read_numbers(table, "column 'target'", table.field(t_column_), at_.t);
  if (const std::string objection = loss_.objection(at_); !objection.empty()) table.fail(objection);
}

}  // namespace losslab::cli
