// Formulas that people write for losses, against values that were computed independently: with mpmath at 60 digits,
// from a function written by hand for each, its derivatives by mpmath's differences at that precision.
#include <gtest/gtest.h>

#include <charconv>
#include <fstream>
#include <random>
#include <sstream>

#include "losses/core/loss.h"
#include "losses/expression/own_loss_text.h"
#include "plain_jet.h"

namespace losslab::testing {
namespace {

struct Row {
  std::string family, formula, parameters;
  double x;
  Jet<double> jet;
};

double number(const std::string& text) {
  double value = 0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
  EXPECT_TRUE(result.ec == std::errc() && result.ptr == text.data() + text.size()) << text;
  return value;
}

std::vector<Row> table() {
  std::ifstream file(LOSSLAB_TEST_DATA "/reference/formulas.tsv");
  std::vector<Row> rows;
  std::string line;
  std::getline(file, line);
  EXPECT_EQ(line, "family\tformula\tparams\tx\tvalue\tgrad\tcurvature");
  while (std::getline(file, line)) {
    std::vector<std::string> f;
    std::stringstream stream(line);
    for (std::string field; std::getline(stream, field, '\t');) f.push_back(field);
    if (f.size() != 7) {
      ADD_FAILURE() << line;
      continue;
    }
    rows.push_back({f[0], f[1], f[2], number(f[3]), {number(f[4]), number(f[5]), number(f[6])}});
  }
  return rows;
}

Family family_of(const std::string& name) {
  if (name == "margin") return Family::margin;
  if (name == "of_probability") return Family::of_probability;
  return name == "score" ? Family::score : Family::residual;
}

Loss loss_of(const Row& row) {
  Loss loss = Loss::from_formula({.id = "formula", .family = family_of(row.family), .formula = row.formula});
  loss.set_from_text(row.parameters);
  return loss;
}

// Relative to the number itself, or to what its terms are of the size of.
void expect_near(double ours, double exact, double scale, const Row& row, const char* what) {
  EXPECT_NEAR(ours, exact, 1e-12 * std::fabs(exact) + 4e-15 * scale)
      << what << " of " << row.formula << " " << row.parameters << " at " << row.x;
}

TEST(Formulas, AgreeWithValuesComputedIndependently) {
  std::size_t formulas = 0;
  std::string last;
  for (const Row& row : table()) {
    formulas += row.formula == last ? 0 : 1;
    last = row.formula;
    const Jet<double> ours = loss_of(row).at(row.x);
    const double size = std::fabs(row.jet.value) + std::fabs(row.jet.gradient) + std::fabs(row.jet.curvature);
    expect_near(ours.value, row.jet.value, size, row, "value");
    expect_near(ours.gradient, row.jet.gradient, size, row, "gradient");
    expect_near(ours.curvature, row.jet.curvature, size, row, "curvature");
  }
  EXPECT_GE(formulas, 60u);
}

// The compiled form against the rules applied node by node in long doubles, wherever those are finite.
TEST(Formulas, AreWhatTheyAreNodeByNode) {
  std::mt19937 random(5);
  std::string last;
  for (const Row& row : table()) {
    if (row.formula == last) continue;
    last = row.formula;
    const Loss loss = loss_of(row);
    const Expression expression = parse_expression(row.formula, variable_of_family(loss.info().family));
    std::vector<double> values;
    for (std::size_t i = 0; i < loss.parameters().size(); ++i) values.push_back(loss.parameter(i));
    for (int i = 0; i < 200; ++i) {
      const double share = static_cast<double>(random()) / 4294967296.0;
      const double x = loss.info().to == 1 ? 0.001 + 0.998 * share : 16 * share - 8;
      const Jet<double> ours = loss.at(x);
      const Jet<long double> exact = plain_jet<long double>(expression, values, x);
      const double size =
          static_cast<double>(std::fabs(exact.value) + std::fabs(exact.gradient) + std::fabs(exact.curvature));
      const Row here{row.family, row.formula, row.parameters, x, {}};
      expect_near(ours.value, static_cast<double>(exact.value), 100 * size, here, "value");
      expect_near(ours.gradient, static_cast<double>(exact.gradient), 100 * size, here, "gradient");
      expect_near(ours.curvature, static_cast<double>(exact.curvature), 100 * size, here, "curvature");
    }
  }
}

TEST(Formulas, EveryWayOfAskingGivesTheSameBits) {
  std::string last;
  for (const Row& row : table()) {
    if (row.formula == last) continue;
    last = row.formula;
    const Loss loss = loss_of(row);
    std::vector<double> x;
    for (int i = 0; i < 301; ++i) x.push_back(loss.info().to == 1 ? i / 300.0 : (i - 150) / 16.0);
    const std::size_t n = x.size();
    std::vector<double> value(n), gradient(n), curvature(n), again(n), other(n);
    loss.evaluate(x, value, gradient, curvature);
    const auto expect_same = [&](const std::vector<double>& a, const std::vector<double>& b) {
      for (std::size_t i = 0; i < n; ++i) {
        EXPECT_TRUE(a[i] == b[i] || (std::isnan(a[i]) && std::isnan(b[i]))) << row.formula << " at " << x[i];
      }
    };
    loss.evaluate(x, again, {}, {});
    expect_same(again, value);
    loss.evaluate(x, {}, again, {});
    expect_same(again, gradient);
    loss.evaluate(x, {}, {}, again);
    expect_same(again, curvature);
    loss.evaluate(x, again, other, {});
    expect_same(again, value);
    expect_same(other, gradient);
    for (std::size_t i = 0; i < n; ++i) {
      const Jet<double> jet = loss.at(x[i]);
      again[i] = jet.value;
      other[i] = jet.gradient;
    }
    expect_same(again, value);
    expect_same(other, gradient);
    // In place.
    again = x;
    loss.evaluate(again, {}, again, {});
    expect_same(again, gradient);
  }
}

}  // namespace
}  // namespace losslab::testing
