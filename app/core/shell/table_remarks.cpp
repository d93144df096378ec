#include "app/core/shell/table_remarks.h"

#include <fmt/format.h>

#include <utility>

namespace losslab {
namespace {

class Remarks {
 public:
  explicit Remarks(const Language& text) : text_(text) {}
  void say_if(bool so, const char* key) {
    if (so) said_.push_back(text_(key));
  }
  void count(std::size_t n, const char* one, const char* some) {
    if (n > 0) said_.push_back(n == 1 ? text_(one) : text_(some, {{"count", fmt::format("{}", n)}}));
  }
  void groups(char mark) {
    if (mark != 0) said_.push_back(text_("lab.import.found.groups", {{"example", fmt::format("1{}234", mark)}}));
  }
  std::vector<std::string> take() { return std::move(said_); }

 private:
  const Language& text_;
  std::vector<std::string> said_;
};

}  // namespace

std::vector<std::string> table_remarks(const TableUnderstanding& u, const Language& text) {
  Remarks remarks(text);
  remarks.say_if(u.encoding == TableEncoding::utf16, "lab.import.found.utf16");
  remarks.say_if(u.encoding == TableEncoding::windows_1252, "lab.import.found.windows_1252");
  remarks.say_if(u.delimiter == ';', "lab.import.found.semicolon");
  remarks.say_if(u.delimiter == '\t', "lab.import.found.tab");
  remarks.say_if(u.delimiter == '|', "lab.import.found.bar");
  remarks.say_if(u.delimiter == ' ', "lab.import.found.blanks");
  remarks.say_if(u.decimal == ',', "lab.import.found.decimal_comma");
  remarks.groups(u.grouped);
  remarks.say_if(!u.header && !u.header_in_comment, "lab.import.found.no_header");
  remarks.say_if(u.header_in_comment, "lab.import.found.header_in_comment");
  remarks.say_if(u.row_names, "lab.import.found.row_names");
  remarks.count(u.title_lines, "lab.import.found.title_line", "lab.import.found.title_lines");
  remarks.count(u.comment_lines, "lab.import.found.comment", "lab.import.found.comments");
  remarks.count(u.empty_rows, "lab.import.found.empty_row", "lab.import.found.empty_rows");
  remarks.count(u.empty_columns, "lab.import.found.empty_column", "lab.import.found.empty_columns");
  remarks.say_if(u.percent > 0, "lab.import.found.percent");
  remarks.say_if(u.currency > 0, "lab.import.found.currency");
  remarks.count(u.chosen_missing, "lab.import.found.chosen_missing_one", "lab.import.found.chosen_missing");
  return remarks.take();
}

std::vector<std::string> category_remarks(const CsvTable& table, const std::vector<Category>& categories,
                                          const Language& text) {
  std::vector<std::string> said;
  for (const Category& one : categories) {
    const std::vector<std::string> others(one.levels.begin() + 1, one.levels.end());
    said.push_back(
        text("lab.import.found.category", {{"name", table.columns()[static_cast<std::size_t>(one.column)].name},
                                           {"levels", fmt::format("{}", fmt::join(others, ", "))},
                                           {"first", one.levels.front()}}));
  }
  return said;
}

}  // namespace losslab
