#include "app/cli/logit_rows.h"

#include <cmath>
#include <ostream>

#include "app/cli/text.h"
#include "losses/core/loss.h"

namespace losslab::cli {
namespace {

// A class stands for the probabilities that are 1 for it.
void set_class(const TableReader& table, double number, std::size_t classes, std::vector<double>& t) {
  if (!(number >= 0 && number < static_cast<double>(classes) && number == std::floor(number))) {
    table.fail(fmt::format("column 'target' must be a class from 0 to {} or {} probabilities, got {}", classes - 1,
                           classes, number));
  }
  t.assign(classes, 0.0);
  t[static_cast<std::size_t>(number)] = 1;
}

// Who asks for a loss of one variable here is told what it takes.
NamedVectorLoss found(const VectorNames& names, std::string_view name) {
  if (!names.id_of(name)) {
    for (const Loss& loss : Loss::all()) {
      if (name != loss.id()) continue;
      throw InputError(fmt::format("{} is a loss of one variable, and takes the column x in place of logits", name));
    }
  }
  return names.find(name);
}

}  // namespace

void read_numbers(const TableReader& table, std::string_view what, std::string_view text, std::vector<double>& into) {
  into.clear();
  for (const std::string_view item : split(text, ' ')) {
    if (item.empty()) continue;
    const std::optional<double> value = read_number(item);
    if (!value) table.fail(fmt::format("{} must be numbers divided by blanks, got {}", what, in_quotes(item)));
    into.push_back(*value);
  }
}

LogitRows::LogitRows(const TableReader& table, std::ostream& err)
    : err_(err),
      id_column_(table.required("loss")),
      parameters_column_(table.required("params")),
      z_column_(table.required("logits")),
      t_column_(table.required("target")) {}

// Made anew only where the id or the parameters change.
void LogitRows::read_loss(const TableReader& table) {
  const std::string_view id = table.field(id_column_), parameters = table.field(parameters_column_);
  if (known_ && id == id_ && parameters == parameters_) return;
  try {
    auto named = named_.find(id);
    if (named == named_.end()) {
      const NamedVectorLoss loss = found(names_, id);
      if (!loss.convention.empty()) err_ << "losslab: " << one_line(loss.convention) << '\n';
      named = named_.emplace(id, loss.loss).first;
    }
    loss_ = named->second;
    loss_.set_from_text(parameters);
  } catch (const InputError& error) {
    table.fail(error.what());
  }
  id_ = id;
  parameters_ = parameters;
  known_ = true;
}

void LogitRows::read(const TableReader& table) {
  read_loss(table);
  auto& [z, t, teacher] = at_;
  read_numbers(table, "column 'logits'", table.field(z_column_), z);
  const std::string_view target = table.field(t_column_);
  const std::size_t bar = target.find('|');
  read_numbers(table, "column 'target'", target.substr(0, bar), t);
  read_numbers(table, "the teacher's logits",
               bar == std::string_view::npos ? std::string_view() : target.substr(bar + 1), teacher);
  if (t.empty()) table.fail("column 'target' must be a class or probabilities, got ''");
  if (t.size() == 1 && z.size() >= 2) set_class(table, t[0], z.size(), t);
  try {
    loss_.require(z, t, teacher);
  } catch (const InputError& error) {
    table.fail(error.what());
  }
}

}  // namespace losslab::cli
