#include "losses/learn/data/table/table_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "losses/core/error.h"
#include "losses/learn/data/table/csv_text.h"
#include "losses/learn/data/table/delimiter.h"
#include "losses/learn/data/table/number_form.h"

namespace losslab {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

bool is_number_in_any_form(std::string_view text) {
  return csv_number(text) || dressed_number(text, '.') || dressed_number(text, ',');
}

// A name stands on one line.
std::string column_name(const TableField& field) {
  std::string name = field.value();
  for (char& c : name) c = c == '\n' || c == '\r' || c == '\t' ? ' ' : c;
  return name;
}

}  // namespace

std::optional<double> table_number(std::string_view text, const TableUnderstanding& understanding) {
  if (understanding.decimal == '.') {
    if (const auto plain = csv_number(text)) return plain;
  }
  return dressed_number(text, understanding.decimal);
}

std::string shown_name(const std::string& name) {
  const std::string text = decoded_text(name).text;
  return TableField{text}.value();
}

void CsvTableReader::read() {
  expect_text();
  std::string problem;
  for (const char delimiter : delimiters()) {
    try {
      read_under(delimiter);
      return;
    } catch (const InputError& error) {
      if (problem.empty()) problem = error.what();
    }
  }
  throw InputError(problem);
}

void CsvTableReader::expect_text() const {
  const std::size_t nul = text_.find('\0');
  if (nul != std::string_view::npos) {
    throw InputError(fmt::format("{}, line {}: expected text, found a NUL byte.", name_, line_at(text_, nul)));
  }
}

std::vector<char> CsvTableReader::delimiters() {
  const SeparatorLine separator = separator_line(text_);
  start_ = separator.length;
  const std::string_view beginning = beginning_of_table(text_.substr(start_));
  comments_ = has_comments(beginning);
  TableRecords records(text_, ',', comments_, start_);
  if (!records.next()) throw InputError(fmt::format("{} is empty: expected a header such as x,y.", name_));
  if (table_.reading_.delimiter) return {*table_.reading_.delimiter};
  if (separator.length > 0) return {separator.delimiter};
  std::vector<char> likely = likely_delimiters(beginning, comments_);
  if (likely.empty()) likely = {','};
  return likely;
}

void CsvTableReader::read_under(char delimiter) {
  const TableEncoding encoding = understood_.encoding;
  understood_ = TableUnderstanding();
  understood_.encoding = encoding;
  understood_.delimiter = delimiter;
  understood_.decimal = table_.reading_.decimal.value_or('.');
  forms_ = understood_.decimal == ',';
  dressed_ = false;
  table_.columns_.clear();
  table_.begins_.clear();
  chosen_.clear();
  for (const std::string& text : table_.reading_.missing) chosen_.push_back({text, table_number(text, understood_)});

  TableRecords records(text_, delimiter, comments_, start_);
  understood_.title_lines = title_lines(beginning_of_table(text_.substr(start_)), delimiter, comments_);
  for (std::size_t i = 0; i <= understood_.title_lines; ++i) records.next();
  expect_closed_quotes(records);
  first_ = records.fields();
  table_.header_begin_ = records.begin();
  const std::string_view last_comment = records.last_comment();
  least_ = first_.size();
  while (least_ > 0 && first_[least_ - 1].text.empty()) --least_;
  table_.columns_.resize(first_.size());
  seen_.assign(first_.size(), {});
  read_rows(records);
  understood_.comment_lines = records.comments();
  if (dressed_ && !forms_) read_numbers_anew();
  name_columns(last_comment);
  drop_empty_columns();
  if (table_.columns_.size() < 2) {
    throw InputError(fmt::format("{}, line {}: expected two columns at least, found {}.", name_,
                                 line_at(text_, table_.header_begin_), csv_shown(first_[0].value())));
  }
}

void CsvTableReader::read_rows(TableRecords& records) {
  while (records.next()) {
    expect_closed_quotes(records);
    if (take_row(records)) {
      table_.begins_.push_back(records.begin());
    } else {
      ++understood_.empty_rows;
    }
  }
}

bool CsvTableReader::take_row(const TableRecords& records) {
  const std::vector<TableField>& fields = records.fields();
  if (std::ranges::all_of(fields, [](const TableField& field) { return field.text.empty(); })) return false;
  if (table_.begins_.empty()) {
    understood_.row_names = fields.size() == first_.size() + 1 && !fields.back().text.empty();
    last_row_name_ = -1;
  }
  expect_fields(records);
  if (understood_.row_names) expect_row_name(records);
  add_cells(fields);
  return true;
}

