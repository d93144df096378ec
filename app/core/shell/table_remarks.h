#pragma once
#include <string>
#include <vector>

#include "losses/learn/data/csv_columns.h"
#include "widgets/figure/language.h"

namespace losslab {

// What was understood of a table, a sentence each; none of a table in UTF-8 with commas, decimal points and a header.
std::vector<std::string> table_remarks(const TableUnderstanding& understood, const Language& text);

// Which predictors are categories, a sentence each.
std::vector<std::string> category_remarks(const CsvTable& table, const std::vector<Category>& categories,
                                          const Language& text);

}  // namespace losslab
