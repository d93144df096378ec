#include "losses/learn/race/diagnosis.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support.h"

namespace losslab {
namespace {

using test::make_setting;
using Kind = Finding::Kind;

Competitor competitor(const char* loss, const char* optimizer, double rate, int batch = 0) {
  Competitor one{1, Loss(loss), parse_optimizer(optimizer)};
  one.optimizer.rate = rate;
  one.optimizer.batch = batch;
  return one;
}

std::optional<Finding> after(const Setting& setting, const Competitor& who, long steps,
                             std::vector<double> start = {}) {
  if (start.empty()) start = setting.model->initial(1);
  Race race(setting, std::move(start), 1, {who});
  race.advance_to(steps, {});
  return diagnose(race, 0, steps);
}

TEST(Diagnosis, Divergence) {
  const Setting line = make_setting("line:n=40,seed=5", "line");
  const auto found = after(line, competitor("squared_error", "gd", 10), 500);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->kind, Kind::divergence);
  EXPECT_GT(found->since, 1);
  Race race(line, {0, 0}, 1, {competitor("squared_error", "gd", 10)});
  race.advance_to(500, {});
  EXPECT_FALSE(diagnose(race, 0, 3)) << "it had not diverged yet";
}

// A little above 2/L it takes hundreds of steps until numbers overflow.
TEST(Diagnosis, RunsOnTheirWayToInfinity) {
  const Setting line = make_setting("line:n=40,seed=5", "line");
  for (const auto& [method, rate] : {std::pair("gd", 0.04), std::pair("momentum", 0.11), std::pair("nesterov", 0.06)}) {
    Race race(line, {0, 0}, 1, {competitor("squared_error", method, rate)});
    race.advance_to(100'000, {});
    ASSERT_TRUE(race.divergence(0)) << method;
    const long end = race.divergence(0)->step;
    ASSERT_GT(end, 150) << method;
    const auto found = diagnose(race, 0, end / 2);
    ASSERT_TRUE(found) << method;
    EXPECT_EQ(found->kind, Kind::runaway) << method;
    EXPECT_LT(found->since, end / 2) << method;
    EXPECT_EQ(diagnose(race, 0, end)->kind, Kind::divergence) << method;
  }
}

TEST(Diagnosis, SaturatedLossesOfClasses) {
  const Setting classes = make_setting("gaussians:n=100,seed=5", "linear");
  for (const char* loss : {"sigmoid_loss", "savage", "gce"}) {
    const auto found = after(classes, competitor(loss, "gd", 0.01), 50, {-60, -60, 0});
    ASSERT_TRUE(found) << loss;
    EXPECT_EQ(found->kind, Kind::saturation) << loss;
    EXPECT_EQ(found->since, 0);
    EXPECT_FALSE(after(classes, competitor(loss, "gd", 0.1), 300)) << loss;
  }
  EXPECT_FALSE(after(classes, competitor("logistic", "gd", 0.01), 50, {-60, -60, 0}));
}

TEST(Diagnosis, WrongLabelsThatARobustLossGivesUpAreNoSaturation) {
  const Setting wrong = make_setting("gaussians:n=200,flips=0.4,separation=4,seed=5", "linear");
  EXPECT_FALSE(after(wrong, competitor("gce", "gd", 1), 50, {8, 0, 0}));
  const auto found = after(wrong, competitor("gce", "gd", 1), 50, {-8, 0, 0});
  ASSERT_TRUE(found) << "those on the wrong side of a start that is turned about have right labels";
  EXPECT_EQ(found->kind, Kind::saturation);
}

TEST(Diagnosis, StepsThatUndoEachOther) {
  Dataset two;
  two.x1 = {-1, 1};
  two.y = {-1, 1};
  const Setting smooth = make_setting(two, "line");
  // J = (1 − w)² + b²: curvature 2, so that a rate of 1 goes back and forth.
  const auto found = after(smooth, competitor("squared_error", "gd", 1), 100);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->kind, Kind::oscillation);
  EXPECT_LE(found->since, 40);
  EXPECT_FALSE(after(smooth, competitor("squared_error", "gd", 0.9), 100));
  EXPECT_FALSE(after(smooth, competitor("squared_error", "gd", 1), 30)) << "too early to tell";
}

TEST(Diagnosis, StepsAcrossAKink) {
  Dataset one;
  one.x1 = {0, 0, 0};
  one.y = {-1, 0.05, 1};
  const Setting constant = make_setting(one, "constant");
  const auto found = after(constant, competitor("absolute_error", "gd", 0.3), 100);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->kind, Kind::kink_oscillation);
  EXPECT_THAT(found->advice, testing::HasSubstr("Huber"));
  EXPECT_FALSE(after(constant, competitor("huber", "gd", 0.3), 100));
  Competitor falling = competitor("absolute_error", "gd", 0.3);
  falling.optimizer.schedule = parse_schedule("inverse:5");
  EXPECT_FALSE(after(constant, falling, 100));
  EXPECT_FALSE(after(constant, competitor("absolute_error", "gd", 0.3, 1), 100)) << "batches are noisy anyway";
}

TEST(Diagnosis, RedescendingFitsThatForgotTheSamples) {
  const Setting line = make_setting("line:n=60,outliers=0.1,seed=5", "line");
  const auto found = after(line, competitor("tukey_biweight", "gd", 0.01), 50, {0, 500});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->kind, Kind::stuck);
  EXPECT_EQ(found->since, 0);
  EXPECT_FALSE(after(line, competitor("huber", "gd", 0.01), 50, {0, 500}));
}

TEST(Diagnosis, NothingIsFoundInHealthyRuns) {
  const Setting line = make_setting("line:n=60,outliers=0.2,seed=5", "line");
  for (const char* optimizer : {"gd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "adamw"}) {
    for (long steps : {0L, 50L, 300L, 1000L}) {
      EXPECT_FALSE(after(line, competitor("huber", optimizer, 0.01), steps)) << optimizer << steps;
    }
  }
  for (const char* loss : {"squared_error", "tukey_biweight", "welsch", "cauchy"}) {
    EXPECT_FALSE(after(line, competitor(loss, "gd", 0.01), 300)) << loss;
  }
  const Setting classes = make_setting("gaussians:n=200,flips=0.1,seed=5", "linear");
  for (const char* loss : {"logistic", "hinge", "exponential", "gce", "sigmoid_loss"}) {
    EXPECT_FALSE(after(classes, competitor(loss, "gd", 0.1), 300)) << loss;
  }
}

}  // namespace
}  // namespace losslab
