// The starts that stand in a table.
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>
#include <memory>

#include "app/cli/fit/structured_parts.h"
#include "app/cli/fit/structured_start.h"
#include "app/cli/logit_rows.h"
#include "app/cli/table.h"
#include "app/cli/text.h"
#include "losses/learn/data/table/csv_text.h"
#include "losses/structures/boxes/coordinates.h"

namespace losslab::cli {
namespace {

std::string file_name(const std::string& path) { return std::filesystem::path(path).filename().string(); }

std::vector<std::string> numbered(const char* letter, std::size_t count) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < count; ++i) names.push_back(fmt::format("{}{}", letter, i + 1));
  return names;
}

// A probability as the logit that descends.
std::vector<double> logits_of(const TableReader& table, const std::vector<double>& probabilities) {
  std::vector<double> z;
  for (const double p : probabilities) {
    if (!(p > 0 && p < 1)) {
      table.fail(
          fmt::format("a mask descends on its logits, and a probability of {} has none; give a column 'logits'", p));
    }
    z.push_back(std::log(p) - std::log1p(-p));
  }
  return z;
}

void take_mask(StructuredStart& start, std::vector<double> logits, const std::vector<double>& target) {
  start.numbers = std::move(logits);
  start.names = numbered("z", start.numbers.size());
  start.evaluate = [loss = start.loss, target](std::span<const double> z, std::span<double> gradient) {
    return loss.objection_to_logits(z, target).empty() ? loss.evaluate_logits(z, target, gradient)
                                                       : std::numeric_limits<double>::quiet_NaN();
  };
  start.parts = [target](std::span<const double> z) { return mask_parts(z, target); };
}

void take_input(StructuredStart& start, std::vector<double> input, const std::vector<double>& target) {
  start.numbers = std::move(input);
  start.names = numbered("x", start.numbers.size());
  start.evaluate = [loss = start.loss, target](std::span<const double> x, std::span<double> gradient) {
    return loss.objection(x, target).empty() ? loss.evaluate(x, target, gradient)
                                             : std::numeric_limits<double>::quiet_NaN();
  };
  start.parts = [](std::span<const double> x) { return std::vector<ResultPart>{{"input", {x.begin(), x.end()}}}; };
  const Structure structure = start.loss.info().structure;
  if (structure == Structure::box) {
    start.names = {"x1", "y1", "x2", "y2"};
    start.parts = [target](std::span<const double> x) { return box_parts(x, target); };
  } else if (structure == Structure::sequence) {
    start.parts = [loss = start.loss](std::span<const double> z) { return sequence_parts(z, loss); };
  }
}

// The columns of a table of starts; those that are not there are −1.
struct Columns {
  int loss, parameters, input, logits, target;
  explicit Columns(const TableReader& table)
      : loss(table.column("loss")),
        parameters(table.column("params")),
        input(table.column("input")),
        logits(table.column("logits")),
        target(table.column("target")) {}
  bool suit() const { return target >= 0 && (input >= 0 || logits >= 0); }
};

std::string_view field(const TableReader& table, int column) {
  return column < 0 ? std::string_view() : table.field(static_cast<std::size_t>(column));
}

StructuredStart start_of_row(const TableReader& table, const Columns& columns, StructuredStart start,
                             const std::string& parameters) {
  const auto require = [&](const std::string& objection) {
    if (!objection.empty()) table.fail(objection);
  };
  try {
    start.loss.set_from_text(field(table, columns.parameters));
  } catch (const InputError& error) {
    table.fail(error.what());
  }
  start.loss.set_from_text(parameters);
  std::vector<double> input, target;
  read_numbers(table, "column 'target'", field(table, columns.target), target);
  const bool mask = start.loss.info().structure == Structure::mask;
  const std::string_view logits = field(table, columns.logits);
  if (!logits.empty() && mask) {
    read_numbers(table, "column 'logits'", logits, input);
    require(start.loss.objection_to_logits(input, target));
    take_mask(start, std::move(input), target);
    return start;
  }
  if (!logits.empty()) table.fail(fmt::format("{} takes a column 'input', not 'logits'", start.loss.id()));
  read_numbers(table, "column 'input'", field(table, columns.input), input);
  require(start.loss.objection(input, target));
  if (mask) {
    // A loss that takes scores has them for its input.
    const bool scores = start.loss.objection(std::vector<double>{2}, std::vector<double>{1}).empty();
    take_mask(start, scores ? input : logits_of(table, input), target);
  } else {
    take_input(start, std::move(input), target);
  }
  return start;
}

}  // namespace

bool holds_structures(const std::string& path) {
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(path, ignored)) return false;
  if (!has_ending_of_a_table(path)) {
    const std::string ending = std::filesystem::path(path).extension().string();
    return ending == ".toml" || ending == ".png";
  }
  try {
    const std::string text = read_text(path);
    return Columns(TableReader(file_name(path), text)).suit();
  } catch (const InputError&) {
    return false;  // of another form than these tables have
  }
}

std::vector<StructuredStart> starts_of_table(const std::string& path, const StructuredLoss& loss,
                                             const std::string& parameters) {
  const std::string name = file_name(path), text = read_text(path);
  TableReader table(name, text);
  const Columns columns(table);
  std::vector<StructuredStart> starts;
  while (table.next()) {
    if (columns.loss >= 0) {
      const std::optional<StructuredLoss> named = find_structured_loss(field(table, columns.loss));
      if (!named || named->id() != loss.id()) continue;
    }
    StructuredStart start{loss, fmt::format("{}, line {}", name, table.line()), {}, {}, {}, {}, {}};
    starts.push_back(start_of_row(table, columns, std::move(start), parameters));
  }
  if (starts.empty()) throw InputError(fmt::format("{}: there is no row of {} to begin at.", name, loss.id()));
  return starts;
}

}  // namespace losslab::cli
