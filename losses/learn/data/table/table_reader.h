#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "losses/learn/data/table/csv_table.h"
#include "losses/learn/data/table/records.h"

namespace losslab {

// A number as a table understands it: as programs write it where the decimal mark is a point, or dressed.
std::optional<double> table_number(std::string_view text, const TableUnderstanding& understanding);
// The name of a file made fit for sentences and sessions.
std::string shown_name(const std::string& name);

// Finds the form of a table, and reads it: fills a CsvTable that has its text, its name and the choice of a reading.
class CsvTableReader {
 public:
  explicit CsvTableReader(CsvTable& table)
      : table_(table), text_(*table.text_), name_(table.name_), understood_(table.understanding_) {}
  void read();  // throws InputError

 private:
  struct Chosen {  // a text that stands for a missing value
    std::string_view text;
    std::optional<double> number;
  };

  void expect_text() const;
  std::vector<char> delimiters();
  void read_under(char delimiter);
  void read_rows(TableRecords& records);
  bool take_row(const TableRecords& records);
  void expect_fields(const TableRecords& records) const;
  void expect_row_name(const TableRecords& records);
  [[noreturn]] void refuse_fields(const TableRecords& records) const;
  void expect_closed_quotes(const TableRecords& records) const;
  void add_cells(const std::vector<TableField>& fields);
  void add_cell(const TableField& field, std::size_t column);
  bool is_chosen_missing(std::string_view text) const;
  void note_value(const TableField& field, double number, std::size_t column);
  bool first_row_is_header() const;
  bool repeats(std::size_t column) const;
  bool first_numbers_ascend() const;
  void name_columns(std::string_view last_comment);
  void drop_empty_columns();
  void read_numbers_anew();
  template <typename Take>
  void each_row(const Take& take) const;

  CsvTable& table_;
  std::string_view text_;
  const std::string& name_;
  TableUnderstanding& understood_;
  std::vector<Chosen> chosen_;
  bool comments_ = true;  // # begins one
  bool dressed_ = false;  // some number is not as programs write it
  bool forms_ = false;    // numbers are read in any dress
  std::size_t start_ = 0;
  std::vector<TableField> first_;  // the header, or the first row
  std::size_t least_ = 0;          // fields of a row, where the header ends with empty ones
  double last_row_name_ = 0;
  std::vector<std::vector<double>> seen_;  // the numbers of the noted values of each column
};

}  // namespace losslab
