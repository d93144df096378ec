#include "losses/learn/data/csv_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "losses/core/error.h"
#include "losses/learn/data/csv_scanner.h"

namespace losslab {
namespace {

// How many bytes the character at the beginning of a text takes in UTF-8; 0 where it is none.
std::size_t utf8_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(0);
  if (first < 0x80) return 1;
  const std::size_t length = first >= 0xC2 && first < 0xE0 ? 2 : first >= 0xE0 && first < 0xF0 ? 3 : 4;
  if (first < 0xC2 || first > 0xF4 || text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80) return 0;
  }
  const bool too_long = (first == 0xE0 && byte(1) < 0xA0) || (first == 0xF0 && byte(1) < 0x90);
  const bool surrogate = first == 0xED && byte(1) >= 0xA0;
  const bool too_large = first == 0xF4 && byte(1) >= 0x90;
  return too_long || surrogate || too_large ? 0 : length;
}

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const std::size_t length = utf8_length(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

// Control characters have no place in names and cells; a session could not hold them.
std::string readable(std::string_view text) {
  const bool latin = !is_utf8(text);
  std::string result;
  result.reserve(text.size());
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte < 32 && c != '\n' && c != '\t' && c != '\r' && c != '\0') || byte == 127) {
      result += '?';
    } else if (latin && byte >= 0x80) {
      result += static_cast<char>(0xC0U | (byte >> 6U));
      result += static_cast<char>(0x80U | (byte & 0x3FU));
    } else {
      result += c;
    }
  }
  return result;
}

}  // namespace

bool is_missing(std::string_view cell) {
  if (cell.empty() || cell == "?") return true;
  if (cell.size() > 4) return false;
  static constexpr std::array<std::string_view, 5> words{"na", "n/a", "nan", "null", "none"};
  return std::ranges::find(words, ascii_lowered(cell)) != words.end();
}

bool same_value(std::string_view a, std::string_view b) {
  if (a == b) return true;
  const auto x = csv_number(a), y = csv_number(b);
  return x && y && *x == *y;
}

CsvTable::CsvTable(std::string_view text, const std::string& name) : name_(readable(name)) {
  CsvScanner scanner(text, name_);
  for (const std::string& title : scanner.header()) {
    columns_.push_back({title.empty() ? fmt::format("column {}", columns_.size() + 1) : title, 0, 0, 0, {}});
  }
  if (columns_.size() < 2) {
    throw InputError(
        fmt::format("{}, line 1: expected two columns at least, found {}.", name_, csv_shown(scanner.header_line())));
  }
  while (scanner.next_row()) {
    for (std::size_t i = 0; i < columns_.size(); ++i) add(scanner.fields()[i], columns_[i]);
    ++rows_;
  }
  if (rows_ < 2) {
    throw InputError(fmt::format("{}: expected at least 2 rows below the header, found {}.", name_, rows_));
  }
}

void CsvTable::add(std::string_view cell, CsvColumn& column) {
  text_ += cell;
  ends_.push_back(static_cast<std::uint32_t>(text_.size()));
  if (is_missing(cell)) {
    ++column.missing;
    return;
  }
  ++(csv_number(cell) ? column.numbers : column.texts);
  if (column.values.size() > 2) return;
  const auto known = [&](const std::string& value) { return same_value(value, cell); };
  if (std::ranges::none_of(column.values, known)) column.values.emplace_back(cell);
}

std::string_view CsvTable::cell(std::size_t row, std::size_t column) const {
  const std::size_t i = row * columns_.size() + column;
  const std::size_t begin = i == 0 ? 0 : ends_[i - 1];
  return std::string_view(text_).substr(begin, ends_[i] - begin);
}

CsvTable parse_csv_table(const std::string& text, const std::string& name) { return {readable(text), name}; }

CsvTable read_csv_table(const std::string& path) { return parse_csv_table(read_csv_text(path), csv_file_name(path)); }

}  // namespace losslab
