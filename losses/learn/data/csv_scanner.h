#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace losslab {

// Reads the text of a CSV row by row and knows where it is, for the sentences: the one reader behind read_csv() and
// CsvTable. UTF-8 with or without BOM, commas, double quotes, LF or CRLF, empty lines at the end. At most 100 000 rows
// and 16 MiB. Everything throws InputError with file and line.
class CsvScanner {
 public:
  // Both must outlive the scanner. Checks the size and reads the header: at least one field is no number.
  CsvScanner(std::string_view text, const std::string& name);

  const std::vector<std::string>& header() const { return header_; }
  std::string_view header_line() const { return header_line_; }
  // The next row, in fields(), as many as the header has; false at the end.
  bool next_row();
  const std::vector<std::string>& fields() const { return fields_; }
  // "phones.csv, line 3, column 2 (y): REASON." of a field of this row.
  [[noreturn]] void refuse(std::size_t column, const std::string& reason) const;

 private:
  bool next_line();
  void split_line();
  void read_header();
  void expect_only_empty_lines();

  std::string_view rest_, line_, header_line_;
  const std::string& name_;
  std::size_t line_number_ = 0, rows_ = 0;
  std::vector<std::string> header_, fields_;
};

// A finite number, with or without a sign, and nothing else.
std::optional<double> csv_number(std::string_view text);
// What was found, fit for a sentence: short, on one line, in quotes.
std::string csv_shown(std::string_view text);
// The sentence for one field: line and column count from 1.
[[noreturn]] void refuse_csv_field(const std::string& file, std::size_t line, std::size_t column,
                                   const std::string& column_name, const std::string& reason);
std::string ascii_lowered(std::string_view text);
// The bytes of a file, up to a little more than a scanner takes.
std::string read_csv_text(const std::string& path);
std::string csv_file_name(const std::string& path);

}  // namespace losslab
