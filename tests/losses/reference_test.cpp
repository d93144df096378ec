// Every row of the reference table whose loss is in the catalogue. The table was computed at 420 digits.
#include <gtest/gtest.h>

#include <charconv>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "arguments.h"
#include "losses/core/loss.h"

namespace losslab::testing {
namespace {

struct Row {
  Loss loss;
  double x, value;
  std::optional<double> gradient, curvature;
};

std::vector<std::string> fields_of(const std::string& line) {
  std::vector<std::string> fields;
  std::stringstream stream(line + ",");
  for (std::string field; std::getline(stream, field, ',');) fields.push_back(field);
  return fields;
}

double number(const std::string& text) {
  double value = 0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
  EXPECT_TRUE(result.ec == std::errc() && result.ptr == text.data() + text.size()) << text;
  return value;
}

std::vector<Row> read_rows() {
  std::set<std::string> known;
  for (const Loss& loss : Loss::all()) known.emplace(loss.id());
  std::ifstream file(LOSSLAB_TEST_DATA "/reference/scalar_shared.csv");
  std::vector<Row> rows;
  std::string line;
  std::getline(file, line);
  EXPECT_EQ(line, "loss,params,x,value,gradient,curvature");
  while (std::getline(file, line)) {
    const auto f = fields_of(line);
    EXPECT_EQ(f.size(), 6u) << line;
    if (!known.contains(f[0])) continue;
    Loss loss(f[0]);
    loss.set_from_text(f[1]);
    const auto optional = [](const std::string& text) {
      return text.empty() ? std::nullopt : std::optional(number(text));
    };
    rows.push_back({loss, number(f[2]), number(f[3]), optional(f[4]), optional(f[5])});
  }
  return rows;
}

void expect_matches(const Row& row, const Jet<double>& jet, const char* how) {
  const auto check = [&](const char* what, double ours, double exact, double absolute) {
    const bool same =
        std::isinf(exact) ? ours == exact : std::fabs(ours - exact) <= 1e-12 * std::fabs(exact) + absolute;
    EXPECT_TRUE(same) << how << " " << name_of(row.loss) << " at " << row.x << ": " << what << " " << ours << ", not "
                      << exact;
  };
  check("value", jet.value, row.value, 1e-300);
  // Without a gradient there is a jump of the value: ours is 0 there by convention.
  check("gradient", jet.gradient, row.gradient.value_or(0), 1e-300);
  if (row.curvature) {
    check("curvature", jet.curvature, *row.curvature, 1e-15);
  } else {
    EXPECT_TRUE(std::isnan(jet.curvature)) << how << " " << name_of(row.loss) << " at " << row.x;
  }
}

TEST(Reference, PointByPoint) {
  for (const Row& row : read_rows()) expect_matches(row, row.loss.at(row.x), "at");
}

TEST(Reference, InBatches) {
  for (const Row& row : read_rows()) {
    // Odd sizes, so that both whole vectors and the rest are met.
    for (const std::size_t n : {1, 7, 19}) {
      const std::vector<double> x(n, row.x);
      std::vector<double> value(n), gradient(n), curvature(n);
      row.loss.evaluate(x, value, gradient, curvature);
      for (std::size_t i : {std::size_t{0}, n - 1}) {
        expect_matches(row, {value[i], gradient[i], curvature[i]}, "evaluate");
      }
    }
  }
}

TEST(Reference, EveryLossHasItsRows) {
  std::map<std::string, int> count;
  for (const Row& row : read_rows()) ++count[std::string(row.loss.id())];
  int sum = 0;
  for (const Loss& loss : Loss::all()) {
    const int rows = count[std::string(loss.id())];
    EXPECT_GE(rows, loss.info().family == Family::residual ? 13 : 9) << loss.id();
    sum += rows;
  }
  EXPECT_EQ(sum, LOSSLAB_REFERENCE_ROWS);
}

}  // namespace
}  // namespace losslab::testing
