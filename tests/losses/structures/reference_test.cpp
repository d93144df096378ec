// Every row of the reference tables, which were computed from the textbook definitions at 60 digits and more:
// structured_shared.csv is given, structured_more.csv has the losses and parameters that it does not.
#include <map>

#include "losses/vectors/divergences.h"
#include "support.h"

namespace losslab::testing {
namespace {

void expect_near(double ours, double exact, double absolute, const ReferenceRow& row) {
  EXPECT_TRUE(std::fabs(ours - exact) <= 1e-12 * std::fabs(exact) + absolute)
      << ours << ", not " << exact << " in " << row.line;
}

Evaluated evaluate(const ReferenceRow& row) {
  Evaluated result{0, Vector(row.x.size())};
  if (const NamedDivergence* divergence = find_divergence(row.id)) {
    result.value = divergence->evaluate(row.x, row.t, result.gradient);
    return result;
  }
  StructuredLoss loss(row.id);
  loss.set_from_text(row.parameters);
  EXPECT_EQ(loss.objection(row.x, row.t), "") << row.line;
  result.value = loss.evaluate(row.x, row.t, result.gradient);
  EXPECT_EQ(result.value, loss.value(row.x, row.t)) << row.line;
  return result;
}

TEST(StructuredReference, EveryRow) {
  for (const auto& [file, count] : {std::pair{"structured_shared.csv", 24u}, {"structured_more.csv", 421u}}) {
    const std::vector<ReferenceRow> rows = reference_rows(file);
    EXPECT_EQ(rows.size(), count);
    for (const ReferenceRow& row : rows) {
      const Evaluated ours = evaluate(row);
      expect_near(ours.value, row.value, 1e-300, row);
      for (std::size_t k = 0; k < row.gradient.size(); ++k) {
        expect_near(ours.gradient[k], row.gradient[k], 1e-300, row);
      }
    }
  }
}

TEST(StructuredReference, EveryLossHasItsRows) {
  std::map<std::string, int> count;
  for (const char* file : {"structured_shared.csv", "structured_more.csv"}) {
    for (const ReferenceRow& row : reference_rows(file)) ++count[row.id];
  }
  for (const StructuredEntry& entry : structured_catalogue()) EXPECT_GE(count[entry.info->id], 1) << entry.info->id;
}

}  // namespace
}  // namespace losslab::testing
