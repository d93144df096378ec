// Every row of the reference table whose loss is in the catalogue. The table was computed at 420 digits.
#include <gtest/gtest.h>

#include <charconv>
#include <fstream>
#include <map>
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

// The rows of the file that all losses share and of the one with more parameters, extremes and kinks.
constexpr const char* files[] = {LOSSLAB_TEST_DATA "/reference/scalar_shared.csv",
                                 LOSSLAB_TEST_DATA "/reference/scalar_more.csv"};

std::vector<Row> read_rows(const char* path) {
  std::ifstream file(path);
  std::vector<Row> rows;
  std::string line;
  std::getline(file, line);
  EXPECT_EQ(line, "loss,params,x,value,gradient,curvature");
  while (std::getline(file, line)) {
    const auto f = fields_of(line);
    EXPECT_EQ(f.size(), 6u) << line;
    Loss loss(f[0]);
    loss.set_from_text(f[1]);
    const auto optional = [](const std::string& text) {
      return text.empty() ? std::nullopt : std::optional(number(text));
    };
    rows.push_back({loss, number(f[2]), number(f[3]), optional(f[4]), optional(f[5])});
  }
  return rows;
}
std::vector<Row> all_rows() {
  std::vector<Row> rows;
  for (const char* path : files) {
    for (const Row& row : read_rows(path)) rows.push_back(row);
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
  const double tiny = is_on_probability(row.loss) ? 1e-15 : 1e-300;
  check("value", jet.value, row.value, tiny);
  // Without a gradient there is a jump of the value: ours is 0 there by convention.
  check("gradient", jet.gradient, row.gradient.value_or(0), row.loss.id() == "poisson_nll" ? 1e-15 : tiny);
  if (row.curvature) {
    check("curvature", jet.curvature, *row.curvature, 1e-15);
  } else {
    EXPECT_TRUE(std::isnan(jet.curvature)) << how << " " << name_of(row.loss) << " at " << row.x;
  }
}

TEST(Reference, PointByPoint) {
  for (const Row& row : all_rows()) expect_matches(row, row.loss.at(row.x), "at");
}

TEST(Reference, InBatches) {
  for (const Row& row : all_rows()) {
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
  std::map<std::string, int> count[2];
  for (const int file : {0, 1}) {
    for (const Row& row : read_rows(files[file])) ++count[file][std::string(row.loss.id())];
  }
  // The shared file is older than some of the losses.
  for (const auto& [id, rows] : count[0]) EXPECT_GE(rows, 4) << id << " in " << files[0];
  EXPECT_EQ(count[0].size(), 72u);
  for (const Loss& loss : Loss::all()) {
    EXPECT_GE(count[1][std::string(loss.id())], 4) << loss.id() << " in " << files[1];
  }
  EXPECT_EQ(read_rows(files[0]).size(), 713u);
}

}  // namespace
}  // namespace losslab::testing
