#pragma once
#include <fmt/format.h>

#include <cstddef>
#include <iosfwd>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "losses/core/loss_names.h"

namespace losslab::cli {

// The whole text of a file. Throws InputError where it cannot be read or is larger than 1 GiB.
std::string read_text(const std::string& path);

// A CSV text, row by row: commas, LF or CRLF, an optional byte order mark, quoted fields without line breaks; empty
// lines are skipped. Every row has as many fields as the header. Throws InputError with the name and the line.
class TableReader {
 public:
  TableReader(std::string name, std::string_view text);

  const std::vector<std::string_view>& header() const { return header_; }
  // The place of a column, or −1. Throws InputError where two have that name.
  int column(std::string_view name) const;
  // The same, and throws InputError where there is none.
  std::size_t required(std::string_view name) const;

  // Goes to the next row; false at the end.
  bool next();
  std::size_t line() const { return line_; }
  // As written, quotes included.
  const std::vector<std::string_view>& raw() const { return fields_; }
  // Without quotes and blanks around it.
  std::string_view field(std::size_t column) const;
  // A field as a number. Throws InputError naming line and column where it is none; NaN and infinities are numbers.
  double number(std::size_t column) const;
  // Throws InputError: "NAME, line L: SENTENCE".
  [[noreturn]] void fail(std::string_view sentence) const;

 private:
  bool next_line(std::string_view& line);
  void split_fields(std::string_view line);
  std::string header_hint(std::string_view name) const;
  std::string name_;
  std::string_view rest_;
  std::size_t line_ = 0;
  std::vector<std::string_view> header_, fields_;
};

// The columns of a table but those that are computed: value, gradient and curvature.
std::vector<std::size_t> kept_columns(const TableReader& table);
// These fields of a row, with commas between them.
void append_fields(fmt::memory_buffer& to, const std::vector<std::string_view>& fields,
                   const std::vector<std::size_t>& columns);

// The losses of a table, row by row: made anew only where the id or the parameters change.
class LossColumn {
 public:
  // What is to be said of a name goes to `err`, once for each.
  LossColumn(const TableReader& table, std::ostream& err);
  // A table about that one loss: it needs no column loss, and no column params.
  LossColumn(const TableReader& table, std::ostream& err, const Loss& of_all);
  // The loss of the present row. Throws InputError with the line.
  const Loss& loss(const TableReader& table);

 private:
  LossNames names_;
  std::map<std::string, Loss, std::less<>> named_;  // that stood in the table so far, without parameters
  std::ostream& err_;
  int id_column_, parameters_column_;  // −1 where there is none
  std::optional<Loss> of_all_;
  std::string_view id_, parameters_;
  Loss loss_{"squared_error"};
  bool known_ = false;
};

}  // namespace losslab::cli
