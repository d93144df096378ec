// Where the derivatives of a formula are not defined, and what is said of them there.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "losses/core/loss.h"
#include "losses/expression/own_loss_text.h"

namespace losslab::testing {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;
using ::testing::Pointwise;

Loss formula(const char* text, const char* parameters = "", Family family = Family::residual) {
  Loss loss = Loss::from_formula({.id = "formula", .family = family, .formula = text});
  loss.set_from_text(parameters);
  return loss;
}

TEST(FormulaKinks, AreFoundWhereSidesDiffer) {
  EXPECT_THAT(formula("|r|").kinks(), ElementsAre(0));
  EXPECT_THAT(formula("if(|r| <= δ, r^2/2, δ(|r| - δ/2))", "delta=1.345").kinks(), ElementsAre(-1.345, 1.345));
  EXPECT_THAT(formula("max(0, 1 - m)", "", Family::margin).kinks(), ElementsAre(1));
  EXPECT_THAT(formula("max(0, |r| - ε)^2", "epsilon=0.3").kinks(), ElementsAre(-0.3, 0.3));
  EXPECT_THAT(formula("min(r^2, c^2)", "c=2").kinks(), ElementsAre(-2, 2));
  EXPECT_THAT(formula("clip(r, -a, b)", "a=3;b=1e5").kinks(), ElementsAre(-3, 1e5));
  EXPECT_THAT(formula("sqrt(r^2)").kinks(), ElementsAre(0));
  EXPECT_THAT(formula("|r|^p", "p=1.5").kinks(), ElementsAre(0));
  EXPECT_THAT(formula("sign(r - 1)").kinks(), ElementsAre(1));
  EXPECT_THAT(formula("if(0 <= r < 1, r^2, r)").kinks(), ElementsAre(0, 1));
  EXPECT_THAT(formula("||r| - 1|").kinks(), ElementsAre(-1, 0, 1));
  EXPECT_THAT(formula("|r^2 - 2|").kinks(), Pointwise(DoubleNear(1e-15), {-1.4142135623730951, 1.4142135623730951}));
  EXPECT_THAT(formula("|log(r)|").kinks(), ElementsAre(1));
  EXPECT_THAT(formula("max(-log(p), 1)", "", Family::of_probability).kinks(),
              Pointwise(DoubleNear(1e-15), {0.36787944117144233}));
}

TEST(FormulaKinks, FollowTheParameters) {
  Loss huber = formula("if(|r| <= δ, r^2/2, δ(|r| - δ/2))");
  for (const double delta : {1e-6, 0.017, 1.0, 33.3, 12345.678, 1e9}) {
    huber.set("delta", delta);
    EXPECT_THAT(huber.kinks(), ElementsAre(-delta, delta));
  }
}

TEST(FormulaKinks, AreNoneWhereAllIsSmooth) {
  EXPECT_THAT(formula("r^2").kinks(), ElementsAre());
  EXPECT_THAT(formula("|r|^3").kinks(), ElementsAre());
  EXPECT_THAT(formula("|r|^2").kinks(), ElementsAre());
  EXPECT_THAT(formula("sqrt(1 + r^2)").kinks(), ElementsAre());
  EXPECT_THAT(formula("c^2(|r|/c - log(1 + |r|/c))").kinks(), ElementsAre());
  EXPECT_THAT(formula("if(r < 0, r^2, r^2)").kinks(), ElementsAre());
  EXPECT_THAT(formula("max(r, 0)^3").kinks(), ElementsAre());
}

TEST(FormulaKinks, APointAtWhichAPieceEndsIsNoneWhereAllIsSmooth) {
  const Loss loss = formula("if(|r| > 1, |r| + log1p(exp(-2|r|)) - log(2), -log1p(-tanh(clip(r, -1, 1))^2)/2)");
  EXPECT_THAT(loss.kinks(), ElementsAre());
  EXPECT_NEAR(loss.at(-1).gradient, -std::tanh(1.0), 1e-12);
  EXPECT_NEAR(loss.at(-1).curvature, 1 - std::tanh(1.0) * std::tanh(1.0), 1e-12);
}

TEST(FormulaKinks, AreWhereTheyAreInSpiteOfRounding) {
  // 1 − m is 1 for all m up to 1e-16.
  const Loss loss = formula("if(h < 1, h^2/2, h - 1/2)\nh = max(1 - m, 0)", "", Family::margin);
  EXPECT_THAT(loss.kinks(), ElementsAre(0, 1));
}

TEST(FormulaKinks, TheGradientIsTheSubgradientOfLeastAbsoluteValue) {
  const auto expect_at = [](const Loss& loss, double x, double value, double gradient) {
    const Jet<double> jet = loss.at(x);
    EXPECT_DOUBLE_EQ(jet.value, value);
    EXPECT_DOUBLE_EQ(jet.gradient, gradient);
    EXPECT_TRUE(std::isnan(jet.curvature));
    double g = 0, c = 0;
    loss.evaluate({&x, 1}, {}, {&g, 1}, {&c, 1});
    EXPECT_DOUBLE_EQ(g, gradient);
    EXPECT_TRUE(std::isnan(c));
  };
  expect_at(formula("|r|"), 0, 0, 0);
  expect_at(formula("max(τ r, (τ-1) r)", "tau=0.8"), 0, 0, 0);
  expect_at(formula("max(r, 3r)"), 0, 0, 1);
  expect_at(formula("max(-r, -3r)"), 0, 0, -1);
  expect_at(formula("max(r, 0) - r"), 0, 0, 0);
  expect_at(formula("max(0, 1 - m)", "", Family::margin), 1, 0, 0);
  expect_at(formula("if(|r| <= 1, r^2/2, |r| - 1/2)"), 1, 0.5, 1);
  expect_at(formula("sqrt(r^2)"), 0, 0, 0);
}

TEST(FormulaKinks, NothingBeyondTheDomainAndForNaN) {
  const Loss loss = formula("if(p < 1/2, 1, 2)", "", Family::of_probability);
  for (const double x : {-0.1, 1.1, std::nan("")}) {
    EXPECT_TRUE(std::isnan(loss.at(x).value)) << x;
    EXPECT_TRUE(std::isnan(loss.at(x).gradient)) << x;
  }
  EXPECT_TRUE(std::isnan(formula("if(r < 1, 1, 2)").at(std::nan("")).value));
  EXPECT_EQ(loss.at(0).value, 1);
  EXPECT_EQ(loss.at(1).value, 2);
}

TEST(FormulaKinks, ThereIsARoomForManyOfThem) {
  const Loss loss = formula("|sin(20 r)|");
  EXPECT_EQ(loss.kinks().size(), 64u);
  EXPECT_THAT(loss.kinks(), ::testing::Contains(0));
}

}  // namespace
}  // namespace losslab::testing
