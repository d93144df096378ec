#include "app/cli/check/claims.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "app/cli/check/diagnose.h"
#include "app/cli/check/finding.h"
#include "app/cli/loss_argument.h"
#include "app/cli/text.h"

namespace losslab::cli {
namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

// The column grad, or else gradient; none where there is neither.
std::optional<std::size_t> gradient_column(const TableReader& table) {
  for (const char* name : {"grad", "gradient"}) {
    if (const int found = table.column(name); found >= 0) return static_cast<std::size_t>(found);
  }
  return std::nullopt;
}

// An empty field is how many programs write a number that is none.
double number_or_nan(const TableReader& table, std::size_t column) {
  return table.field(column).empty() ? not_a_number : table.number(column);
}

// One number for each of the input, all of them none where the field is empty.
std::vector<double> read_gradient(const TableReader& table, std::size_t column, std::size_t size, const char* each) {
  std::vector<double> theirs;
  const std::string what = fmt::format("column '{}'", table.header()[column]);
  read_numbers(table, what, table.field(column), theirs);
  if (theirs.empty()) theirs.assign(size, not_a_number);
  if (theirs.size() == size) return theirs;
  table.fail(fmt::format("{} must have {} number{}, one for each {}, got {}", what, size, size == 1 ? "" : "s", each,
                         theirs.size()));
}

template <class Row>
void compare(Row& row, const Tolerance& tolerance) {
  for (std::size_t q = 0; q < all_quantities.size(); ++q) {
    row.differs[q] = row.compared[q] && !tolerance.accepts(numbers_of(row.theirs, all_quantities[q]),
                                                           numbers_of(row.ours, all_quantities[q]));
  }
}

std::string field_text(double value) { return std::isnan(value) ? "nan" : fmt::format("{:.10g}", value); }

// "z = 1 2 3", cut after a few numbers.
std::string list_text(const char* symbol, std::span<const double> numbers) {
  constexpr std::size_t most = 6;
  std::string text = fmt::format("{} =", symbol);
  for (std::size_t k = 0; k < std::min(most, numbers.size()); ++k) text += fmt::format(" {}", field_text(numbers[k]));
  if (numbers.size() > most) text += " \u2026";
  return text;
}

std::string argument_text(const CheckedRow& row) { return "x = " + field_text(row.x); }
std::string argument_text(const LogitsRow& row) { return list_text("z", row.x.z); }
std::string argument_text(const InputRow& row) { return list_text(row.loss.of_logits() ? "logits" : "input", row.x.x); }

// What number k of a gradient belongs to, where it has several.
std::string place_text(const CheckedRow&, std::size_t) { return {}; }
std::string place_text(const LogitsRow&, std::size_t k) { return fmt::format(" for class {}", k); }
std::string place_text(const InputRow& row, std::size_t k) {
  constexpr std::array corners{"x1", "y1", "x2", "y2"};
  if (row.loss.structure() == Structure::box) return fmt::format(" in {}", corners[k]);
  if (row.loss.structure() == Structure::mask) return fmt::format(" for pixel {}", k + 1);
  return fmt::format(" for number {}", k + 1);
}

std::string reason(const CheckedRow& row, Quantity quantity, const Tolerance& tolerance) {
  return diagnose(row.loss, row.x, quantity, pick(row.theirs, quantity), tolerance);
}
template <class Row>
std::string reason(const Row& row, Quantity quantity, const Tolerance& tolerance) {
  return diagnose(row, quantity, tolerance);
}

// "value 3, ours 1.5 (twice ours: ...)", "gradient 0.3 for class 2, ours 0.1".
template <class Row>
std::string difference(const Row& row, Quantity quantity, const char* name, const Tolerance& tolerance) {
  const auto theirs = numbers_of(row.theirs, quantity), ours = numbers_of(row.ours, quantity);
  std::size_t k = 0;  // of the first one that differs
  while (tolerance.accepts(theirs[k], ours[k])) ++k;
  // Two different doubles may look the same in few digits.
  std::string left = field_text(theirs[k]), right = field_text(ours[k]);
  if (left == right) {
    left = number_text(theirs[k]);
    right = number_text(ours[k]);
  }
  const std::string where = ours.size() > 1 ? place_text(row, k) : "";
  const std::string why = reason(row, quantity, tolerance);
  return fmt::format("{} {}{}, ours {}{}", name, left, where, right, why.empty() ? "" : " (" + why + ")");
}

template <class Row>
std::string text_of(const Row& row, const Tolerance& tolerance) {
  constexpr std::array names{"value", "gradient", "curvature"};
  std::vector<std::string> found;
  for (std::size_t q = 0; q < all_quantities.size(); ++q) {
    if (row.differs[q]) found.push_back(difference(row, all_quantities[q], names[q], tolerance));
  }
  return fmt::format("line {}: {}, {}: {}\n", row.line, label_of(row.loss.id(), row.loss.parameters_text()),
                     argument_text(row), fmt::join(found, "; "));
}

}  // namespace

