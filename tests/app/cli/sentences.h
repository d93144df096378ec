#pragma once
// What check says of a table.
#include <string>
#include <utility>
#include <vector>

#include "run.h"

namespace losslab {

class CliSentences : public CliTest {
 protected:
  explicit CliSentences(std::string header) : header_(std::move(header)) {}
  // All that check says, its last line counted.
  std::string said(const std::string& rows) {
    const Outcome result = run({"check", write("t.csv", header_ + "\n" + rows)});
    EXPECT_EQ(result.err, "");
    EXPECT_EQ(result.status, result.out.ends_with(", 0 differ\n") ? 0 : 1);
    return result.out;
  }
  // The one sentence that explains a table, every differing row with it.
  std::string sentence(const std::string& rows) {
    const std::string all = said(rows);
    const std::vector<std::string> lines = lines_of(all);
    EXPECT_EQ(lines.size(), 2U) << all;
    return lines.empty() ? "" : lines[0];
  }

 private:
  std::string header_;
};

}  // namespace losslab
