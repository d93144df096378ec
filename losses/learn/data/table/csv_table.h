#pragma once
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "losses/learn/data/table/understanding.h"

namespace losslab {

// One more than there can be classes.
inline constexpr std::size_t most_noted_values = 11;

// One column of a table as a whole. A field is a number, missing (empty, NA, NaN, NULL, none, ., ?, or chosen), or
// another text.
struct CsvColumn {
  std::string name;  // "column 3" where the header has none
  std::size_t numbers = 0, missing = 0, texts = 0;
  // Its different values in their order, missing ones left out, up to most_noted_values. The same number written in two
  // ways is one value.
  std::vector<std::string> values;
  std::vector<double> cells;  // of each row: the number, NaN where there is none
  bool numeric() const { return numbers > 0 && texts == 0; }
  bool two_values() const { return values.size() == 2; }
};

// A table of text as programs write it, before anybody has said what its columns mean. Its form is found from the whole
// file: encoding (UTF-8, UTF-16, Windows-1252), delimiter (comma, semicolon, tab, |, blanks), decimal mark, header.
// Read are quoted fields with delimiters, doubled quotes and line breaks, a "sep=;" line, comment lines (#), titles
// above the header, row names without a heading, empty rows and columns at the end, and numbers as dressed_number()
// takes them. All text is valid UTF-8.
class CsvTable {
 public:
  // Throws InputError with file and line for what is no table of two columns at least.
  CsvTable(std::string bytes, const std::string& name, TableReading reading = {});
  // The same text, read in another way.
  CsvTable read_as(TableReading reading) const;

  const std::string& name() const { return name_; }  // of the file
  std::size_t rows() const { return begins_.size(); }
  const std::vector<CsvColumn>& columns() const { return columns_; }
  // As it is written. Cuts the row anew at each call: for what is shown or refused.
  std::string cell(std::size_t row, std::size_t column) const;
  bool missing(std::string_view cell) const;
  // The same text, or the same number.
  bool same(std::string_view a, std::string_view b) const;
  std::size_t line(std::size_t row) const;  // of the file, on which a row begins
  std::size_t header_line() const;          // where the names of the columns stand, or the first row

  const TableReading& reading() const { return reading_; }
  const TableUnderstanding& understanding() const { return understanding_; }

 private:
  friend class CsvTableReader;
  CsvTable() = default;

  std::string name_;
  std::shared_ptr<const std::string> text_;
  TableReading reading_;
  TableUnderstanding understanding_;
  std::vector<CsvColumn> columns_;
  std::size_t header_begin_ = 0;     // in the text
  std::vector<std::size_t> begins_;  // of each row
};

// Throw InputError as the constructor does, and for fewer than two rows.
void expect_rows(const CsvTable& table);
CsvTable parse_csv_table(std::string bytes, const std::string& name, TableReading reading = {});
CsvTable read_csv_table(const std::string& path, TableReading reading = {});

bool is_missing(std::string_view cell);
// The same text, or the same number.
bool same_value(std::string_view a, std::string_view b);

}  // namespace losslab
