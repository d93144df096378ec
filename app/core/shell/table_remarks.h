#pragma once
#include <string>
#include <vector>

#include "losses/learn/data/table/understanding.h"
#include "widgets/figure/language.h"

namespace losslab {

// What was understood of a table, a sentence each; none of a table in UTF-8 with commas, decimal points and a header.
std::vector<std::string> table_remarks(const TableUnderstanding& understood, const Language& text);

}  // namespace losslab
