#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "losses/learn/data/csv_columns.h"

namespace losslab {

// Which of two labels a cell is, +1 or −1.
class LabelReader {
 public:
  LabelReader(const CsvTable& table, const ColumnChoice& choice);

  // The labels are −1 and 1 as they are; then the data may be of one class.
  bool signs() const { return signs_; }
  // Throws InputError for a cell that is neither.
  double at(std::size_t row, int column) const;

 private:
  [[noreturn]] void refuse(std::size_t row, int column, const std::string& text) const;

  const CsvTable& table_;
  const ColumnChoice& choice_;
  const std::vector<std::string>& values_;
  std::vector<std::optional<double>> numbers_;
  std::optional<double> positive_;
  bool signs_ = false;
};

// Which of several classes a cell is, 0, 1, ... in the order of their names.
class ClassReader {
 public:
  ClassReader(const CsvTable& table, const ColumnChoice& choice);

  const std::vector<std::string>& names() const { return names_; }
  // Throws InputError for a cell that is none.
  double at(std::size_t row, int column) const;

 private:
  const CsvTable& table_;
  std::vector<std::string> names_;
  std::vector<std::optional<double>> numbers_;
};

}  // namespace losslab
