#include "losses/learn/data/table/csv_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "losses/core/error.h"
#include "losses/learn/data/table/csv_text.h"
#include "losses/learn/data/table/number_form.h"
#include "losses/learn/data/table/records.h"
#include "losses/learn/data/table/table_reader.h"

namespace losslab {

bool is_missing(std::string_view cell) {
  if (cell.empty() || cell == "?" || cell == ".") return true;
  if (cell.size() > 7) return false;
  static constexpr std::array<std::string_view, 14> words{"na",    "n/a",    "nan",     "null",    "none",
                                                          "#n/a",  "<na>",   "#div/0!", "#value!", "#num!",
                                                          "#ref!", "#name?", "\\n",     "n.a."};
  return std::ranges::find(words, ascii_lowered(cell)) != words.end();
}

bool same_value(std::string_view a, std::string_view b) {
  if (a == b) return true;
  const auto x = csv_number(a), y = csv_number(b);
  return x && y && *x == *y;
}

CsvTable::CsvTable(std::string bytes, const std::string& name, TableReading reading) {
  DecodedText decoded = decoded_text(std::move(bytes));
  text_ = std::make_shared<const std::string>(std::move(decoded.text));
  understanding_.encoding = decoded.encoding;
  name_ = shown_name(name);
  reading_ = std::move(reading);
  CsvTableReader(*this).read();
}

CsvTable CsvTable::read_as(TableReading reading) const {
  CsvTable table;
  table.name_ = name_;
  table.text_ = text_;
  table.understanding_.encoding = understanding_.encoding;
  table.reading_ = std::move(reading);
  CsvTableReader(table).read();
  return table;
}

std::string CsvTable::cell(std::size_t row, std::size_t column) const {
  TableRecords records(*text_, understanding_.delimiter, false, begins_[row]);
  records.next();
  const std::size_t i = column + (understanding_.row_names ? 1 : 0);
  return i < records.fields().size() ? records.fields()[i].value() : std::string();
}

bool CsvTable::missing(std::string_view cell) const {
  return is_missing(cell) || std::ranges::any_of(reading_.missing, [&](const auto& one) { return same(one, cell); });
}

bool CsvTable::same(std::string_view a, std::string_view b) const {
  if (a == b) return true;
  const auto x = table_number(a, understanding_), y = table_number(b, understanding_);
  return x && y && *x == *y;
}

std::size_t CsvTable::line(std::size_t row) const { return line_at(*text_, begins_[row]); }

std::size_t CsvTable::header_line() const { return line_at(*text_, header_begin_); }

void expect_rows(const CsvTable& table) {
  if (table.rows() >= 2) return;
  throw InputError(fmt::format("{}: expected at least 2 rows below the header, found {}.", table.name(), table.rows()));
}

CsvTable parse_csv_table(std::string bytes, const std::string& name, TableReading reading) {
  CsvTable table(std::move(bytes), name, std::move(reading));
  expect_rows(table);
  return table;
}

CsvTable read_csv_table(const std::string& path, TableReading reading) {
  return parse_csv_table(read_csv_text(path), csv_file_name(path), std::move(reading));
}

}  // namespace losslab
