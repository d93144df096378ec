#pragma once
#include <cstddef>
#include <memory>
#include <string>

#include "losses/learn/data/csv_columns.h"

namespace losslab {

// A table whose columns are being chosen, with what the choice gives.
struct ImportDraft {
  std::shared_ptr<const CsvTable> table;  // null: none
  ColumnChoice choice;
  std::size_t incomplete = 0;  // rows that the choice cannot take
  std::string problem;         // why the choice cannot be used; empty where it can
  Dataset points;              // what it gives otherwise
};

}  // namespace losslab
