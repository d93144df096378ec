#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "losses/core/error.h"
#include "losses/learn/data/csv_columns.h"
#include "losses/learn/data/dataset.h"
#include "losses/learn/data/table/csv_text.h"

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

// x1, x2, ... and y, each once, with or without outlier, in any order: a regression on several columns; or with label
// and with or without true_label classes on more than two inputs.
std::optional<ColumnChoice> several_predictors(const std::vector<std::string>& header) {
  ColumnChoice choice;
  choice.y = -1;
  std::vector<int> inputs(header.size(), -1);
  const auto takes = [](int& to, int column) { return to < 0 && (to = column) >= 0; };
  for (std::size_t i = 0; i < header.size(); ++i) {
    const std::string name = ascii_lowered(header[i]);
    const int column = static_cast<int>(i);
    if (name == "label" && takes(choice.y, column)) {
      choice.task = Task::classification;
      continue;
    }
    if ((name == "y" && takes(choice.y, column)) || (name == "outlier" && takes(choice.outlier, column)) ||
        (name == "true_label" && takes(choice.true_label, column))) {
      continue;
    }
    const auto number = name.starts_with('x') ? csv_number(std::string_view(name).substr(1)) : std::nullopt;
    const bool fits = number && *number >= 1 && *number <= static_cast<double>(header.size());
    if (!fits || name != fmt::format("x{}", *number) || inputs[static_cast<std::size_t>(*number) - 1] >= 0) return {};
    inputs[static_cast<std::size_t>(*number) - 1] = column;
  }
  std::erase(inputs, -1);  // numbers may be left out: x1, x3
  const bool classes = choice.task == Task::classification;
  const std::size_t first = classes ? 2 : 1;  // those before `more`
  const int foreign = classes ? choice.outlier : choice.true_label;
  if (choice.y < 0 || foreign >= 0 || inputs.size() <= first) return std::nullopt;
  choice.x1 = inputs[0];
  if (classes) choice.x2 = inputs[1];
  choice.more.assign(inputs.begin() + static_cast<std::ptrdiff_t>(first), inputs.end());
  return choice;
}

int column_with(const std::vector<Role>& roles, Role role) {
  const auto found = std::ranges::find(roles, role);
  return found == roles.end() ? -1 : static_cast<int>(found - roles.begin());
}

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

// Of several predictors or inputs: their own names, under which somebody has to say which is which, unless these are
// the usual ones for something else.
std::string header_of_several(const Dataset& data) {
  std::string own, usual, values;
  for (std::size_t j = 0; j < predictor_count(data); ++j) {
    append_cell(own, predictor_name(data, j));
    own += ',';
    usual += fmt::format("x{},", j + 1);
    values += "1,";
  }
  const bool classes = data.task == Task::classification;
  append_cell(own, data.y_name);
  usual += classes ? "label" : "y";
  values += '2';
  if (!(classes ? data.true_label.empty() : data.outlier.empty())) {
    for (std::string* text : {&own, &usual}) *text += classes ? ",true_label" : ",outlier";
    values += ",1";
  }
  const std::optional<ColumnChoice> known =
      known_columns(CsvTable(own + "\n" + values + "\n" + values + "\n", data.name));
  return known ? usual : own;
}

}  // namespace

std::optional<ColumnChoice> known_columns(const CsvTable& table) {
  std::vector<std::string> names;
  for (const CsvColumn& column : table.columns()) names.push_back(column.name);
  // A numbering of the rows that nobody has named, as pandas and R write it, is no data.
  const bool numbered = names.size() > 2 && names[0] == "column 1" && table.understanding().header;
  if (numbered) names.erase(names.begin());
  const int shift = numbered ? 1 : 0;
  if (std::optional<ColumnChoice> several = several_predictors(names)) {
    for (int* column : {&several->x1, &several->x2, &several->y, &several->outlier, &several->true_label}) {
      *column += *column < 0 ? 0 : shift;
    }
    for (int& column : several->more) column += shift;
    return several;
  }
  std::vector<Role> roles = roles_of(names);
  if (roles.empty()) return std::nullopt;
  const auto column = [&](Role role) {
    const int found = column_with(roles, role);
    return found < 0 ? -1 : found + shift;
  };
  ColumnChoice choice;
  const bool classes = column(Role::label) >= 0;
  choice.task = classes ? Task::classification : Task::regression;
  choice.x1 = column(Role::x1);
  choice.x2 = column(Role::x2);
  choice.y = column(classes ? Role::label : Role::y);
  choice.outlier = column(Role::outlier);
  choice.true_label = column(Role::true_label);
  if (classes) choice.positive = usual_positive(table, choice);
  return choice;
}

Dataset take_known_columns(const CsvTable& table) {
  if (const auto choice = known_columns(table)) {
    if (table.rows() >= 2) return take_columns(table, *choice);
    throw InputError(
        fmt::format("{}: expected at least 2 rows of numbers below the header, found {}.", table.name(), table.rows()));
  }
  std::string header;
  for (const CsvColumn& column : table.columns()) header += (header.empty() ? "" : ",") + column.name;
  throw InputError(fmt::format(
      "{}, line {}: expected the columns x,y or x,y,outlier or x1,x2,...,y or x1,x2,label or x1,x2,label,true_label, "
      "found {}.",
      table.name(), table.header_line(), csv_shown(header)));
}

Dataset parse_csv(const std::string& text, const std::string& name) { return take_known_columns({text, name}); }

Dataset read_csv(const std::string& path) { return take_known_columns({read_csv_text(path), csv_file_name(path)}); }

std::string to_csv(const Dataset& data) {
  const bool classes = data.task == Task::classification;
  std::string text = data.more.empty() ? header_of(data) : header_of_several(data);
  text += data.weight.empty() ? "\n" : ",weight\n";
  const auto add_label = [&](double label) {
    text += ',';
    if (data.class_names.empty()) {
      text += fmt::format("{}", label);
    } else {
      append_cell(text, data.class_names[static_cast<std::size_t>(label)]);
    }
  };
  for (std::size_t i = 0; i < data.size(); ++i) {
    text += fmt::format("{}", data.x1[i]);
    if (classes) text += fmt::format(",{}", data.x2[i]);
    for (const Predictor& one : data.more) text += fmt::format(",{}", one.values[i]);
    add_label(data.y[i]);
    if (classes && !data.true_label.empty()) add_label(data.true_label[i]);
    if (!classes && !data.outlier.empty()) text += data.outlier[i] != 0 ? ",1" : ",0";
    if (!data.weight.empty()) text += fmt::format(",{}", data.weight[i]);
    text += '\n';
  }
  return text;
}

}  // namespace losslab
