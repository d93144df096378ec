// The code that losses are written as: its form, in each language.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "losses/expression/code/languages.h"
#include "losses/expression/own_loss_text.h"

namespace losslab::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(Code, OfHuberInNumPy) {
  Loss huber("huber");
  huber.set("delta", 1.345);
  EXPECT_EQ(write_numpy(code_of(huber)), R"(# Huber: a loss of the residual r = y - y_hat; its gradient is d loss / d r.
# delta: threshold.
# Source: Huber 1964.
import numpy as np


def huber(r, delta=1.345):
    r = np.asarray(r, dtype=float)
    with np.errstate(all="ignore"):  # np.where evaluates both branches
        return np.where(np.abs(r) <= delta, r**2 / 2, delta * (np.abs(r) - delta / 2))


def huber_gradient(r, delta=1.345):
    r = np.asarray(r, dtype=float)
    with np.errstate(all="ignore"):  # np.where evaluates both branches
        return np.where(np.abs(r) <= delta, r, delta * np.sign(r))


def huber_curvature(r, delta=1.345):
    r = np.asarray(r, dtype=float)
    with np.errstate(all="ignore"):  # np.where evaluates both branches
        return np.where(np.abs(r) <= delta, 1.0, 0.0)
)");
}

TEST(Code, OfWelschInCpp) {
  EXPECT_THAT(write_cpp(code_of(Loss("welsch"))),
              HasSubstr(R"(inline double welsch_gradient(double r, double c = 2.9846) {
  const double z = std::min(std::pow(r / c, 2.0), 800.0);
  return r * std::exp(-z);
}
)"));
}

TEST(Code, OfLogisticInTheOtherLanguages) {
  const LossCode code = code_of(Loss("logistic"));
  EXPECT_THAT(write_pytorch(code), HasSubstr("return -F.logsigmoid(m)\n"));
  EXPECT_THAT(write_pytorch(code), HasSubstr("return -torch.sigmoid(-m)\n"));
  EXPECT_THAT(write_jax(code), HasSubstr("return jax.nn.softplus(-m)\n"));
  EXPECT_THAT(write_r(code), HasSubstr("logistic <- function(m) {\n  -plogis(m, log.p = TRUE)\n}\n"));
  EXPECT_THAT(write_julia(code), HasSubstr("function logistic(m)\n    return softplus(-m)\nend\n"));
  EXPECT_THAT(write_matlab(code), HasSubstr("function [value, gradient] = logistic(m)\n"));
  EXPECT_THAT(write_latex(code), HasSubstr("\\ell'(m) &= -\\sigma\\left(-m\\right)\n"));
}

TEST(Code, OfAFormulaOfOnesOwn) {
  Loss loss = Loss::from_formula({.id = "my_linex", .name = "My LINEX", .formula = "b*(exp(a*r) - a*r - 1)"});
  loss.set("b", 2);
  loss.set("a", 0.5);
  const LossCode code = code_of(loss);
  EXPECT_THAT(write_numpy(code),
              HasSubstr("# My LINEX: a loss of the residual r = y - y_hat; its gradient is d loss / d r.\n"));
  EXPECT_THAT(write_numpy(code), HasSubstr("def my_linex(r, b=2.0, a=0.5):\n"));
  EXPECT_THAT(write_numpy(code), HasSubstr("return b * (np.exp(a * r) - a * r - 1)\n"));
  EXPECT_THAT(write_numpy(code), HasSubstr("return b * (np.exp(a * r) * a - a)\n"));
}

TEST(Code, NamesDoNotClashWithTheLanguage) {
  const LossCode code = code_of(Loss::from_formula({.id = "x", .formula = "lambda*r^2 + double*abs(r) + end*r"}));
  EXPECT_THAT(write_numpy(code), HasSubstr("def x(r, lambda_=1.0, double=1.0, end=1.0):\n"));
  EXPECT_THAT(write_cpp(code), HasSubstr("double lambda = 1.0, double double_ = 1.0, double end = 1.0"));
  EXPECT_THAT(write_julia(code), HasSubstr("function x(r; lambda = 1.0, double = 1.0, end_ = 1.0)\n"));
  EXPECT_THAT(write_latex(code), HasSubstr("\\lambda r^{2}"));
}

TEST(Code, NoFunctionHidesAnother) {
  const auto named = [](const char* id) { return code_of(Loss::from_formula({.id = id, .formula = "exp(r)"})); };
  EXPECT_THAT(write_r(named("exp")), HasSubstr("exp_loss <- function(r) {\n  exp(r)\n}\n"));
  EXPECT_THAT(write_numpy(named("lambda")), HasSubstr("def lambda_loss(r):"));
  EXPECT_THAT(write_cpp(named("2nd")), HasSubstr("double loss_2nd_gradient(double r)"));
  EXPECT_THAT(write_matlab(named("_mine")), HasSubstr("= loss__mine(r)"));
}

// Parentheses stand where the language needs them, and only there.
TEST(Code, KeepsTheOrderOfOperations) {
  const auto value = [](const char* text) {
    const std::string code = write_numpy(code_of(Loss::from_formula({.id = "x", .formula = text})));
    const std::size_t from = code.find("return") + 7;
    return code.substr(from, code.find('\n', from) - from);
  };
  EXPECT_EQ(value("-r^2"), "-r**2");
  EXPECT_EQ(value("(-r)^2"), "(-r)**2");
  EXPECT_EQ(value("r^2^3"), "r**2**3");
  EXPECT_EQ(value("(r^2)^3"), "(r**2)**3");
  EXPECT_EQ(value("1/(2*r)"), "1 / (2 * r)");
  EXPECT_EQ(value("1/2*r"), "1 / 2 * r");
  EXPECT_EQ(value("1 - (2 - r)"), "1 - (2 - r)");
  EXPECT_EQ(value("1 - 2 - r"), "1 - 2 - r");
  EXPECT_EQ(value("2^(-r)"), "2**(-r)");
  EXPECT_EQ(value("(1 + r)*(1 - r)"), "(1 + r) * (1 - r)");
  EXPECT_EQ(value("1e8*r + 1e-300 + 2500000"), "1e8 * r + 1e-300 + 2500000");
}

// Every loss in every language: whole, with balanced brackets, and no name left over.
TEST(Code, OfAllLosses) {
  for (const CodeLanguage& language : code_languages()) {
    for (const Loss& loss : Loss::all()) {
      const std::string text = language.write(code_of(loss));
      for (const auto& [open, close] : {std::pair('(', ')'), std::pair('{', '}'), std::pair('[', ']')}) {
        EXPECT_EQ(std::ranges::count(text, open), std::ranges::count(text, close)) << language.id << " " << loss.id();
      }
      EXPECT_THAT(text, Not(HasSubstr("--"))) << language.id << " " << loss.id();
      EXPECT_TRUE(text.ends_with('\n')) << language.id << " " << loss.id();
      EXPECT_THAT(text, HasSubstr(loss.info().source)) << language.id << " " << loss.id();
    }
  }
}

}  // namespace
}  // namespace losslab::testing
