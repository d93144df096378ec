#pragma once
#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "losses/learn/data/csv_columns.h"

namespace losslab {

// A table whose columns are being chosen, with what the choice gives.
struct ImportDraft {
  std::shared_ptr<const CsvTable> offered;  // as it came; null: none
  std::shared_ptr<const CsvTable> table;    // as it is read now
  std::string reading_problem;              // why the last other reading was none
  std::array<char, 64> missing{};           // typed: what stands for a missing value
  bool typing = false;                      // in that field: Enter is its own
  ColumnChoice choice;
  std::size_t incomplete = 0;  // rows that the choice cannot take
  std::string problem;         // why the choice cannot be used; empty where it can
  Dataset points;              // what it gives otherwise
  std::vector<Category> categories;
};

// Takes a choice and works out what it gives: once for each choice, not in each frame.
void choose_columns(ImportDraft& draft, ColumnChoice choice);

}  // namespace losslab
