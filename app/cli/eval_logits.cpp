#include "app/cli/eval_logits.h"

#include <cmath>
#include <map>
#include <ostream>
#include <vector>

#include "app/cli/text.h"
#include "losses/core/loss.h"
#include "losses/vectors/divergences.h"
#include "losses/vectors/vector_names.h"

namespace losslab::cli {
namespace {

void read_numbers(const TableReader& table, std::string_view what, std::string_view text, std::vector<double>& into) {
  into.clear();
  for (const std::string_view item : split(text, ' ')) {
    if (item.empty()) continue;
    const std::optional<double> value = read_number(item);
    if (!value) table.fail(fmt::format("{} must be numbers divided by blanks, got {}", what, in_quotes(item)));
    into.push_back(*value);
  }
}

// A class stands for the probabilities that are 1 for it.
void set_class(const TableReader& table, double number, std::size_t classes, std::vector<double>& t) {
  if (!(number >= 0 && number < static_cast<double>(classes) && number == std::floor(number))) {
    table.fail(fmt::format("column 'target' must be a class from 0 to {} or {} probabilities, got {}", classes - 1,
                           classes, number));
  }
  t.assign(classes, 0.0);
  t[static_cast<std::size_t>(number)] = 1;
}

// Why the loss cannot be evaluated there; empty where it can.
std::string objection_to(const VectorLoss& loss, std::span<const double> z, std::span<const double> t,
                         std::span<const double> teacher) {
  try {
    loss.require(z, t, teacher);
    return {};
  } catch (const InputError& error) {
    return error.what();
  }
}

// The losses of logits of a table, row by row: made anew only where the id or the parameters change.
class VectorLossColumn {
 public:
  VectorLossColumn(const TableReader& table, std::ostream& err)
      : err_(err), id_column_(table.required("loss")), parameters_column_(table.required("params")) {}

  // Throws InputError with the line.
  const VectorLoss& loss(const TableReader& table) {
    const std::string_view id = table.field(id_column_), parameters = table.field(parameters_column_);
    if (known_ && id == id_ && parameters == parameters_) return loss_;
    try {
      auto named = named_.find(id);
      if (named == named_.end()) {
        const NamedVectorLoss found = names_.id_of(id) ? names_.find(id) : refused(id);
        if (!found.convention.empty()) err_ << "losslab: " << one_line(found.convention) << '\n';
        named = named_.emplace(id, found.loss).first;
      }
      loss_ = named->second;
      loss_.set_from_text(parameters);
    } catch (const InputError& error) {
      table.fail(error.what());
    }
    id_ = id;
    parameters_ = parameters;
    known_ = true;
    return loss_;
  }

 private:
  // Who asks for a loss of one variable here is told what it takes.
  NamedVectorLoss refused(std::string_view name) const {
    for (const Loss& loss : Loss::all()) {
      if (name == loss.id()) {
        throw InputError(fmt::format("{} is a loss of one variable, and takes the column x in place of logits", name));
      }
    }
    return names_.find(name);
  }

  VectorNames names_;
  std::map<std::string, VectorLoss, std::less<>> named_;
  std::ostream& err_;
  std::size_t id_column_, parameters_column_;
  std::string_view id_, parameters_;
  VectorLoss loss_{"softmax_ce"};
  bool known_ = false;
};

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
  VectorLossColumn losses(table, err);
  const std::size_t z_column = table.required("logits"), t_column = table.required("target");
  const std::vector<std::size_t> kept = kept_columns(table);
  append_fields(text, table.header(), kept);
  text.append(std::string_view(",value,gradient\n"));
  std::vector<double> z, t, teacher, gradient;
  while (table.next()) {
    const VectorLoss& loss = losses.loss(table);
    read_numbers(table, "column 'logits'", table.field(z_column), z);
    const std::string_view target = table.field(t_column);
    const std::size_t bar = target.find('|');
    read_numbers(table, "column 'target'", target.substr(0, bar), t);
    read_numbers(table, "the teacher's logits",
                 bar == std::string_view::npos ? std::string_view() : target.substr(bar + 1), teacher);
    if (t.empty()) table.fail("column 'target' must be a class or probabilities, got ''");
    if (t.size() == 1 && z.size() >= 2) set_class(table, t[0], z.size(), t);
    if (const std::string objection = objection_to(loss, z, t, teacher); !objection.empty()) table.fail(objection);
    gradient.resize(z.size());
    const double value = loss.evaluate(z, t, gradient, teacher);
    append_fields(text, table.raw(), kept);
    text.push_back(',');
    append_number(text, value + 0.0);
    text.push_back(',');
    if (std::isfinite(value) && !loss.is_kink(z, t, teacher)) append_gradient(text, gradient);
    text.push_back('\n');
  }
}

}  // namespace losslab::cli
