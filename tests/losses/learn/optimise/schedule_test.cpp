#include "losses/learn/optimise/schedule.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>

#include "losses/learn/optimise/optimizer.h"
#include "losses/learn/race/race.h"
#include "support.h"

namespace losslab {
namespace {

TEST(Schedule, FactorsByHand) {
  const auto factors = [](const char* text, std::vector<long> at) {
    std::vector<double> all;
    for (long t : at) all.push_back(rate_factor(parse_schedule(text), t));
    return all;
  };
  using testing::ElementsAre;
  EXPECT_THAT(factors("constant", {0, 1, 1'000'000}), ElementsAre(1, 1, 1));
  EXPECT_THAT(factors("step:3", {0, 2, 3, 5, 6, 9}), ElementsAre(1, 1, 0.5, 0.5, 0.25, 0.125));
  EXPECT_THAT(factors("inverse:4", {0, 1, 4, 12}), ElementsAre(1, 0.8, 0.5, 0.25));
  EXPECT_THAT(factors("cosine:4", {0, 2, 4, 5}), ElementsAre(1, 0.5, 0, 0));
  EXPECT_EQ(factors("step:1", {5000}).front(), 0);
  for (long t = 0; t <= 1000; ++t) {
    EXPECT_NEAR(rate_factor(parse_schedule("cosine:1000"), t), 0.5 * (1 + std::cos(std::numbers::pi * t / 1000)),
                3e-16);
  }
}

TEST(Schedule, TextsGoThereAndBack) {
  for (const char* text : {"constant", "step:7", "cosine:1000", "inverse:1000000"}) {
    EXPECT_EQ(to_text(parse_schedule(text)), text);
  }
  EXPECT_EQ(to_text(parse_schedule("1/t:50")), "inverse:50");
  EXPECT_EQ(to_text(parse_schedule("step")), "step:100");
  const auto said = [](const char* text) { return test::message_of([&] { parse_schedule(text); }); };
  EXPECT_EQ(said("linear:5"), "Unknown schedule 'linear:5'; known are constant, step:N, cosine:N and inverse:N.");
  EXPECT_EQ(said("step:0"), "Schedule: expected its length as a whole number from 1 to 1000000, found '0'.");
  EXPECT_EQ(said("cosine:2.5"), "Schedule: expected its length as a whole number from 1 to 1000000, found '2.5'.");
  EXPECT_EQ(said("constant:5"), "Schedule 'constant' takes no length, found 'constant:5'.");
}

// θ from 0 under the gradients given.
std::vector<double> path(const Optimizer& optimizer, const std::vector<double>& gradients) {
  OptimizerState state;
  std::vector<double> theta{0}, path;
  for (double g : gradients) {
    update(optimizer, state, theta, std::vector<double>{g}, std::vector<unsigned char>{1});
    path.push_back(theta[0]);
  }
  return path;
}

TEST(Schedule, UpdatesByHand) {
  Optimizer gd;
  gd.rate = 0.5;
  gd.schedule = parse_schedule("step:2");
  EXPECT_THAT(path(gd, {1, 1, 1, 1, 1}), testing::ElementsAre(-0.5, -1, -1.25, -1.5, -1.625));
  gd.schedule = parse_schedule("inverse:1");  // rates 1/2, 1/4, 1/6, 1/8
  const std::vector<double> inverse = path(gd, {1, 1, 1, 1});
  EXPECT_NEAR(inverse[3], -(0.5 + 0.25 + 0.5 / 3 + 0.125), 1e-15);
  gd.schedule = parse_schedule("cosine:2");  // rates 1/2, 1/4, 0
  EXPECT_THAT(path(gd, {1, 1, 1, 1}), testing::ElementsAre(-0.5, -0.75, -0.75, -0.75));
  Optimizer momentum = parse_optimizer("momentum");
  momentum.rate = 0.5, momentum.momentum = 0.5;
  momentum.schedule = parse_schedule("step:1");  // velocities 1, 1.5, 1.75; rates 1/2, 1/4, 1/8
  EXPECT_THAT(path(momentum, {1, 1, 1}), testing::ElementsAre(-0.5, -0.875, -1.09375));
  Optimizer adamw = parse_optimizer("adamw");  // the decay follows the rate
  adamw.rate = 0.5, adamw.decay = 0.5, adamw.schedule = parse_schedule("step:1");
  OptimizerState state;
  std::vector<double> theta{8};
  for (int k = 0; k < 2; ++k) update(adamw, state, theta, std::vector<double>{0}, std::vector<unsigned char>{1});
  EXPECT_EQ(theta[0], 8 * 0.75 * 0.875);
}

TEST(Clip, ShortensLongGradientsAlone) {
  Optimizer gd;
  gd.rate = 1, gd.clip = 5;
  const auto step = [&](std::vector<double> gradient) {
    OptimizerState state;
    std::vector<double> theta(gradient.size(), 0.0);
    update(gd, state, theta, gradient, std::vector<unsigned char>(gradient.size(), 1));
    return theta;
  };
  EXPECT_THAT(step({-3, -4}), testing::ElementsAre(3, 4));
  EXPECT_THAT(step({-6, -8}), testing::ElementsAre(3, 4));
  EXPECT_THAT(step({0, 0}), testing::ElementsAre(0, 0));
  const std::vector<double> huge = step({-6e200, -8e200});  // whose square is beyond all numbers
  EXPECT_NEAR(huge[0], 3, 1e-14);
  EXPECT_NEAR(huge[1], 4, 1e-14);
  EXPECT_TRUE(std::isnan(step({std::nan(""), 1})[0]));
  EXPECT_FALSE(std::isfinite(step({std::numeric_limits<double>::infinity(), 1})[0]));
}

TEST(Clip, KeepsARunThatWouldDiverge) {
  const Setting setting = test::make_setting("line:n=50", "line");
  Competitor wild{0, Loss("squared_error"), parse_optimizer("gd")};
  wild.optimizer.rate = 0.5;
  const auto fails = [&] {
    Stepper stepper(setting, wild, 1);
    RunState state = stepper.start(std::vector<double>{0, 0});
    for (int k = 0; k < 2000; ++k) {
      if (stepper.step(state)) return true;
    }
    return false;
  };
  EXPECT_TRUE(fails());
  wild.optimizer.clip = 1;
  EXPECT_FALSE(fails());
}

TEST(L1, ObjectiveAndSubgradient) {
  Dataset data;
  data.x1 = {1, -1, 2, -2};
  data.y = {0, 0, 0, 0};
  Setting setting = test::make_setting(data, "poly:2");
  setting.l2 = 0.5, setting.l1 = 3;
  Setting plain = setting;
  plain.l2 = plain.l1 = 0;
  Objective with(setting, Loss("huber")), without(plain, Loss("huber"));
  for (const std::vector<double>& theta : {std::vector<double>{2, -1, 5}, std::vector<double>{0, 0.25, -1}}) {
    std::vector<double> g(3), bare(3);
    const double weights = std::abs(theta[0]) + std::abs(theta[1]);
    const double squares = theta[0] * theta[0] + theta[1] * theta[1];
    EXPECT_NEAR(with(theta, g) - without(theta, bare), 3 * weights + 0.25 * squares, 1e-14);
    for (std::size_t j = 0; j < 2; ++j) {
      const double sign = theta[j] > 0 ? 1 : theta[j] < 0 ? -1 : 0;
      EXPECT_NEAR(g[j] - bare[j], 0.5 * theta[j] + 3 * sign, 1e-14);
    }
    EXPECT_EQ(g[2], bare[2]);
  }
}

// For orthogonal inputs the minimiser is known: the least-squares weight, moved towards 0 by λ₁/2 (the loss is r²) and
// no further.
TEST(L1, DescentComesToTheSoftThreshold) {
  Dataset data;
  data.x1 = {1, -1, 1, -1};
  data.y = {3, -1, 3, -1};  // 2x + 1
  for (const double l1 : {1.0, 10.0}) {
    Setting setting = test::make_setting(data, "line");
    setting.l1 = l1;
    Competitor gd{0, Loss("squared_error"), parse_optimizer("gd")};
    gd.optimizer.rate = 0.1;
    gd.optimizer.schedule = parse_schedule("inverse:200");
    Stepper stepper(setting, gd, 1);
    RunState state = stepper.start(std::vector<double>{1, 0});
    for (int k = 0; k < 20000; ++k) ASSERT_FALSE(stepper.step(state));
    EXPECT_NEAR(state.theta[0], std::max(0.0, 2 - l1 / 2), 0.02);
    EXPECT_NEAR(state.theta[1], 1, 1e-6);
  }
}

}  // namespace
}  // namespace losslab
