#include "losses/learn/optimise/optimizer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "losses/core/error.h"
#include "support.h"

namespace losslab {
namespace {

// θ after each of three steps from θ = 1 with the gradients 1, −0.5, 2.
std::vector<double> path(const Optimizer& optimizer) {
  OptimizerState state;
  std::vector<double> theta{1, 5}, path;
  const std::vector<unsigned char> penalised{1, 0};
  for (double g : {1.0, -0.5, 2.0}) {
    update(optimizer, state, theta, std::vector<double>{g, 0}, penalised);
    path.push_back(theta[0]);
    EXPECT_EQ(theta[1], 5) << "no gradient and no penalty: nothing moves";
  }
  EXPECT_EQ(state.steps, 3);
  return path;
}

void expect_path(const char* name, double rate, std::vector<double> expected) {
  Optimizer optimizer = parse_optimizer(name);
  optimizer.rate = rate;
  const std::vector<double> found = path(optimizer);
  for (std::size_t k = 0; k < 3; ++k) EXPECT_NEAR(found[k], expected[k], 1e-15) << name << ", step " << k + 1;
}

TEST(Optimizer, FirstStepsByHand) {
  expect_path("gd", 0.1, {0.9, 0.95, 0.75});
  // v = 1, 0.4, 2.36
  expect_path("momentum", 0.1, {0.9, 0.86, 0.624});
  // g + 0.9 v = 1.9, −0.14, 4.124
  expect_path("nesterov", 0.1, {0.81, 0.824, 0.4116});
  // sums of squares 1, 1.25, 5.25
  const double a1 = 1 - 0.1 / (1 + 1e-8), a2 = a1 + 0.05 / (std::sqrt(1.25) + 1e-8);
  expect_path("adagrad", 0.1, {a1, a2, a2 - 0.2 / (std::sqrt(5.25) + 1e-8)});
  // means of squares 0.01, 0.0124, 0.052276
  const double r1 = 1 - 0.01 / (0.1 + 1e-8), r2 = r1 + 0.005 / (std::sqrt(0.0124) + 1e-8);
  expect_path("rmsprop", 0.01, {r1, r2, r2 - 0.02 / (std::sqrt(0.052276) + 1e-8)});
  // m = 0.1, 0.04, 0.236; v = 0.001, 0.001249, 0.005247751; corrected by 1 − β₁ᵗ and 1 − β₂ᵗ
  const double m2 = 0.04 / 0.19, m3 = 0.236 / 0.271, v2 = 0.001249 / 0.001999, v3 = 0.005247751 / 0.002997001;
  const double s1 = 0.1 / (1 + 1e-8), s2 = 0.1 * m2 / (std::sqrt(v2) + 1e-8), s3 = 0.1 * m3 / (std::sqrt(v3) + 1e-8);
  expect_path("adam", 0.1, {1 - s1, 1 - s1 - s2, 1 - s1 - s2 - s3});
  // each step first shrinks θ by the factor 1 − 0.1·0.01
  const double w1 = 0.999 - s1, w2 = 0.999 * w1 - s2;
  expect_path("adamw", 0.1, {w1, w2, 0.999 * w2 - s3});
}

TEST(Optimizer, NamesGoThereAndBack) {
  for (const char* name : {"gd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "adamw"}) {
    EXPECT_EQ(to_text(parse_optimizer(name).kind), name);
    EXPECT_FALSE(english_name(parse_optimizer(name).kind).empty());
  }
  EXPECT_EQ(parse_optimizer("rmsprop").second, 0.99);
  EXPECT_EQ(test::message_of([] { parse_optimizer("sgd"); }),
            "Unknown optimizer 'sgd'; known are gd, momentum, nesterov, adagrad, rmsprop, adam, adamw.");
}

}  // namespace
}  // namespace losslab
