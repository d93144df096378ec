#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>

#include "losses/core/error.h"
#include "losses/learn/dataset.h"

namespace losslab {
namespace {

constexpr std::size_t max_rows = 100000;
constexpr std::size_t max_bytes = std::size_t{16} << 20;

enum class Role { x1, x2, y, outlier, label, true_label };

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// What was found, fit for a sentence: short, on one line.
std::string shown(std::string_view text) {
  if (text.empty()) return "nothing";
  std::string text_shown(text.substr(0, 40));
  for (char& c : text_shown) {
    if (static_cast<unsigned char>(c) < 32 || c == 127) c = '?';
  }
  return fmt::format("'{}{}'", text_shown, text.size() > 40 ? "..." : "");
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

std::optional<double> number(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::string lowered(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text;
}

// What each column holds, from the header; empty where it leaves a doubt.
std::vector<Role> roles_of(const std::vector<std::string>& header) {
  std::vector<std::string> names;
  names.reserve(header.size());
  for (const std::string& name : header) names.push_back(lowered(name));
  const auto named = [&](std::size_t i, const char* name) { return i < names.size() && names[i] == name; };
  std::vector<Role> roles;
  const std::array<std::pair<const char*, Role>, 7> known{{{"x", Role::x1},
                                                           {"y", Role::y},
                                                           {"outlier", Role::outlier},
                                                           {"x1", Role::x1},
                                                           {"x2", Role::x2},
                                                           {"label", Role::label},
                                                           {"true_label", Role::true_label}}};
  unsigned seen = 0;
  for (const std::string& name : names) {
    for (const auto& [word, role] : known) {
      const unsigned bit = 1U << static_cast<unsigned>(role);
      if (name != word || (seen & bit) != 0) continue;
      roles.push_back(role);
      seen |= bit;
    }
  }
  const auto only = [&](std::initializer_list<Role> set) {
    unsigned bits = 0;
    for (Role role : set) bits |= 1U << static_cast<unsigned>(role);
    return seen == bits && roles.size() == names.size();
  };
  if (only({Role::x1, Role::y}) || only({Role::x1, Role::y, Role::outlier})) return roles;
  if (only({Role::x1, Role::x2, Role::label}) || only({Role::x1, Role::x2, Role::label, Role::true_label}))
    return roles;
  if (names.size() == 2) return {Role::x1, Role::y};
  if (names.size() == 3 && named(2, "outlier")) return {Role::x1, Role::y, Role::outlier};
  if (names.size() == 3 && named(2, "label")) return {Role::x1, Role::x2, Role::label};
  if (names.size() == 4 && named(2, "label") && named(3, "true_label")) {
    return {Role::x1, Role::x2, Role::label, Role::true_label};
  }
  return {};
}

// Reads the text line by line and knows where it is, for the sentences.
class CsvReader {
 public:
  CsvReader(std::string_view text, const std::string& name) : rest_(text), name_(name) { data_.name = name; }

  Dataset read() {
    if (rest_.starts_with("\xEF\xBB\xBF")) rest_.remove_prefix(3);
    read_header();
    while (next_line()) {
      if (trimmed(line_).empty()) {
        expect_only_empty_lines();
        break;
      }
      read_row();
    }
    if (data_.size() < 2) {
      throw InputError(
          fmt::format("{}: expected at least 2 rows of numbers below the header, found {}.", name_, data_.size()));
    }
    return std::move(data_);
  }

 private:
  bool next_line() {
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

  void split_line() {
    if (!split(line_, fields_)) {
      throw InputError(fmt::format("{}, line {}: a double quote is not closed.", name_, line_number_));
    }
  }

  void read_header() {
    if (!next_line() || trimmed(line_).empty()) {
      throw InputError(fmt::format("{}{}: expected a header such as x,y.", name_,
                                   line_number_ == 0 ? " is empty" : ", line 1 is empty"));
    }
    split_line();
    header_ = fields_;
    bool all_numbers = true;
    for (const std::string& field : header_) all_numbers = all_numbers && number(field).has_value();
    if (all_numbers) {
      throw InputError(
          fmt::format("{}, line 1: expected a header such as x,y, found numbers ({}).", name_, shown(line_)));
    }
    roles_ = roles_of(header_);
    if (roles_.empty()) {
      throw InputError(fmt::format(
          "{}, line 1: expected the columns x,y or x,y,outlier or x1,x2,label or x1,x2,label,true_label, found {}.",
          name_, shown(line_)));
    }
    for (std::size_t column = 0; column < roles_.size(); ++column) name_column(roles_[column], header_[column]);
  }

  void name_column(Role role, const std::string& name) {
    if (role == Role::x1) data_.x1_name = name;
    if (role == Role::x2) data_.x2_name = name;
    if (role == Role::y || role == Role::label) data_.y_name = name;
    if (role == Role::label) data_.task = Task::classification;
  }

  void read_row() {
    if (data_.size() == max_rows) {
      throw InputError(fmt::format("{}, line {}: expected at most {} rows.", name_, line_number_, max_rows));
    }
    split_line();
    if (fields_.size() != header_.size()) {
      throw InputError(fmt::format("{}: line {} has {} field{}, expected {} as in the header.", name_, line_number_,
                                   fields_.size(), fields_.size() == 1 ? "" : "s", header_.size()));
    }
    for (std::size_t column = 0; column < roles_.size(); ++column) store(column);
  }

  void store(std::size_t column) {
    const Role role = roles_[column];
    const std::optional<double> value = number(fields_[column]);
    if (!value) fail(column, "expected a number, found " + shown(fields_[column]));
    if (role == Role::outlier) {
      if (*value != 0 && *value != 1) fail(column, "outlier is 0 or 1; found " + fields_[column]);
      data_.outlier.push_back(*value == 1 ? 1 : 0);
      return;
    }
    if ((role == Role::label || role == Role::true_label) && *value != -1 && *value != 1) {
      const char* hint = *value == 0 ? " (write -1 for the class 0)" : "";
      fail(column, fmt::format("labels are -1 and 1; found {}{}", fields_[column], hint));
    }
    std::vector<double>& values = role == Role::x1           ? data_.x1
                                  : role == Role::x2         ? data_.x2
                                  : role == Role::true_label ? data_.true_label
                                                             : data_.y;
    values.push_back(*value);
  }

  [[noreturn]] void fail(std::size_t column, const std::string& reason) const {
    throw InputError(fmt::format("{}, line {}, column {} ({}): {}.", name_, line_number_, column + 1,
                                 header_[column].empty() ? "unnamed" : header_[column], reason));
  }

  void expect_only_empty_lines() {
    const std::size_t empty = line_number_;
    while (next_line()) {
      if (trimmed(line_).empty()) continue;
      throw InputError(fmt::format("{}: line {} is empty, expected {} fields.", name_, empty, header_.size()));
    }
  }

  std::string_view rest_, line_;
  std::string name_;
  std::size_t line_number_ = 0;
  std::vector<std::string> header_, fields_;
  std::vector<Role> roles_;
  Dataset data_;
};

void append_cell(std::string& text, const std::string& name) {
  if (name.find_first_of(",\"") == std::string::npos) {
    text += name;
    return;
  }
  text += '"';
  for (char c : name) text += c == '"' ? std::string("\"\"") : std::string(1, c);
  text += '"';
}

}  // namespace

Dataset parse_csv(const std::string& text, const std::string& name) {
  if (text.size() > max_bytes) throw InputError(fmt::format("{}: expected at most 16 MiB of text.", name));
  return CsvReader(text, name).read();
}

Dataset read_csv(const std::string& path) {
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
  return parse_csv(text, std::filesystem::path(path).filename().string());
}

std::string to_csv(const Dataset& data) {
  const bool classes = data.task == Task::classification;
  std::string text;
  if (classes) {
    text = data.true_label.empty() ? "x1,x2,label" : "x1,x2,label,true_label";
  } else if (!data.outlier.empty()) {
    text = "x,y,outlier";
  } else {  // two columns are known by their position, so they may keep their names
    append_cell(text, data.x1_name);
    text += ',';
    append_cell(text, data.y_name);
  }
  text += '\n';
  for (std::size_t i = 0; i < data.size(); ++i) {
    text += fmt::format("{}", data.x1[i]);
    if (classes) text += fmt::format(",{}", data.x2[i]);
    text += fmt::format(",{}", data.y[i]);
    if (classes && !data.true_label.empty()) text += fmt::format(",{}", data.true_label[i]);
    if (!classes && !data.outlier.empty()) text += data.outlier[i] != 0 ? ",1" : ",0";
    text += '\n';
  }
  return text;
}

}  // namespace losslab
