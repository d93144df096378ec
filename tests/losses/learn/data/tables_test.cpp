// The tables of tests/data/tables as spreadsheets and statistics programs write them, and damaged ones: what is read
// from each stands in expected.txt, or why it is refused.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "losses/core/error.h"
#include "losses/learn/data/csv_columns.h"
#include "losses/learn/data/table/csv_table.h"
#include "losses/learn/data/table/csv_text.h"

namespace losslab {
namespace {

namespace fs = std::filesystem;

const fs::path folder = LOSSLAB_TEST_DATA "/tables";

std::string mark(char c) { return c == '\t' ? "tab" : c == ' ' ? "blank" : std::string(1, c); }

// Everything that is not as in a plain CSV, in a few words.
std::string understood(const TableUnderstanding& u) {
  std::vector<std::string> words;
  const auto count = [&](std::size_t n, const char* what) {
    if (n > 0) words.push_back(fmt::format("{} {}", n, what));
  };
  if (u.encoding == TableEncoding::utf16) words.emplace_back("utf-16");
  if (u.encoding == TableEncoding::windows_1252) words.emplace_back("windows-1252");
  if (u.delimiter != ',') words.push_back("delimiter " + mark(u.delimiter));
  if (u.decimal != '.') words.push_back("decimal " + mark(u.decimal));
  if (u.grouped != 0) words.push_back("groups " + mark(u.grouped));
  if (!u.header) words.emplace_back(u.header_in_comment ? "header in a comment" : "no header");
  if (u.row_names) words.emplace_back("row names");
  count(u.title_lines, "titles");
  count(u.comment_lines, "comments");
  count(u.empty_rows, "empty rows");
  count(u.empty_columns, "empty columns");
  count(u.percent, "percent");
  count(u.currency, "currency");
  count(u.chosen_missing, "chosen missing");
  return words.empty() ? "plain" : fmt::format("{}", fmt::join(words, ", "));
}

// Numbers as they are, texts in quotes, nothing for what is missing.
std::string row_text(const CsvTable& table, std::size_t row) {
  std::string text;
  for (std::size_t c = 0; c < table.columns().size(); ++c) {
    const double number = table.columns()[c].cells[row];
    const std::string cell = table.cell(row, c);
    if (c > 0) text += " | ";
    text += !std::isnan(number) ? fmt::format("{}", number) : table.missing(cell) ? "-" : "'" + cell + "'";
  }
  return text;
}

std::string what_is_read(const fs::path& file) {
  TableReading reading;
  if (file.filename() == "spss.dat") reading.missing = {"-999"};
  try {
    const CsvTable table = parse_csv_table(read_csv_text(file.string()), file.filename().string(), reading);
    std::vector<std::string> names;
    for (const CsvColumn& column : table.columns()) names.push_back(column.name);
    std::string text = fmt::format("{}\n{}\n", understood(table.understanding()), fmt::join(names, " | "));
    for (std::size_t row = 0; row < table.rows(); ++row) text += row_text(table, row) + '\n';
    return text;
  } catch (const InputError& error) {
    return std::string("refused: ") + error.what() + '\n';
  }
}

// "== NAME" and what follows it.
std::map<std::string, std::string> expected() {
  std::map<std::string, std::string> all;
  std::ifstream file(folder / "expected.txt");
  std::string line, *now = nullptr;
  while (std::getline(file, line)) {
    if (line.starts_with("== ")) {
      now = &all[line.substr(3)];
    } else if (now != nullptr) {
      *now += line + '\n';
    }
  }
  return all;
}

TEST(Tables, AreReadAsTheyCome) {
  std::map<std::string, std::string> wanted = expected();
  std::set<std::string> seen;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (name == "expected.txt") continue;
    EXPECT_EQ(what_is_read(entry.path()), wanted[name]) << name;
    seen.insert(name);
  }
  EXPECT_GE(seen.size(), 70U);
  for (const auto& [name, text] : wanted) EXPECT_TRUE(seen.contains(name)) << name;
}

}  // namespace
}  // namespace losslab