void CsvTableReader::refuse_fields(const TableRecords& records) const {
  const std::size_t found = records.fields().size();
  const bool numbers =
      std::ranges::all_of(first_, [](const TableField& field) { return is_number_in_any_form(field.text); });
  throw InputError(fmt::format("{}: line {} has {} field{}, expected {} as in the {}.", name_,
                               line_at(text_, records.begin()), found, found == 1 ? "" : "s",
                               first_.size() + (understood_.row_names ? 1 : 0), numbers ? "first row" : "header"));
}

void CsvTableReader::expect_fields(const TableRecords& records) const {
  const std::vector<TableField>& fields = records.fields();
  const std::size_t shift = understood_.row_names ? 1 : 0;
  std::size_t filled = fields.size();
  while (filled > first_.size() + shift && fields[filled - 1].text.empty()) --filled;
  if (filled > first_.size() + shift || fields.size() < least_ + shift) refuse_fields(records);
}

// A name, or a number that goes up: else a field too many is no name.
void CsvTableReader::expect_row_name(const TableRecords& records) {
  const TableField& name = records.fields()[0];
  const auto number = csv_number(name.text);
  if (name.quoted || !number) return;
  if (!(*number > last_row_name_) || *number != std::floor(*number)) {
    understood_.row_names = false;
    refuse_fields(records);
  }
  last_row_name_ = *number;
}

void CsvTableReader::expect_closed_quotes(const TableRecords& records) const {
  if (records.open_quote() == std::string_view::npos) return;
  throw InputError(
      fmt::format("{}, line {}: a double quote is not closed.", name_, line_at(text_, records.open_quote())));
}

void CsvTableReader::add_cells(const std::vector<TableField>& fields) {
  const std::size_t shift = understood_.row_names ? 1 : 0;
  for (std::size_t i = 0; i < table_.columns_.size(); ++i) {
    add_cell(i + shift < fields.size() ? fields[i + shift] : TableField{}, i);
  }
}

bool CsvTableReader::is_chosen_missing(std::string_view text) const {
  if (chosen_.empty()) return false;
  const auto number = table_number(text, understood_);
  return std::ranges::any_of(
      chosen_, [&](const Chosen& one) { return one.text == text || (number && one.number && *number == *one.number); });
}

void CsvTableReader::add_cell(const TableField& field, std::size_t column) {
  CsvColumn& to = table_.columns_[column];
  const bool chosen = is_chosen_missing(field.text);
  if (chosen) ++understood_.chosen_missing;
  std::optional<double> number;
  if (!chosen && understood_.decimal == '.') number = csv_number(field.text);
  if (!number && (chosen || is_missing(field.text))) {
    ++to.missing;
    to.cells.push_back(none);
    return;
  }
  if (!number && forms_) {
    NumberDress dress;
    number = dressed_number(field.text, understood_.decimal, &dress);
    if (number) {
      if (dress.grouped != 0) understood_.grouped = dress.grouped;
      understood_.percent += dress.percent ? 1 : 0;
      understood_.currency += dress.currency ? 1 : 0;
    }
  }
  if (!number && !forms_ && !dressed_) dressed_ = is_number_in_any_form(field.text);
  ++(number ? to.numbers : to.texts);
  to.cells.push_back(number.value_or(none));
  if (to.values.size() < most_noted_values) note_value(field, to.cells.back(), column);
}

void CsvTableReader::note_value(const TableField& field, double number, std::size_t column) {
  std::vector<std::string>& values = table_.columns_[column].values;
  std::vector<double>& seen = seen_[column];
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (seen[i] == number) return;
    if (std::isnan(number) && values[i] == field.value()) return;
  }
  seen.push_back(number);
  values.push_back(field.value());
}

template <typename Take>
void CsvTableReader::each_row(const Take& take) const {
  if (table_.begins_.empty()) return;
  TableRecords records(text_, understood_.delimiter, comments_, table_.begins_.front());
  for (std::size_t row = 0; row < table_.begins_.size() && records.next();) {
    if (records.begin() != table_.begins_[row]) continue;  // an empty one
    take(records.fields());
    ++row;
  }
}

