#include "losses/learn/models/bumps.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "losses/learn/exact/exact.h"
#include "losses/learn/race/race.h"
#include "support.h"

namespace losslab {
namespace {

Dataset points(std::vector<double> x1, std::vector<double> x2 = {}) {
  Dataset data;
  data.task = x2.empty() ? Task::regression : Task::classification;
  data.y.assign(x1.size(), 1);
  data.x1 = std::move(x1), data.x2 = std::move(x2);
  return data;
}

TEST(Bumps, OnALine) {
  const Dataset data = points({0, 3, 8, 1});
  const Bumps bumps(5, data);  // centres 0, 2, 4, 6, 8, width 2
  ASSERT_EQ(bumps.count(), 5U);
  std::vector<double> out(5 * 2);
  bumps.evaluate(std::vector<double>{4, 1}, {}, out, 2);
  for (int k = 0; k < 5; ++k) {
    EXPECT_DOUBLE_EQ(out[static_cast<std::size_t>(2 * k)], std::exp(-0.5 * std::pow((4 - 2 * k) / 2.0, 2)));
    EXPECT_DOUBLE_EQ(out[static_cast<std::size_t>(2 * k + 1)], std::exp(-0.5 * std::pow((1 - 2 * k) / 2.0, 2)));
  }
  std::vector<double> one(1);
  Bumps(1, data).evaluate(std::vector<double>{8}, {}, one, 1);  // centre 4, width 4
  EXPECT_DOUBLE_EQ(one[0], std::exp(-0.5));
  Bumps(3, points({7, 7})).evaluate(std::vector<double>{7}, {}, out, 1);
  EXPECT_EQ(out[0], 1);
}

TEST(Bumps, OnAGrid) {
  const Dataset data = points({0, 2, 1}, {-4, 4, 0});
  const Bumps bumps(3, data);  // centres 0, 1, 2 and -4, 0, 4
  ASSERT_EQ(bumps.count(), 9U);
  std::vector<double> out(9);
  bumps.evaluate(std::vector<double>{1}, std::vector<double>{4}, out, 1);
  for (int j = 0; j < 3; ++j) {
    for (int i = 0; i < 3; ++i) {
      const double a = i - 1, b = (4 - (4.0 * j - 4)) / 4;
      EXPECT_DOUBLE_EQ(out[static_cast<std::size_t>(3 * j + i)], std::exp(-0.5 * a * a) * std::exp(-0.5 * b * b));
    }
  }
}

TEST(RbfModel, FollowsAWave) {
  const Setting setting = test::make_setting("sinusoid:n=200,noise=0.1", "rbf:12");
  EXPECT_EQ(setting.model->parameter_count(), 13U);
  EXPECT_TRUE(setting.model->linear_in_parameters());
  const ExactFit fit = solve_exact(setting, Loss("squared_error"));
  EXPECT_TRUE(fit.converged);
  EXPECT_LT(fit.objective, 0.03);
  EXPECT_GT(solve_exact(test::make_setting("sinusoid:n=200,noise=0.1", "line"), Loss("squared_error")).objective, 5);
  // predict() and outputs() are the same function.
  const Dataset& data = *setting.data;
  std::vector<double> a(data.size()), b(data.size());
  ModelWorkspace work;
  setting.model->outputs(fit.theta, {}, a, work);
  setting.model->predict(fit.theta, data.x1, {}, b);
  EXPECT_EQ(a, b);
}

TEST(RbfModel, SeparatesCircles) {
  const Setting setting = test::make_setting("circles:n=200", "rbf:4", 1e-3);
  const ExactFit fit = solve_exact(setting, Loss("logistic"));
  EXPECT_LT(Objective(setting, Loss("logistic")).measure(fit.theta).given_error, 0.01);
}

// ∂J/∂θ of both kinds of network and of bumps by central differences.
TEST(Models, GradientsByDifferences) {
  for (const char* model : {"rbf:5", "mlp:6,5,relu", "mlp:3,relu", "mlp:6,5", "mlp:4,4,4,relu"}) {
    for (const bool classes : {false, true}) {
      const Setting setting = test::make_setting(classes ? "moons:n=30" : "sinusoid:n=30", model, 0.1, true);
      Objective objective(setting, Loss(classes ? "logistic" : "pseudo_huber"));
      std::vector<double> theta = setting.model->initial(3), g(theta.size());
      for (std::size_t j = 0; j < theta.size(); ++j) theta[j] += 0.01 * static_cast<double>(j % 7) - 0.023;
      objective(theta, g);
      for (std::size_t j = 0; j < theta.size(); ++j) {
        const double h = 1e-6, old = theta[j];
        theta[j] = old + h;
        const double above = objective(theta, {});
        theta[j] = old - h;
        const double below = objective(theta, {});
        theta[j] = old;
        EXPECT_NEAR(g[j], (above - below) / (2 * h), 2e-8 * (1 + std::abs(g[j]))) << model << ", " << j;
      }
    }
  }
}

TEST(ReluNetwork, IsTheFormula) {
  const Setting setting = test::make_setting(points({-1.5, 0.25, 2}), "mlp:2,relu");
  const std::vector<double> theta{1.5, -2, 0.5, 1, 3, -4, 0.125};  // w, b of the hidden layer, v, c
  std::vector<double> f(3);
  setting.model->predict(theta, setting.data->x1, {}, f);
  for (std::size_t i = 0; i < 3; ++i) {
    const double x = setting.data->x1[i];
    EXPECT_DOUBLE_EQ(f[i], 3 * std::max(0.0, 1.5 * x + 0.5) - 4 * std::max(0.0, -2 * x + 1) + 0.125);
  }
  std::vector<double> lost = theta;
  lost[0] = std::nan("");
  setting.model->predict(lost, setting.data->x1, {}, f);
  EXPECT_TRUE(std::isnan(f[0]));
}

TEST(ReluNetwork, LearnsAndKeepsItsSeed) {
  const Setting setting = test::make_setting("xor:n=200,noise=0.4", "mlp:8,8,relu");
  Competitor adam{0, Loss("logistic"), parse_optimizer("adam")};
  adam.optimizer.rate = 0.01;
  Race race(setting, setting.model->initial(1), 1, {adam}), again(setting, setting.model->initial(1), 1, {adam});
  race.advance_to(500, {});
  again.advance_to(500, {});
  EXPECT_LT(race.measures(0, 500).clean_error, 0.02);
  EXPECT_TRUE(std::ranges::equal(race.theta(0, 500), again.theta(0, 500)));
}

TEST(ModelSpec, ReadsBumpsAndActivations) {
  for (const char* text : {"rbf:1", "rbf:10", "mlp:8,8", "mlp:64,relu", "mlp:1,2,3,4,relu"}) {
    for (const Task task : {Task::regression, Task::classification}) EXPECT_EQ(to_text(parse_model(text, task)), text);
  }
  EXPECT_EQ(to_text(parse_model("rbf", Task::regression)), "rbf:8");
  EXPECT_EQ(to_text(parse_model("mlp:8,8,tanh", Task::regression)), "mlp:8,8");
  const auto said = [](const char* text, Task task) { return test::message_of([&] { parse_model(text, task); }); };
  EXPECT_EQ(said("rbf:41", Task::regression),
            "Model: expected the number of bumps as a whole number from 1 to 40, found '41'.");
  EXPECT_EQ(said("rbf:11", Task::classification),
            "Model: expected the bumps along each input as a whole number from 1 to 10, found '11'.");
  EXPECT_EQ(said("mlp:relu", Task::regression),
            "Model: expected the width of a layer as a whole number from 1 to 64, found 'relu'.");
  EXPECT_EQ(said("mlp:8,sine", Task::regression),
            "Model: expected the width of a layer as a whole number from 1 to 64, found 'sine'.");
}

}  // namespace
}  // namespace losslab
