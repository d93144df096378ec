// The expression of every loss of the catalogue, against its kernel and the exact values.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "evaluate.h"
#include "losses/expression/catalogue_expression.h"
#include "losses/expression/code/loss_code.h"
#include "plain_jet.h"
#include "values.h"

namespace losslab::testing {
namespace {

std::vector<double> values_of(const LossCode& code) {
  std::vector<double> values;
  for (const std::string& name : code.graph.parameters()) {
    for (const CodeParameter& parameter : code.parameters) {
      if (parameter.name == name) values.push_back(parameter.value);
    }
  }
  return values;
}

void expect_near(const ExactRow& row, const char* what, double ours, double exact, double absolute) {
  const bool same = std::isinf(exact) ? ours == exact : std::fabs(ours - exact) <= 1e-12 * std::fabs(exact) + absolute;
  EXPECT_TRUE(same) << row.loss.id() << " " << row.loss.parameters_text() << " at " << row.x << ": " << what << " "
                    << ours << ", not " << exact;
}

TEST(CatalogueExpression, GivesTheExactValues) {
  int compared = 0;
  for (const ExactRow& row : exact_rows()) {
    if (!has_expression(row)) continue;
    const LossCode code = code_of(row.loss);
    const Evaluation at(code.graph, row.x, values_of(code));
    expect_near(row, "value", at(code.value), row.value, slack(row));
    expect_near(row, "gradient", at(code.gradient), row.gradient.value_or(0), slack(row));
    if (row.curvature) expect_near(row, "curvature", at(code.curvature), *row.curvature, 1e-15);
    ++compared;
  }
  EXPECT_GT(compared, 3000);
}

// By the jets of formulas: what a person gets who types the expression in.
TEST(CatalogueExpression, TypedInGivesTheExactValues) {
  for (const ExactRow& row : exact_rows()) {
    if (!has_expression(row)) continue;
    const LossInfo& info = row.loss.info();
    const auto jet = [&](int order) {
      const Expression expression = parse_expression(expression_text(info, order), variable_of(info));
      std::vector<double> values;
      for (const std::string& name : expression.parameters) values.push_back(row.loss.parameter(name));
      return plain_jet(expression, std::span<const double>(values), row.x);
    };
    const bool has_gradient = *info.gradient_expression != '\0', has_curvature = *info.curvature_expression != '\0';
    const Jet<double> plain = jet(0);
    expect_near(row, "value", plain.value, row.value, slack(row));
    // At kinks the jets take one of the sides, and where a value leaves the range its derivatives are lost to them.
    if (!row.curvature || std::isinf(row.value) || std::isinf(*row.curvature)) continue;
    const double gradient = has_gradient ? jet(1).value : plain.gradient;
    expect_near(row, "gradient", gradient, row.gradient.value_or(0), slack(row));
    expect_near(row, "curvature",
                has_curvature  ? jet(2).value
                : has_gradient ? jet(1).gradient
                               : plain.curvature,
                *row.curvature, 1e-15);
  }
}

TEST(CatalogueExpression, AgreesWithTheKernel) {
  for (const Loss& loss : Loss::all()) {
    const LossCode code = code_of(loss);
    const bool bounded = std::isfinite(loss.info().to);
    for (int i = 1; i < 200; ++i) {
      const double x =
          bounded ? loss.info().from + i / 200.0 * (loss.info().to - loss.info().from) : 0.1 * (i - 100) + 0.0137;
      if (x < loss.info().from) continue;
      const Evaluation at(code.graph, x, values_of(code));
      const Jet<double> kernel = loss.at(x);
      expect_near({loss, x, 0, {}, {}}, "value", at(code.value), kernel.value, 1e-14);
      expect_near({loss, x, 0, {}, {}}, "gradient", at(code.gradient), kernel.gradient, 1e-14);
      if (!std::isnan(kernel.curvature))  // at no kink
        expect_near({loss, x, 0, {}, {}}, "curvature", at(code.curvature), kernel.curvature, 1e-13);
    }
  }
}

TEST(CatalogueExpression, NamesTheParametersOfTheLoss) {
  for (const Loss& loss : Loss::all()) {
    const LossCode code = code_of(loss);
    EXPECT_EQ(code.parameters.size(), loss.parameters().size()) << loss.id();
    EXPECT_EQ(code.graph.parameters().size(), loss.parameters().size()) << loss.id();
    EXPECT_EQ(code.graph.variable().size(), 1u) << loss.id();
  }
}

// What may be typed in as a formula has to be within the limits of formulas.
TEST(CatalogueExpression, IsWithinTheLimitsOfFormulas) {
  for (const Loss& loss : Loss::all()) {
    for (const int order : {0, 1, 2}) {
      EXPECT_LE(expression_text(loss.info(), order).size(), longest_formula) << loss.id();
    }
  }
}

TEST(CatalogueExpression, ASeriesIsRefusedBeyondItsTerms) {
  Loss taylor("taylor_ce");
  taylor.set("t", 10);
  EXPECT_NO_THROW(code_of(taylor));
  taylor.set("t", 11);
  EXPECT_THAT([&] { code_of(taylor); },
              ::testing::ThrowsMessage<InputError>(
                  "taylor_ce is written as code up to t = 10, got 11: it has no closed form."));
}

}  // namespace
}  // namespace losslab::testing
