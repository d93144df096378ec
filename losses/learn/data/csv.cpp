#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "losses/core/error.h"
#include "losses/learn/data/csv_scanner.h"
#include "losses/learn/data/dataset.h"

namespace losslab {
namespace {

enum class Role { x1, x2, y, outlier, label, true_label };

// What each column holds, from the header; empty where it leaves a doubt.
std::vector<Role> roles_of(const std::vector<std::string>& header) {
  std::vector<std::string> names;
  names.reserve(header.size());
  for (const std::string& name : header) names.push_back(ascii_lowered(name));
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

// The strict form: the header alone says what the columns are, and every field is a number.
class StrictReader {
 public:
  StrictReader(std::string_view text, const std::string& name) : scanner_(text, name), name_(name) {}

  Dataset read() {
    roles_ = roles_of(scanner_.header());
    if (roles_.empty()) {
      throw InputError(fmt::format(
          "{}, line 1: expected the columns x,y or x,y,outlier or x1,x2,label or x1,x2,label,true_label, found {}.",
          name_, csv_shown(scanner_.header_line())));
    }
    data_.name = name_;
    for (std::size_t column = 0; column < roles_.size(); ++column) name_column(column);
    while (scanner_.next_row()) {
      for (std::size_t column = 0; column < roles_.size(); ++column) store(column);
    }
    if (data_.size() < 2) {
      throw InputError(
          fmt::format("{}: expected at least 2 rows of numbers below the header, found {}.", name_, data_.size()));
    }
    return std::move(data_);
  }

 private:
  void name_column(std::size_t column) {
    const Role role = roles_[column];
    const std::string& name = scanner_.header()[column];
    if (role == Role::x1) data_.x1_name = name;
    if (role == Role::x2) data_.x2_name = name;
    if (role == Role::y || role == Role::label) data_.y_name = name;
    if (role == Role::label) data_.task = Task::classification;
  }

  void store(std::size_t column) {
    const Role role = roles_[column];
    const std::string& field = scanner_.fields()[column];
    const std::optional<double> value = csv_number(field);
    if (!value) scanner_.refuse(column, "expected a number, found " + csv_shown(field));
    if (role == Role::outlier) {
      if (*value != 0 && *value != 1) scanner_.refuse(column, "outlier is 0 or 1; found " + field);
      data_.outlier.push_back(*value == 1 ? 1 : 0);
      return;
    }
    if ((role == Role::label || role == Role::true_label) && *value != -1 && *value != 1) {
      const char* hint = *value == 0 ? " (write -1 for the class 0)" : "";
      scanner_.refuse(column, fmt::format("labels are -1 and 1; found {}{}", field, hint));
    }
    std::vector<double>& values = role == Role::x1           ? data_.x1
                                  : role == Role::x2         ? data_.x2
                                  : role == Role::true_label ? data_.true_label
                                                             : data_.y;
    values.push_back(*value);
  }

  CsvScanner scanner_;
  std::string name_;
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

// The header under which data are read back as they were: their own names where these are known by position, and the
// usual ones where they would be taken for something else.
std::string header_of(const Dataset& data) {
  const bool classes = data.task == Task::classification;
  std::string text;
  append_cell(text, data.x1_name);
  text += ',';
  append_cell(text, classes ? data.x2_name : data.y_name);
  std::string rest, usual = classes ? "x1,x2" : "x,y";
  if (classes) rest = data.true_label.empty() ? ",label" : ",label,true_label";
  if (!classes && !data.outlier.empty()) rest = ",outlier";
  const std::string values = classes ? data.true_label.empty() ? "1,2,1" : "1,2,1,1" : rest.empty() ? "1,2" : "1,2,1";
  try {
    const Dataset read = parse_csv(text + rest + "\n" + values + "\n" + values + "\n", data.name);
    const std::string& second = classes ? read.x2_name : read.y_name;
    const bool same = read.task == data.task && read.x1_name == data.x1_name && read.x1[0] == 1 &&
                      second == (classes ? data.x2_name : data.y_name);
    return (same ? text : usual) + rest;
  } catch (const InputError&) {
    return usual + rest;
  }
}

}  // namespace

Dataset parse_csv(const std::string& text, const std::string& name) { return StrictReader(text, name).read(); }

Dataset read_csv(const std::string& path) { return parse_csv(read_csv_text(path), csv_file_name(path)); }

std::string to_csv(const Dataset& data) {
  const bool classes = data.task == Task::classification;
  std::string text = header_of(data) + '\n';
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
