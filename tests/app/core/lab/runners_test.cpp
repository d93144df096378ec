// Those who run: losses, and further runs of one with their own settings.
#include "app/core/lab/page/runners.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "app/core/lab/page/lab_page.h"
#include "app/core/lab/results/lab.h"
#include "app/core/shell/state/document.h"
#include "in_english.h"

namespace losslab {
namespace {

class Runners : public testing::Test {
 protected:
  Document document_;
  LabPage& page_ = lab_page(document_, Task::regression);
};

TEST_F(Runners, ALossRunsWithWhatAllShare) {
  document_.loss("huber").set("delta", 2);
  page_.optimizer.rate = 0.25;
  const Competitor who = competitor_of(document_, page_, "huber");
  EXPECT_EQ(who.key, document_.index("huber"));
  EXPECT_EQ(who.loss.parameter("delta"), 2);
  EXPECT_EQ(who.optimizer, page_.optimizer);
  EXPECT_EQ(runner_name(document_, page_, "huber", in_english()), "Huber");
}

TEST_F(Runners, AFurtherRunKeepsItsOwn) {
  document_.loss("huber").set("delta", 2);
  add_run(document_, page_, "huber", in_english());
  EXPECT_EQ(page_.chosen, "huber#2");
  ASSERT_EQ(page_.ticked.size(), 4u);
  document_.loss("huber").set("delta", 0.5);
  page_.optimizer.rate = 1;
  page_.own.at("huber#2").optimizer->kind = Optimizer::Kind::adam;
  const Competitor who = competitor_of(document_, page_, "huber#2");
  EXPECT_EQ(who.loss.parameter("delta"), 2);
  EXPECT_EQ(who.optimizer.rate, 0.1);
  EXPECT_EQ(runner_name(document_, page_, "huber#2", in_english()), "Huber, Adam");
  EXPECT_EQ(runner_name(document_, page_, "huber", in_english()), "Huber, Gradient descent");
  EXPECT_EQ(runner_label(document_, page_, "huber#2", in_english()), "Huber (δ = 2), Adam");
  EXPECT_EQ(runner_with(document_, page_, who.key), "huber#2");
}

TEST_F(Runners, EightRunsOfOneLossHaveEightColours) {
  page_.ticked = {"huber"};
  for (std::size_t i = 1; i < max_competitors; ++i) add_run(document_, page_, "huber", in_english());
  std::set<int> colours, numbers;
  for (const std::string& runner : page_.ticked) {
    const int series = runner_series(document_, page_, runner);
    colours.insert(series % 8);
    numbers.insert(series);
    EXPECT_EQ(runner_with(document_, page_, series), runner);
  }
  EXPECT_EQ(colours.size(), 8u);
  EXPECT_EQ(numbers.size(), 8u);
  EXPECT_THROW(add_run(document_, page_, "huber", in_english()), InputError);
}

TEST_F(Runners, TakingOneOutForgetsItAlone) {
  add_run(document_, page_, "huber", in_english());
  add_run(document_, page_, "huber", in_english());
  remove_run(page_, "huber#2");
  EXPECT_FALSE(page_.own.contains("huber#2"));
  EXPECT_TRUE(page_.own.contains("huber#3"));
  EXPECT_EQ(std::ranges::count(page_.ticked, "huber"), 1);
  remove_run(page_, "huber");
  EXPECT_EQ(std::ranges::count(page_.ticked, "huber#3"), 1);
}

// Twice the curvature, half the rate: a step of squared error then goes as far as one of half of it.
TEST_F(Runners, MatchedRatesDivideByTheGreatestCurvature) {
  page_.rates = Rates::matched;
  page_.ticked = {"squared_error", "half_squared_error", "absolute_error", "huber"};
  page_.optimizer.rate = 0.1;
  EXPECT_DOUBLE_EQ(runner_optimizer(document_, page_, "squared_error").rate, 0.05);
  EXPECT_DOUBLE_EQ(runner_optimizer(document_, page_, "half_squared_error").rate, 0.1);
  EXPECT_DOUBLE_EQ(runner_optimizer(document_, page_, "absolute_error").rate, 0.1);  // a kink bounds no rate
  page_.own["huber"].optimizer = Optimizer{};
  page_.own["huber"].optimizer->rate = 3;
  EXPECT_DOUBLE_EQ(runner_optimizer(document_, page_, "huber").rate, 3);  // who has its own keeps it
  page_.optimizer.kind = Optimizer::Kind::adam;
  EXPECT_DOUBLE_EQ(runner_optimizer(document_, page_, "squared_error").rate, 0.1);  // indifferent to size
  const LabPage& classes = lab_page(document_, Task::classification);
  lab_page(document_, Task::classification).rates = Rates::matched;
  lab_page(document_, Task::classification).optimizer.rate = 0.1;
  EXPECT_DOUBLE_EQ(runner_optimizer(document_, classes, "logistic").rate, 0.4);
}

// Comparing methods is comparing competitors: the same loss under two of them takes different ways to one place.
TEST_F(Runners, TheSameLossUnderTwoMethodsRaces) {
  page_.ticked = {"half_squared_error"};
  add_run(document_, page_, "half_squared_error", in_english());
  page_.own.at("half_squared_error#2").optimizer->kind = Optimizer::Kind::nesterov;
  Lab lab(
      Task::regression, LOSSLAB_ASSETS, [] {}, in_english());
  lab.follow(document_);
  lab.aim(2000, 2000);
  ASSERT_TRUE(lab.approach([] { return false; }));
  ASSERT_EQ(lab.race().competitors().size(), 2u);
  EXPECT_NE(lab.race().theta(0, 10)[0], lab.race().theta(1, 10)[0]);
  EXPECT_NEAR(lab.race().theta(0, 2000)[0], lab.race().theta(1, 2000)[0], 1e-9);
  EXPECT_EQ(lab.competitor("half_squared_error#2"), 1);
  EXPECT_EQ(lab.competitor("huber"), -1);
}

}  // namespace
}  // namespace losslab
