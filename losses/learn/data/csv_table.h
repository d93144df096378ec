#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace losslab {

// One column of a table as a whole. A field is a number, missing (empty, NA, NaN, NULL, none, ?), or another text.
struct CsvColumn {
  std::string name;  // "column 3" where the header has none
  std::size_t numbers = 0, missing = 0, texts = 0;
  // Its different values in their order, missing ones left out; of more than two only the first three are kept. The
  // same number written in two ways is one value.
  std::vector<std::string> values;
  bool numeric() const { return numbers > 0 && texts == 0; }
  bool two_values() const { return values.size() == 2; }
};

// A CSV as it stands, before anybody has said what its columns mean. All text is valid UTF-8: what is not is taken for
// Latin-1.
class CsvTable {
 public:
  CsvTable(std::string_view text, const std::string& name);

  const std::string& name() const { return name_; }  // of the file
  std::size_t rows() const { return rows_; }
  const std::vector<CsvColumn>& columns() const { return columns_; }
  std::string_view cell(std::size_t row, std::size_t column) const;

 private:
  void add(std::string_view cell, CsvColumn& column);

  std::string name_;
  std::size_t rows_ = 0;
  std::vector<CsvColumn> columns_;
  std::string text_;                 // all fields, one after the other, row by row
  std::vector<std::uint32_t> ends_;  // of each field in text_
};

// Takes what read_csv() takes, with any columns, two at least, and any text in them. Throws InputError with file and
// line for what is no such table, or has fewer than two rows.
CsvTable parse_csv_table(const std::string& text, const std::string& name);
CsvTable read_csv_table(const std::string& path);

bool is_missing(std::string_view cell);
// The same text, or the same number.
bool same_value(std::string_view a, std::string_view b);
// The line of the file on which a row stands: no field goes over lines.
constexpr std::size_t csv_line(std::size_t row) { return row + 2; }

}  // namespace losslab
