#pragma once
#include <string>
#include <vector>

#include "app/cli/check/hypothesis.h"

namespace losslab::cli {

// What is wrong with a table as a whole.
struct Explanation {
  std::vector<std::string> sentences;  // the mistake that accounts for most numbers first
  std::vector<bool> explained;         // for each row: whether the sentences account for all of it
};

// The least number of mistakes that account for the numbers that differ: one for the whole table, or else the one
// that explains most of each loss, then most of what remains. A mistake is named only where two rows or more with
// different arguments have it.
Explanation explain(const std::vector<CheckedRow>& rows, const Tolerance& tolerance);
Explanation explain(const std::vector<LogitsRow>& rows, const Tolerance& tolerance);
Explanation explain(const std::vector<InputRow>& rows, const Tolerance& tolerance);

}  // namespace losslab::cli
