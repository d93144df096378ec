// Any bytes at all, read as a table in any way: sound columns or one sentence, and points that are read back as they
// were.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "losses/core/error.h"
#include "losses/learn/data/csv_columns.h"
#include "losses/learn/data/table/csv_table.h"

namespace {

using namespace losslab;

void expect(bool so) {
  if (!so) std::abort();
}

void check_table(const CsvTable& table) {
  expect(table.columns().size() >= 2);
  for (std::size_t c = 0; c < table.columns().size(); ++c) {
    const CsvColumn& column = table.columns()[c];
    expect(column.cells.size() == table.rows());
    expect(column.numbers + column.missing + column.texts == table.rows());
    expect(column.values.size() <= 3);
    for (std::size_t row = 0; row < std::min<std::size_t>(table.rows(), 20); ++row) {
      const std::string cell = table.cell(row, c);
      expect(std::isnan(column.cells[row]) || !cell.empty());
    }
  }
}

void check_points(const CsvTable& table, ColumnChoice choice) {
  try {
    const Dataset data = take_columns(table, choice);
    expect(data.size() >= 2 && data.size() <= table.rows() && data.y.size() == data.size());
    expect(std::ranges::all_of(data.x1, [](double x) { return std::isfinite(x); }));
    const Dataset back = parse_csv(to_csv(data), "back.csv");
    expect(back.x1 == data.x1 && back.x2 == data.x2 && back.y == data.y && back.outlier == data.outlier);
  } catch (const InputError&) {
    return;
  }
}

// All columns but the last are predictors, words among them categories, or the second is the weights.
void check_predictors(const CsvTable& table, bool weighted) {
  const int columns = static_cast<int>(std::min<std::size_t>(table.columns().size(), 8));
  ColumnChoice choice;
  choice.y = columns - 1;
  choice.code_words = true;
  choice.leave_out_incomplete = true;
  for (int c = 1; c + 1 < columns; ++c) {
    if (weighted && c == 1) {
      choice.weight = c;
    } else {
      choice.more.push_back(c);
    }
  }
  try {
    const Dataset data = take_columns(table, choice);
    expect(predictor_count(data) >= 1 && predictor_count(data) <= most_predictors);
    for (std::size_t j = 0; j < predictor_count(data); ++j) {
      expect(predictor(data, j).size() == data.size());
      expect(std::ranges::all_of(predictor(data, j), [](double x) { return std::isfinite(x); }));
    }
    expect(data.weight.size() == (choice.weight < 0 ? 0 : data.size()));
    for (const Category& one : categories(table, choice)) expect(one.levels.size() >= 2);
    to_csv(data);
  } catch (const InputError&) {
    return;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  if (size == 0) return 0;
  const std::uint8_t way = bytes[0];
  const std::string text(reinterpret_cast<const char*>(bytes + 1), size - 1);
  TableReading reading;
  constexpr char delimiters[] = {',', ';', '\t', '|', ' '};
  if ((way & 3) == 3) reading.delimiter = delimiters[(way >> 2) % 5];
  if ((way & 32) != 0) reading.decimal = (way & 64) != 0 ? ',' : '.';
  if ((way & 128) != 0) reading.header = (way & 16) != 0;
  if ((way & 8) != 0) reading.missing = {"-999"};
  try {
    const CsvTable table = parse_csv_table(text, "t.csv", reading);
    check_table(table);
    ColumnChoice choice = guess_columns(table);
    choice.leave_out_incomplete = (way & 4) != 0;
    check_points(table, choice);
    if (const auto known = known_columns(table)) check_points(table, *known);
    check_predictors(table, (way & 16) != 0);
    check_table(table.read_as({}));
  } catch (const InputError&) {
    return 0;
  }
  return 0;
}