// Some number has a decimal comma, marks between its groups, a percent sign: what the marks mean is decided by all.
void CsvTableReader::read_numbers_anew() {
  if (!table_.reading_.decimal) {
    DecimalEvidence evidence;
    each_row([&](const std::vector<TableField>& fields) {
      for (const TableField& field : fields) evidence.add(field.text);
    });
    understood_.decimal = evidence.decimal(understood_.delimiter);
  }
  forms_ = true;
  for (Chosen& one : chosen_) one.number = table_number(one.text, understood_);
  understood_.chosen_missing = 0;
  table_.columns_.assign(table_.columns_.size(), {});
  seen_.assign(seen_.size(), {});
  each_row([&](const std::vector<TableField>& fields) { add_cells(fields); });
}

// Whether the text in the first row comes again below it.
bool CsvTableReader::repeats(std::size_t column) const {
  bool found = false;
  each_row([&](const std::vector<TableField>& fields) {
    found |= column < fields.size() && fields[column].text == first_[column].text;
  });
  return found;
}

// Years and the like stand above columns of numbers.
bool CsvTableReader::first_numbers_ascend() const {
  std::vector<double> numbers;
  for (const TableField& field : first_) {
    if (const auto number = csv_number(field.text)) numbers.push_back(*number);
  }
  return numbers.size() >= 2 && std::ranges::all_of(numbers, [](double x) { return x == std::floor(x); }) &&
         std::ranges::adjacent_find(numbers, std::ranges::greater_equal{}) == numbers.end();
}

bool CsvTableReader::first_row_is_header() const {
  if (table_.reading_.header) return *table_.reading_.header;
  if (understood_.row_names) return true;
  bool all_numbers = true, number_above_numbers = false, text_again = false;
  for (std::size_t i = 0; i < first_.size(); ++i) {
    const std::string_view text = first_[i].text;
    const bool number = is_number_in_any_form(text), numeric = table_.columns_[i].numbers > 0;
    all_numbers &= number;
    number_above_numbers |= number && numeric;
    const bool word = !number && !table_.missing(text);
    if (word && numeric) return true;
    if (text.empty() && i == 0 && table_.columns_[i].missing < table_.begins_.size()) return true;
    text_again |= word && repeats(i);
  }
  if (all_numbers) return false;
  return !number_above_numbers || (!text_again && first_numbers_ascend());
}

void CsvTableReader::name_columns(std::string_view last_comment) {
  understood_.header = first_row_is_header();
  std::vector<TableField> names = first_;
  std::string_view comment = last_comment;
  TableRecords in_comment(comment.empty() ? comment : comment.substr(1), understood_.delimiter, false);
  if (!understood_.header) {
    if (understood_.row_names) {
      understood_.row_names = false;
      TableRecords records(text_, understood_.delimiter, comments_, table_.begins_.front());
      records.next();
      refuse_fields(records);
    }
    const bool named = in_comment.next() && in_comment.fields().size() == first_.size() &&
                       std::ranges::none_of(in_comment.fields(), [](const TableField& field) {
                         return field.text.empty() || is_number_in_any_form(field.text);
                       });
    understood_.header_in_comment = named;
    if (named) --understood_.comment_lines;
    names.assign(first_.size(), {});
    if (named) names = in_comment.fields();
    // The first row is data, too: all is read anew with it in front.
    table_.begins_.insert(table_.begins_.begin(), table_.header_begin_);
    table_.columns_.assign(first_.size(), {});
    seen_.assign(seen_.size(), {});
    understood_.chosen_missing = understood_.percent = understood_.currency = 0;
    each_row([&](const std::vector<TableField>& fields) { add_cells(fields); });
    if (dressed_ && !forms_) read_numbers_anew();
  }
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::string name = column_name(names[i]);
    table_.columns_[i].name = name.empty() ? fmt::format("column {}", i + 1) : name;
  }
}

// Trailing delimiters make columns that nobody meant.
void CsvTableReader::drop_empty_columns() {
  std::vector<CsvColumn>& columns = table_.columns_;
  while (columns.size() > 2 && columns.back().missing == table_.rows() && table_.rows() > 0 &&
         (!understood_.header || first_[columns.size() - 1].text.empty())) {
    columns.pop_back();
    ++understood_.empty_columns;
  }
}

}  // namespace losslab
