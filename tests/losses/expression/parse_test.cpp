// How formulas are understood.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "as_text.h"
#include "losses/expression/names.h"

namespace losslab::testing {
namespace {

using ::testing::ElementsAre;

TEST(Parse, Precedence) {
  EXPECT_EQ(understood("1+2*r"), "(+ 1 (* 2 r))");
  EXPECT_EQ(understood("1-2-r"), "(- (- 1 2) r)");
  EXPECT_EQ(understood("1/2/r"), "(/ (/ 1 2) r)");
  EXPECT_EQ(understood("r^2/2"), "(/ (^ r 2) 2)");
  EXPECT_EQ(understood("-r^2"), "(neg (^ r 2))");
  EXPECT_EQ(understood("2^3^r"), "(^ 2 (^ 3 r))");
  EXPECT_EQ(understood("2^-r"), "(^ 2 (neg r))");
  EXPECT_EQ(understood("r^-2^2"), "(^ r (neg (^ 2 2)))");
  EXPECT_EQ(understood("2*-r"), "(* 2 (neg r))");
  EXPECT_EQ(understood("--r"), "(neg (neg r))");
  EXPECT_EQ(understood("+r"), "r");
  EXPECT_EQ(understood("r**2"), "(^ r 2)");
}

TEST(Parse, ProductsAsPeopleWriteThem) {
  EXPECT_EQ(understood("2r"), "(* 2 r)");
  EXPECT_EQ(understood("2(r+1)"), "(* 2 (+ r 1))");
  EXPECT_EQ(understood("r log(r)"), "(* r (log r))");
  EXPECT_EQ(understood("2r^2"), "(* 2 (^ r 2))");
  EXPECT_EQ(understood("1/2 r"), "(* (/ 1 2) r)");
  EXPECT_EQ(understood("(r+1)(r-1)"), "(* (+ r 1) (- r 1))");
  EXPECT_EQ(understood("c(r+1)"), "(* c (+ r 1))");
  EXPECT_EQ(understood("r(r+1)"), "(* r (+ r 1))");
  EXPECT_EQ(understood("delta(|r| - delta/2)"), "(* delta (- (abs r) (/ delta 2)))");
  EXPECT_EQ(understood("width(r+1) + width"), "(+ (* width (+ r 1)) width)");
  EXPECT_EQ(understood("2 pi r"), "(* (* 2 3.141592653589793) r)");
  EXPECT_EQ(understood("2e r"), "(* (* 2 2.718281828459045) r)");
  EXPECT_EQ(understood("2e3r"), "(* 2000 r)");
  EXPECT_EQ(understood("r - 2"), "(- r 2)");
  EXPECT_EQ(understood("r -2"), "(- r 2)");
}

TEST(Parse, Bars) {
  EXPECT_EQ(understood("|r|"), "(abs r)");
  EXPECT_EQ(understood("2|r|"), "(* 2 (abs r))");
  EXPECT_EQ(understood("||r|-1|"), "(abs (- (abs r) 1))");
  EXPECT_EQ(understood("|r||r-1|"), "(* (abs r) (abs (- r 1)))");
  EXPECT_EQ(understood("|2(r-|r|)|"), "(abs (* 2 (- r (abs r))))");
  EXPECT_EQ(understood("|max(|r|, 1)|"), "(abs (max (abs r) 1))");
  EXPECT_EQ(understood("|r|^p"), "(^ (abs r) p)");
}

TEST(Parse, Letters) {
  EXPECT_EQ(understood("δ²·r − 1"), "(- (* (^ delta 2) r) 1)");
  EXPECT_EQ(understood("δr"), "(* delta r)");
  EXPECT_EQ(understood("2αβ"), "(* (* 2 alpha) beta)");
  EXPECT_EQ(understood("√r + √(r+1)"), "(+ (sqrt r) (sqrt (+ r 1)))");
  EXPECT_EQ(understood("2√2 r"), "(* (* 2 (sqrt 2)) r)");
  EXPECT_EQ(understood("π r"), "(* 3.141592653589793 r)");
  EXPECT_EQ(understood("c₁ r × c₂"), "(* (* c1 r) c2)");
  EXPECT_EQ(understood("r¹⁰"), "(^ r 10)");
  EXPECT_EQ(understood("if(r ≤ 0, 1, 2)"), "(if (<= r 0) 1 2)");
  EXPECT_EQ(understood("-log(σ(m))", "m"), "(neg (log (sigmoid m)))");
  EXPECT_EQ(understood("σ(r) + σ"), "(+ (* sigma r) sigma)");
  EXPECT_EQ(understood("γ_pos r"), "(* gamma_pos r)");
  EXPECT_EQ(understood("δ\u00a0r"), "(* delta r)");
}

TEST(Parse, Functions) {
  EXPECT_EQ(understood("Log(r) + EXP(r)"), "(+ (log r) (exp r))");
  EXPECT_EQ(understood("ln(r)"), "(log r)");
  EXPECT_EQ(understood("log2(r)"), "(/ (log r) (log 2))");
  EXPECT_EQ(understood("max(1, r, c)"), "(max (max 1 r) c)");
  EXPECT_EQ(understood("min(r, c)"), "(min r c)");
  EXPECT_EQ(understood("clip(r, -c, c)"), "(clip r (neg c) c)");
  EXPECT_EQ(understood("pow(r, 2)"), "(^ r 2)");
  EXPECT_EQ(understood("relu(1 - m)", "m"), "(max 0 (- 1 m))");
  EXPECT_EQ(understood("arctan(r)^2"), "(^ (atan r) 2)");
}

TEST(Parse, Conditions) {
  EXPECT_EQ(understood("if(0 <= r < 1, r, 1)"), "(if (and (<= 0 r) (< r 1)) r 1)");
  EXPECT_EQ(understood("if(r == 0, 1, sin(r)/r)"), "(if (== r 0) 1 (/ (sin r) r))");
  EXPECT_EQ(understood("if((r > c), r, if(r = 0, 1, 2))"), "(if (> r c) r (if (== r 0) 1 2))");
  EXPECT_EQ(understood("if(a < r <= b < 9, r, 1)"), "(if (and (and (< a r) (<= r b)) (< b 9)) r 1)");
}

TEST(Parse, Lines) {
  EXPECT_EQ(understood("c^2/2*log(1+z^2)\nz = r/c"), "(* (/ (^ c 2) 2) (log (+ 1 (^ (/ r c) 2))))");
  EXPECT_EQ(understood("z^2; z = w + 1; w = 2r"), "(^ (+ (* 2 r) 1) 2)");
  EXPECT_EQ(understood("z = r/c\n\nz(z+1)\n"), "(* (/ r c) (+ (/ r c) 1))");
  EXPECT_EQ(understood("ℓ(r) = r^2"), "(^ r 2)");
  EXPECT_EQ(understood("loss(r) = r^2"), "(^ r 2)");
  const Expression cauchy = parse_expression("c^2/2*log(1+z^2)\nz = r/c\nk = c", "r");
  ASSERT_EQ(cauchy.names.size(), 1u);
  EXPECT_EQ(cauchy.names[0].name, "z");
  EXPECT_EQ(cauchy.nodes[static_cast<std::size_t>(cauchy.names[0].node)].operation, Operation::divide);
}

TEST(Parse, ParametersInTheOrderOfTheText) {
  EXPECT_THAT(parse_expression("b*z + a\nz = r/c", "r").parameters, ElementsAre("b", "a", "c"));
  EXPECT_THAT(parse_expression("z = r/c\nδ z + a", "r").parameters, ElementsAre("c", "delta", "a"));
  EXPECT_THAT(parse_expression("r\nz = r/c", "r").parameters, ElementsAre());
  EXPECT_THAT(parse_expression("C r + c", "r").parameters, ElementsAre("C", "c"));
}

TEST(Parse, EqualPartsAreOneNode) {
  EXPECT_EQ(parse_expression("(r/c)^2 + (r/c)^2", "r").nodes.size(), 6u);
  const Expression expression = parse_expression("exp(r/c) + (r/c)", "r");
  for (std::size_t i = 0; i < expression.nodes.size(); ++i) {
    for (const int argument : expression.nodes[i].arguments) EXPECT_LT(argument, static_cast<int>(i));
  }
}

TEST(Parse, WhereAPartIsFrom) {
  const Expression expression = parse_expression("1 + log(r)\n", "r");
  const TextRange expected{0, 4, 10};
  EXPECT_EQ(expression.nodes[2].operation, Operation::log);
  EXPECT_EQ(expression.nodes[2].where, expected);
}

TEST(Parse, VariableByWhatOccurs) {
  EXPECT_EQ(variable_of_formula("c^2/2*log(1+(r/c)^2)"), "r");
  EXPECT_EQ(variable_of_formula("|r|^p"), "r");
  EXPECT_EQ(variable_of_formula("max(0, 1-m)"), "m");
  EXPECT_EQ(variable_of_formula("-(1-p)^γ log(p)\np = sigmoid(m)"), "m");
  EXPECT_EQ(variable_of_formula("(1-p^q)/q"), "p");
  EXPECT_EQ(variable_of_formula("q^2"), "q");
  EXPECT_EQ(variable_of_formula("x^2"), std::nullopt);
  EXPECT_EQ(variable_of_formula("m r"), std::nullopt);
}

TEST(Parse, PrintedNames) {
  EXPECT_EQ(printed_name("delta"), "δ");
  EXPECT_EQ(printed_name("c1"), "c₁");
  EXPECT_EQ(printed_name("alpha_2"), "α₂");
  EXPECT_EQ(printed_name("gamma_pos"), "γ₊");
  EXPECT_EQ(printed_name("c"), "c");
  EXPECT_EQ(printed_name("width"), "width");
  EXPECT_EQ(printed_name("width2"), "width2");
}

}  // namespace
}  // namespace losslab::testing
