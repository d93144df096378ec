#include "losses/learn/race/race.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <hwy/targets.h>

#include <cmath>
#include <cstring>
#include <vector>

#include "race_support.h"

namespace losslab {
namespace {

using test::bytes;
using test::competitor;
using test::make_race;
using test::make_setting;
using test::many;
using testing::HasSubstr;

TEST(Race, SameSeedSameBytes) {
  for (const char* model : {"line", "mlp:8,8"}) {
    const Setting setting = make_setting("line:n=61,outliers=0.2,seed=5", model);
    Race a = make_race(setting, many()), b = make_race(setting, many());
    EXPECT_TRUE(a.advance_to(300, {}));
    int asked = 0;
    while (!b.advance_to(300, [&] { return ++asked % 7 == 0; })) {
    }
    EXPECT_EQ(a.length(), 300);
    EXPECT_EQ(bytes(a), bytes(b));
  }
}

// The widest vectors and narrower ones give the same digits.
TEST(Race, SameBytesOnNarrowerVectors) {
  const auto run = [] {
    const Setting line = make_setting("line:n=61,outliers=0.2,seed=5", "mlp:8,5");
    Race race = make_race(line, {competitor(1, "huber", "gd", 0.01), competitor(2, "squared_error", "adam", 0.01, 9)});
    race.advance_to(200, {});
    const Setting plain = make_setting("line:n=61,outliers=0.2,seed=5", "line");
    Race second = make_race(plain, {competitor(1, "huber", "gd", 0.01), competitor(2, "tukey_biweight", "gd", 0.01)});
    second.advance_to(200, {});
    const Setting classes = make_setting("gaussians:n=61,flips=0.2,seed=5", "linear");
    Race third = make_race(classes, {competitor(1, "logistic", "gd", 0.1), competitor(2, "focal", "adam", 0.1)});
    third.advance_to(200, {});
    return bytes(race) + bytes(second) + bytes(third);
  };
  const std::string widest = run();
  for (auto targets : hwy::SupportedAndGeneratedTargets()) {
    hwy::SetSupportedTargetsForTest(targets);
    hwy::GetChosenTarget().Update(hwy::SupportedTargets());
    EXPECT_EQ(run(), widest) << hwy::TargetName(targets);
  }
  hwy::SetSupportedTargetsForTest(0);
  hwy::GetChosenTarget().Update(hwy::SupportedTargets());
}

// A stepper that is not asked for measures computes the gradient alone; the iterates are those of the race.
TEST(Race, StepsAloneLeadTheSameWay) {
  for (const char* model : {"line", "poly:2", "mlp:8,5"}) {
    const Setting setting = make_setting("line:n=61,outliers=0.2,seed=5", model, 0.01, true);
    Race race = make_race(setting, many());
    race.advance_to(100, {});
    for (std::size_t c = 0; c < many().size(); ++c) {
      Stepper stepper(setting, many()[c], 3);
      RunState state = stepper.start(setting.model->initial(3));
      for (int k = 0; k < 100; ++k) ASSERT_FALSE(stepper.step(state));
      EXPECT_THAT(state.theta, testing::ElementsAreArray(race.theta(c, 100))) << model << c;
      EXPECT_EQ(stepper.measure(state.theta).objective, race.measures(c, 100).objective);
    }
  }
}

TEST(Race, StepsAloneEndWhereTheRaceDoes) {
  const Setting setting = make_setting("line:n=40,seed=5", "line");
  const Setting classes = make_setting("gaussians:n=40,flips=0.1,seed=5", "linear");
  const Competitor lines[] = {competitor(1, "squared_error", "gd", 10), competitor(2, "expectile", "gd", 10),
                              competitor(3, "squared_error", "momentum", 2)};
  const Competitor planes[] = {competitor(4, "exponential", "gd", 1e3),
                               competitor(5, "squared_hinge", "nesterov", 1e2)};
  const auto compare = [](const Setting& of, const Competitor& who) {
    Race race(of, of.model->initial(3), 3, {who});
    race.advance_to(2000, {});
    ASSERT_TRUE(race.divergence(0).has_value()) << who.loss.label();
    Stepper stepper(of, who, 3);
    RunState state = stepper.start(of.model->initial(3));
    std::optional<Divergence> failure;
    while (!failure && state.step < 2000) failure = stepper.step(state);
    ASSERT_TRUE(failure.has_value()) << who.loss.label();
    EXPECT_EQ(failure->step, race.divergence(0)->step);
    EXPECT_EQ(failure->cause, race.divergence(0)->cause);
    EXPECT_THAT(state.theta, testing::ElementsAreArray(race.theta(0, race.length())));
  };
  for (const Competitor& who : lines) compare(setting, who);
  for (const Competitor& who : planes) compare(classes, who);
}

// Where steps take long, `enough` is asked within them; that changes no digit.
TEST(Race, LongStepsCanBeInterrupted) {
  const Setting setting = make_setting("line:n=3000,outliers=0.2,seed=5", "mlp:8,8");
  Race whole = make_race(setting, many()), pieces = make_race(setting, many());
  whole.advance_to(5, {});
  int calls = 1;
  while (!pieces.advance_to(5, [] { return true; })) {
    ++calls;
    for (std::size_t c = 0; c < many().size(); ++c) {
      EXPECT_EQ(static_cast<long>(pieces.history(c).size()), pieces.length() + 1);
    }
  }
  EXPECT_EQ(calls, 5 * static_cast<int>(many().size()));
  EXPECT_EQ(bytes(pieces), bytes(whole));
  Race half = make_race(setting, many());
  for (int k = 0; k < 9; ++k) half.advance_to(5, [] { return true; });
  half.change_competitors(many(), half.length());
  half.advance_to(5, {});
  EXPECT_EQ(bytes(half), bytes(whole));
}

TEST(Race, CopiesGoTheirOwnWays) {
  const Setting setting = make_setting("line:n=40,seed=5", "line");
  Race a = make_race(setting, many());
  a.advance_to(50, {});
  Race b = a;
  const std::string before = bytes(a);
  b.advance_to(80, {});
  b.change_competitors({many()[0]}, 10);
  EXPECT_EQ(bytes(a), before);
  EXPECT_EQ(a.length(), 50);
}

TEST(Race, RewindingEqualsAFreshRun) {
  for (const char* model : {"line", "mlp:6,4"}) {
    const Setting setting = make_setting("line:n=40,outliers=0.1,seed=5", model);
    for (long back : {0L, 1L, 63L, 64L, 65L, 100L, 199L, 200L}) {
      Race fresh = make_race(setting, many()), race = make_race(setting, many());
      fresh.advance_to(250, {});
      race.advance_to(200, {});
      race.change_competitors(many(), back);
      EXPECT_EQ(race.length(), back);
      race.advance_to(250, {});
      EXPECT_EQ(bytes(race), bytes(fresh)) << model << ", back to " << back;
    }
  }
}

// A branch with other settings, then back to before it and on with the old ones: as if it had not been.
TEST(Race, BranchesCanBeUndone) {
  const Setting setting = make_setting("line:n=40,outliers=0.1,seed=5", "line");
  Race fresh = make_race(setting, many()), race = make_race(setting, many());
  fresh.advance_to(220, {});
  race.advance_to(150, {});
  std::vector<Competitor> changed = many();
  for (Competitor& c : changed) c.optimizer.rate *= 0.5;
  race.change_competitors(changed, 130);
  race.advance_to(200, {});
  EXPECT_NE(race.theta(1, 180)[0], fresh.theta(1, 180)[0]);
  EXPECT_EQ(race.theta(1, 130)[0], fresh.theta(1, 130)[0]);
  race.change_penalties(0.1, 0, 170);
  race.advance_to(190, {});
  race.change_penalties(0, 0, 160);
  race.change_competitors(many(), 100);
  race.advance_to(220, {});
  EXPECT_EQ(bytes(race), bytes(fresh));
}

TEST(Race, BranchContinuesFromTheStateThere) {
  const Setting setting = make_setting("line:n=40,seed=5", "line");
  Competitor adam = competitor(1, "huber", "adam", 0.1);
  Race race = make_race(setting, {adam});
  race.advance_to(100, {});
  Stepper stepper(setting, adam, 3);
  RunState state = stepper.start(setting.model->initial(3));
  for (int k = 0; k < 77; ++k) ASSERT_FALSE(stepper.step(state));
  adam.optimizer.rate = 0.03;
  race.change_competitors({adam}, 77);
  race.advance_to(100, {});
  Stepper slower(setting, adam, 3);
  for (int k = 77; k < 100; ++k) ASSERT_FALSE(slower.step(state));
  EXPECT_EQ(race.theta(0, 100)[0], state.theta[0]);
  EXPECT_EQ(race.theta(0, 100)[1], state.theta[1]);
}

TEST(Race, NewcomersCatchUpAndOthersLeave) {
  const Setting setting = make_setting("line:n=40,seed=5", "line");
  Race race = make_race(setting, {many()[0], many()[1]}), fresh = make_race(setting, {many()[2], many()[0]});
  race.advance_to(90, {});
  race.change_competitors({many()[2], many()[0]}, 80);
  EXPECT_EQ(race.length(), 80);
  fresh.advance_to(80, {});
  EXPECT_EQ(bytes(race), bytes(fresh));
}

TEST(Race, DivergenceKeepsTheLastFiniteIterate) {
  const Setting setting = make_setting("line:n=40,seed=5", "line");
  Race race = make_race(setting, {competitor(1, "squared_error", "gd", 10), competitor(2, "huber", "gd", 0.01)});
  EXPECT_TRUE(race.advance_to(500, {}));
  ASSERT_TRUE(race.divergence(0).has_value());
  EXPECT_FALSE(race.divergence(1).has_value());
  const Divergence divergence = *race.divergence(0);
  EXPECT_THAT(divergence.cause,
              HasSubstr("step " + std::to_string(divergence.step) + ": the loss grew beyond the largest"));
  EXPECT_EQ(static_cast<long>(race.history(0).size()), divergence.step);
  EXPECT_TRUE(std::isfinite(race.measures(0, 500).objective));
  EXPECT_TRUE(std::isfinite(race.theta(0, 500)[0]));
  EXPECT_EQ(race.theta(0, 500)[0], race.theta(0, divergence.step - 1)[0]);
  EXPECT_FALSE(race.finished());

  // A smaller rate goes on from where it stopped; going back to before leads on as a fresh run does.
  std::vector<Competitor> slower = race.competitors();
  slower[0].optimizer.rate = 0.01;
  race.change_competitors(slower, 400);
  EXPECT_FALSE(race.divergence(0).has_value());
  race.advance_to(500, {});
  EXPECT_LT(race.measures(0, 500).objective, race.measures(0, 400).objective);
  race.change_competitors(slower, 300);
  EXPECT_EQ(race.length(), 300);
  race.advance_to(320, {});
  EXPECT_LT(race.measures(0, 320).objective, race.measures(0, 300).objective);
  race.change_competitors(slower, 0);
  race.advance_to(100, {});
  Race fresh = make_race(setting, slower);
  fresh.advance_to(100, {});
  EXPECT_EQ(bytes(race), bytes(fresh));
}

TEST(Race, StopsWhereAllDiverged) {
  const Setting setting = make_setting("line:n=40,seed=5", "line");
  Race race =
      make_race(setting, {competitor(1, "squared_error", "gd", 10, 5), competitor(2, "squared_error", "gd", 1)});
  EXPECT_FALSE(race.advance_to(100000, {}));
  EXPECT_TRUE(race.finished());
  for (std::size_t c = 0; c < 2; ++c) {
    ASSERT_TRUE(race.divergence(c).has_value());
    EXPECT_TRUE(std::isfinite(race.history(c).back().objective));
  }
  const Setting classes = make_setting("gaussians:n=40,flips=0.1,seed=5", "linear");
  Race start(classes, {1e6, 0, 0}, 1, {competitor(1, "exponential", "gd", 0.1)});
  EXPECT_FALSE(start.advance_to(10, {}));
  EXPECT_EQ(start.length(), 0);
  EXPECT_EQ(start.divergence(0)->step, 1);
}

TEST(Race, ZeroOneRunsAndNothingMoves) {
  const Setting classes = make_setting("gaussians:n=40,flips=0.1,seed=5", "linear");
  Race race(classes, {1, 2, 3}, 1, {competitor(1, "zero_one", "adam", 0.1)});
  EXPECT_TRUE(race.advance_to(20, {}));
  EXPECT_THAT(race.theta(0, 20), testing::ElementsAre(1, 2, 3));
}

// One whose settings changed before stays with the new ones where the others go back to before that.
TEST(Race, GoingBackKeepsTheNewestSettings) {
  const Setting setting = make_setting("line:n=40,outliers=0.1,seed=5", "line");
  std::vector<Competitor> changed = many();
  for (Competitor& c : changed) c.optimizer.rate *= 0.5;
  Race race = make_race(setting, many()), expected = make_race(setting, many());
  race.advance_to(100, {});
  race.change_competitors(changed, 50);
  race.advance_to(100, {});
  race.change_competitors(changed, 30);
  expected.advance_to(30, {});
  expected.change_competitors(changed, 30);
  race.advance_to(90, {});
  expected.advance_to(90, {});
  EXPECT_EQ(bytes(race), bytes(expected));
  race.change_competitors(changed, 77);
  expected.change_competitors(changed, 77);
  race.advance_to(90, {});
  expected.advance_to(90, {});
  EXPECT_EQ(bytes(race), bytes(expected));
}

TEST(Race, NewcomersMayComeLater) {
  const Setting setting = make_setting("line:n=40,seed=5", "line");
  Race race = make_race(setting, {many()[0], many()[1]});
  race.advance_to(90, {});
  Race at_once = race;
  at_once.change_competitors({many()[2], many()[0]}, 80);
  race.change_competitors({many()[2], many()[0]}, 80, Race::Newcomers::later);
  EXPECT_TRUE(race.catching_up());
  EXPECT_EQ(race.length(), 80);
  EXPECT_THAT(race.theta(0, 80), testing::ElementsAreArray(race.start()));
  EXPECT_FALSE(race.advance_to(80, [] { return true; }));
  EXPECT_THAT(race.theta(0, 80), testing::ElementsAreArray(at_once.theta(0, 1)));
  while (!race.advance_to(80, [] { return true; })) {
  }
  EXPECT_FALSE(race.catching_up());
  EXPECT_EQ(bytes(race), bytes(at_once));
}

TEST(Race, MeasuresNorms) {
  const Setting setting = make_setting("line:n=40,seed=5", "line", 0.1);
  Race race = make_race(setting, {competitor(1, "huber", "gd", 0.01), competitor(2, "huber", "gd", 0.01, 7)});
  race.advance_to(20, {});
  for (std::size_t c = 0; c < 2; ++c) {
    for (long step : {0L, 13L, 20L}) {
      const auto theta = race.theta(c, step);
      std::vector<double> gradient(2);
      Objective(setting, Loss("huber"))(theta, gradient);
      EXPECT_DOUBLE_EQ(race.measures(c, step).gradient_norm, std::hypot(gradient[0], gradient[1]));
      EXPECT_DOUBLE_EQ(race.measures(c, step).weight_norm, std::abs(theta[0]));
    }
  }
}

}  // namespace
}  // namespace losslab
