// Derivatives by the rules: as a person would write them, and right.
#include <gtest/gtest.h>

#include "evaluate.h"
#include "losses/expression/code/languages.h"
#include "losses/expression/derivative/derivative.h"
#include "losses/expression/own_loss_text.h"

namespace losslab::testing {
namespace {

LossCode code_for(const char* text) {
  Loss loss = Loss::from_formula({.id = "mine", .formula = text});
  for (std::size_t i = 0; i < loss.parameters().size(); ++i) loss.set(i, 1.5);
  return code_of(loss);
}

// What the gradient returns, in NumPy.
std::string gradient_of(const char* text) {
  const std::string code = write_numpy(code_for(text));
  const std::size_t from = code.find("return", code.find("def mine_gradient")) + 7;
  return code.substr(from, code.find('\n', from) - from);
}

TEST(Derivative, ReadsAsAPersonWouldWriteIt) {
  EXPECT_EQ(gradient_of("r^2"), "2 * r");
  EXPECT_EQ(gradient_of("r^2/2"), "r");
  EXPECT_EQ(gradient_of("r^4/4"), "r**3");
  EXPECT_EQ(gradient_of("(1 - r)^2"), "-2 * (1 - r)");
  EXPECT_EQ(gradient_of("exp(-r)"), "-np.exp(-r)");
  EXPECT_EQ(gradient_of("softplus(-r)"), "-1 / (1 + np.exp(r))");
  EXPECT_EQ(gradient_of("abs(r)"), "np.sign(r)");
  EXPECT_EQ(gradient_of("max(1 - r, 0)^2"), "-2 * np.maximum(1 - r, 0)");
  EXPECT_EQ(gradient_of("if(abs(r) <= d, r^2/2, d*(abs(r) - d/2))"), "np.where(np.abs(r) <= d, r, d * np.sign(r))");
  EXPECT_EQ(gradient_of("r^2/(2*b)"), "r / b");
  EXPECT_EQ(gradient_of("abs(r)^p"), "p * np.abs(r)**(p - 1) * np.sign(r)");
  EXPECT_EQ(gradient_of("3"), "np.full_like(r, 0)");
  EXPECT_EQ(gradient_of("a*r + b"), "np.full_like(r, a)");
}

TEST(Derivative, AgreesWithDifferences) {
  for (const char* text : {"r^3",
                           "exp(a*r)/(1 + r^2)",
                           "log(1 + r^2)",
                           "log1p(r^2)*tanh(r)",
                           "sin(r)*cos(2r)",
                           "tan(r/4)",
                           "atan(a*r)",
                           "sinh(r)/cosh(r)",
                           "sigmoid(a*r)^2",
                           "softplus(r)*r",
                           "erf(r)",
                           "expm1(r)/a",
                           "sqrt(1 + r^2)",
                           "2^r",
                           "(1 + r^2)^r",
                           "min(r^2, a)",
                           "max(r, 2r)",
                           "clip(r, -1, a)^2",
                           "clip(a, r, 2 + r^2)",
                           "if(r < a, r^2, 2r)",
                           "abs(r - a)*r",
                           "-r/(a*r + 9)",
                           "(r/a)*(r/a)*(r/a)",
                           "r/(1 + abs(r))"}) {
    const LossCode code = code_for(text);
    for (const double x : {-2.3, -0.7, 0.41, 1.13, 2.9}) {
      const double h = 1e-5;
      const Evaluation at(code.graph, x, {1.5}), left(code.graph, x - h, {1.5}), right(code.graph, x + h, {1.5});
      const auto slope = [&](int node) { return (right(node) - left(node)) / (2 * h); };
      EXPECT_NEAR(at(code.gradient), slope(code.value), 1e-7 * (1 + std::fabs(slope(code.value))))
          << text << " at " << x;
      EXPECT_NEAR(at(code.curvature), slope(code.gradient), 1e-7 * (1 + std::fabs(slope(code.gradient))))
          << text << " at " << x;
    }
  }
}

// At a kink, of the slopes between both sides the one nearest to 0.
TEST(Derivative, TakesTheSubgradientOfLeastAbsoluteValue) {
  const auto at_zero = [](const char* text) {
    const LossCode code = code_for(text);
    return Evaluation(code.graph, 0, {})(code.gradient);
  };
  EXPECT_EQ(at_zero("abs(r)"), 0);
  EXPECT_EQ(at_zero("max(r, 0)"), 0);
  EXPECT_EQ(at_zero("max(0, -r)"), 0);
  EXPECT_EQ(at_zero("max(0.8*r, -0.2*r)"), 0);
  EXPECT_EQ(at_zero("max(3*r, 2*r)"), 2);
  EXPECT_EQ(at_zero("max(-r, -4*r)"), -1);
  EXPECT_EQ(at_zero("min(3*r, 2*r)"), 2);
  EXPECT_EQ(at_zero("clip(r, 0, 1)"), 0);
}

}  // namespace
}  // namespace losslab::testing
