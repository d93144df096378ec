#include "losses/learn/data/label_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "losses/core/error.h"
#include "losses/learn/data/table/csv_text.h"
#include "losses/learn/data/table/table_reader.h"

namespace losslab {
namespace {

const CsvColumn& column_of(const CsvTable& table, int c) { return table.columns()[static_cast<std::size_t>(c)]; }

[[noreturn]] void refuse_label(const CsvTable& table, std::size_t row, int c, const std::string& reason) {
  refuse_csv_field(table.name(), table.line(row), static_cast<std::size_t>(c) + 1, column_of(table, c).name, reason);
}

}  // namespace

LabelReader::LabelReader(const CsvTable& table, const ColumnChoice& choice)
    : table_(table), choice_(choice), values_(column_of(table, choice.y).values) {
  for (const std::string& value : values_) numbers_.push_back(table_number(value, table.understanding()));
  positive_ = table_number(choice.positive, table.understanding());
  signs_ =
      std::ranges::all_of(numbers_, [](const auto& one) { return one && std::abs(*one) == 1; }) && positive_ == 1.0;
}

double LabelReader::at(std::size_t row, int column) const {
  const double number = column_of(table_, column).cells[row];
  if (!std::isnan(number)) {
    if (positive_ == number) return 1;
    if (signs_ && number == -1) return -1;
    for (const auto& one : numbers_) {
      if (one == number) return -1;
    }
  }
  const std::string text = table_.cell(row, static_cast<std::size_t>(column));
  if (std::isnan(number) && text == choice_.positive) return 1;
  if (std::isnan(number) && std::ranges::find(values_, text) != values_.end()) return -1;
  refuse(row, column, text);
}

void LabelReader::refuse(std::size_t row, int column, const std::string& text) const {
  const std::string names =
      signs_ ? "-1 and 1" : fmt::format("{} and {}", csv_shown(values_[0]), csv_shown(values_[1]));
  refuse_label(table_, row, column, fmt::format("labels are {}; found {}", names, csv_shown(text)));
}

ClassReader::ClassReader(const CsvTable& table, const ColumnChoice& choice) : table_(table) {
  names_ = column_of(table, choice.y).values;
  if (choice.true_label >= 0) {
    for (const std::string& name : column_of(table, choice.true_label).values) {
      const auto same = [&](const std::string& other) { return table.same(name, other); };
      if (std::ranges::none_of(names_, same)) names_.push_back(name);
    }
  }
  const auto number = [&](const std::string& name) { return table_number(name, table.understanding()); };
  const bool numeric = std::ranges::all_of(names_, [&](const std::string& name) { return number(name).has_value(); });
  std::ranges::sort(
      names_, [&](const std::string& a, const std::string& b) { return numeric ? *number(a) < *number(b) : a < b; });
  for (const std::string& name : names_) numbers_.push_back(number(name));
}

double ClassReader::at(std::size_t row, int column) const {
  const double number = column_of(table_, column).cells[row];
  const std::string text = std::isnan(number) ? table_.cell(row, static_cast<std::size_t>(column)) : std::string();
  for (std::size_t k = 0; k < names_.size(); ++k) {
    if (std::isnan(number) ? names_[k] == text : numbers_[k] == number) return static_cast<double>(k);
  }
  refuse_label(table_, row, column,
               fmt::format("labels are {} and {}; found {}", fmt::join(names_.begin(), names_.end() - 1, ", "),
                           names_.back(), csv_shown(table_.cell(row, static_cast<std::size_t>(column)))));
}

}  // namespace losslab
