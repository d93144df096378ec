#include "losses/learn/data/csv_scanner.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>

#include "losses/core/error.h"

namespace losslab {
namespace {

constexpr std::size_t max_rows = 100000;
constexpr std::size_t max_bytes = std::size_t{16} << 20;

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// Cuts one line at its commas. A field in double quotes may hold commas; a doubled quote in it is one quote.
// False where a quote is not closed.
bool split(std::string_view line, std::vector<std::string>& fields) {
  fields.clear();
  std::string field;
  bool inside = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (c == '"') {
      if (inside && i + 1 < line.size() && line[i + 1] == '"') {
        field += '"';
        ++i;
      } else {
        inside = !inside;
      }
    } else if (c == ',' && !inside) {
      fields.emplace_back(trimmed(field));
      field.clear();
    } else {
      field += c;
    }
  }
  fields.emplace_back(trimmed(field));
  return !inside;
}

}  // namespace

std::string csv_shown(std::string_view text) {
  if (text.empty()) return "nothing";
  std::string text_shown(text.substr(0, 40));
  for (char& c : text_shown) {
    if (static_cast<unsigned char>(c) < 32 || c == 127) c = '?';
  }
  return fmt::format("'{}{}'", text_shown, text.size() > 40 ? "..." : "");
}

std::optional<double> csv_number(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::string ascii_lowered(std::string_view text) {
  std::string lowered(text);
  for (char& c : lowered) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return lowered;
}

void refuse_csv_field(const std::string& file, std::size_t line, std::size_t column, const std::string& column_name,
                      const std::string& reason) {
  throw InputError(fmt::format("{}, line {}, column {} ({}): {}.", file, line, column,
                               column_name.empty() ? "unnamed" : column_name, reason));
}

CsvScanner::CsvScanner(std::string_view text, const std::string& name) : rest_(text), name_(name) {
  if (text.size() > max_bytes) throw InputError(fmt::format("{}: expected at most 16 MiB of text.", name));
  if (rest_.starts_with("\xEF\xBB\xBF")) rest_.remove_prefix(3);
  read_header();
}

bool CsvScanner::next_line() {
  if (rest_.empty()) return false;
  const std::size_t end = rest_.find('\n');
  line_ = rest_.substr(0, end);
  rest_ = end == std::string_view::npos ? std::string_view() : rest_.substr(end + 1);
  if (line_.ends_with('\r')) line_.remove_suffix(1);
  ++line_number_;
  if (line_.find('\0') != std::string_view::npos) {
    throw InputError(fmt::format("{}, line {}: expected text, found a NUL byte.", name_, line_number_));
  }
  return true;
}

void CsvScanner::split_line() {
  if (!split(line_, fields_)) {
    throw InputError(fmt::format("{}, line {}: a double quote is not closed.", name_, line_number_));
  }
}

void CsvScanner::read_header() {
  if (!next_line() || trimmed(line_).empty()) {
    throw InputError(fmt::format("{}{}: expected a header such as x,y.", name_,
                                 line_number_ == 0 ? " is empty" : ", line 1 is empty"));
  }
  split_line();
  header_ = fields_;
  header_line_ = line_;
  if (std::ranges::all_of(header_, [](const std::string& field) { return csv_number(field).has_value(); })) {
    throw InputError(
        fmt::format("{}, line 1: expected a header such as x,y, found numbers ({}).", name_, csv_shown(line_)));
  }
  const bool semicolons = line_.find(';') != std::string_view::npos;
  if (header_.size() == 1 && (semicolons || line_.find('\t') != std::string_view::npos)) {
    throw InputError(fmt::format("{}, line 1: expected commas between the columns, found {} ({}).", name_,
                                 semicolons ? "semicolons" : "tabs", csv_shown(line_)));
  }
}

bool CsvScanner::next_row() {
  if (!next_line()) return false;
  if (trimmed(line_).empty()) {
    expect_only_empty_lines();
    return false;
  }
  if (rows_ == max_rows) {
    throw InputError(fmt::format("{}, line {}: expected at most {} rows.", name_, line_number_, max_rows));
  }
  ++rows_;
  split_line();
  if (fields_.size() != header_.size()) {
    throw InputError(fmt::format("{}: line {} has {} field{}, expected {} as in the header.", name_, line_number_,
                                 fields_.size(), fields_.size() == 1 ? "" : "s", header_.size()));
  }
  return true;
}

void CsvScanner::expect_only_empty_lines() {
  const std::size_t empty = line_number_;
  while (next_line()) {
    if (trimmed(line_).empty()) continue;
    throw InputError(fmt::format("{}: line {} is empty, expected {} fields.", name_, empty, header_.size()));
  }
}

void CsvScanner::refuse(std::size_t column, const std::string& reason) const {
  refuse_csv_field(name_, line_number_, column + 1, header_[column], reason);
}

std::string read_csv_text(const std::string& path) {
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) {
    throw InputError(fmt::format("'{}' is a folder; expected a CSV file.", path));
  }
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), &std::fclose);
  if (!file) throw InputError(fmt::format("Cannot read '{}': {}.", path, std::strerror(errno)));
  std::string text;
  std::vector<char> block(std::size_t{1} << 16);
  while (text.size() <= max_bytes) {
    const std::size_t count = std::fread(block.data(), 1, block.size(), file.get());
    if (count == 0) break;
    text.append(block.data(), count);
  }
  if (std::ferror(file.get()) != 0) throw InputError(fmt::format("Cannot read '{}': {}.", path, std::strerror(errno)));
  return text;
}

std::string csv_file_name(const std::string& path) { return std::filesystem::path(path).filename().string(); }

}  // namespace losslab
