#pragma once
#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace losslab::cli {

using Cells = std::array<bool, 3>;  // by Quantity

// A mistake that accounts for numbers of one loss or of several.
struct Finding {
  std::vector<std::string> labels;
  std::string what, why, remark;  // as in Hypothesis; the remark follows both
  Cells columns;
  std::size_t count, total;  // numbers that it explains, and that differ, in these columns
  std::vector<std::size_t> lines;
};

// "huber (delta=1.5)".
std::string label_of(std::string_view id, const std::string& parameters);
// "huber (delta=1.5): all 12 differing values are ..., ... (lines 2–13)."
std::string sentence_of(const Finding& finding);

}  // namespace losslab::cli