ScalarClaims::ScalarClaims(const TableReader& table, std::ostream& err) : ScalarClaims(table, LossColumn(table, err)) {}

ScalarClaims::ScalarClaims(const TableReader& table, std::ostream& err, const Loss& of_all)
    : ScalarClaims(table, LossColumn(table, err, of_all)) {}

ScalarClaims::ScalarClaims(const TableReader& table, LossColumn losses)
    : losses_(std::move(losses)),
      x_(table.required("x")),
      value_(table.required("value")),
      curvature_(table.column("curvature")) {
  const std::optional<std::size_t> gradient = gradient_column(table);
  gradient_ = gradient ? *gradient : table.required("grad");
}

CheckedRow ScalarClaims::row(const TableReader& table, const Tolerance& tolerance) {
  const Loss& loss = losses_.loss(table);
  const double x = table.number(x_);
  Jet<double> theirs{number_or_nan(table, value_), number_or_nan(table, gradient_), 0};
  if (std::isnan(x)) table.fail("column 'x' must be a number, got 'nan'");
  const bool has_curvature = curvature_ >= 0 && !table.field(static_cast<std::size_t>(curvature_)).empty();
  if (has_curvature) theirs.curvature = table.number(static_cast<std::size_t>(curvature_));
  const Jet<double> ours = reported_jet(loss, x);
  // At a kink there is no curvature to compare with, nor a gradient where the value jumps.
  CheckedRow row{table.line(),
                 loss,
                 x,
                 theirs,
                 ours,
                 {true, !std::isnan(ours.gradient), has_curvature && !std::isnan(ours.curvature)},
                 {}};
  compare(row, tolerance);
  return row;
}

LogitClaims::LogitClaims(const TableReader& table, std::ostream& err)
    : rows_(table, err), value_(table.required("value")), gradient_(gradient_column(table)) {}

LogitsRow LogitClaims::row(const TableReader& table, const Tolerance& tolerance) {
  rows_.read(table);
  LogitsRow row{table.line(), rows_.loss(), rows_.at(), {number_or_nan(table, value_)}, {0}, {true, false, false}, {}};
  const std::size_t classes = row.x.z.size();
  row.ours = numbers_at(row.loss, row.x);
  if (gradient_) {
    row.theirs.gradient = read_gradient(table, *gradient_, classes, "logit");
    // There is no gradient at a kink, nor where the loss is infinite.
    row.compared[1] = std::isfinite(row.ours.value) && !row.loss.is_kink(row.x.z, row.x.t, row.x.teacher);
  }
  compare(row, tolerance);
  return row;
}

InputClaims::InputClaims(const TableReader& table, bool of_logits)
    : rows_(table, of_logits), value_(table.required("value")), gradient_(gradient_column(table)) {}

InputRow InputClaims::row(const TableReader& table, const Tolerance& tolerance) {
  rows_.read(table);
  InputRow row{table.line(), rows_.loss(), rows_.at(), {number_or_nan(table, value_)}, {0}, {true, false, false}, {}};
  row.ours = numbers_at(row.loss, row.x);
  if (gradient_) {
    row.theirs.gradient =
        read_gradient(table, *gradient_, row.x.x.size(), row.loss.of_logits() ? "logit" : "of the input");
    // There is none where the loss or a slope is infinite.
    row.compared[1] = std::isfinite(row.ours.value) &&
                      std::ranges::all_of(row.ours.gradient, [](double g) { return std::isfinite(g); });
  }
  compare(row, tolerance);
  if (row.differs[1] && agrees_at_kink(row, tolerance)) row.compared[1] = row.differs[1] = false;
  return row;
}

std::string row_text(const CheckedRow& row, const Tolerance& tolerance) { return text_of(row, tolerance); }
std::string row_text(const LogitsRow& row, const Tolerance& tolerance) { return text_of(row, tolerance); }
std::string row_text(const InputRow& row, const Tolerance& tolerance) { return text_of(row, tolerance); }

}  // namespace losslab::cli
