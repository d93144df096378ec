#include "losses/learn/race/race_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <cstring>

#include "support.h"

namespace losslab {
namespace {

Race make_race(const char* model, std::size_t budget = Race::memory_budget) {
  const Setting setting = test::make_setting("line:n=61,outliers=0.2,seed=5", model);
  std::vector<Competitor> competitors(3);
  for (int k = 0; k < 3; ++k) {
    competitors[static_cast<std::size_t>(k)].key = k;
    competitors[static_cast<std::size_t>(k)].loss = Loss(k == 0 ? "huber" : k == 1 ? "log_cosh" : "cauchy");
    competitors[static_cast<std::size_t>(k)].optimizer = parse_optimizer(k == 0 ? "gd" : k == 1 ? "adam" : "momentum");
    competitors[static_cast<std::size_t>(k)].optimizer.rate = 0.01;
    competitors[static_cast<std::size_t>(k)].optimizer.batch = k == 1 ? 10 : 0;
  }
  return {setting, setting.model->initial(3), 3, competitors, budget};
}

void expect_same_bits(const Race& a, const Race& b) {
  ASSERT_EQ(a.length(), b.length());
  ASSERT_EQ(a.stride(), b.stride());
  for (std::size_t c = 0; c < a.competitors().size(); ++c) {
    for (long step = 0; step <= a.length(); ++step) {
      ASSERT_THAT(a.theta(c, step), testing::ElementsAreArray(b.theta(c, step)));
      ASSERT_EQ(std::memcmp(&a.measures(c, step), &b.measures(c, step), sizeof(Measures)), 0);
    }
  }
}

TEST(RaceService, GivesTheBlockingRaceBitForBit) {
  for (const char* model : {"line", "mlp:8,8"}) {
    for (const std::size_t budget : {Race::memory_budget, std::size_t{1}}) {
      Race blocking = make_race(model, budget);
      blocking.advance_to(700, {});
      std::atomic<int> told = 0;
      RaceService service([&] { ++told; });
      EXPECT_FALSE(service.take());
      service.set(make_race(model, budget));
      // Many requests, each in place of the one before.
      for (long length = 10; length <= 700; length += 10) service.ask(length);
      service.wait();
      EXPECT_TRUE(service.idle());
      EXPECT_GT(told, 0);
      const std::optional<Race> made = service.take();
      ASSERT_TRUE(made);
      expect_same_bits(*made, blocking);
      EXPECT_FALSE(service.take()) << "nothing twice";
    }
  }
}

TEST(RaceService, AnotherRaceDropsWhatWasMadeOfTheOneBefore) {
  RaceService service({});
  service.set(make_race("line"));
  service.ask(50);
  service.wait();
  service.set(make_race("mlp:8,8"));
  EXPECT_FALSE(service.take());
  service.ask(20);
  service.wait();
  EXPECT_EQ(service.take()->theta(0, 20).size(), make_race("mlp:8,8").start().size());
}

TEST(RaceService, GoesOnFromWhatWasTakenAndChanged) {
  RaceService service({});
  Race blocking = make_race("line");
  service.set(blocking);
  service.ask(200);
  service.wait();
  Race taken = *service.take();
  std::vector<Competitor> slower = taken.competitors();
  for (Competitor& one : slower) one.optimizer.rate *= 0.5;
  taken.change_competitors(slower, 120);
  service.set(taken);
  service.ask(300);
  service.wait();
  blocking.advance_to(200, {});
  blocking.change_competitors(slower, 120);
  blocking.advance_to(300, {});
  expect_same_bits(*service.take(), blocking);
  EXPECT_EQ(taken.length(), 120) << "who asked keeps what it has";
}

TEST(RaceService, EndsWithWorkUnderWay) {
  RaceService service({});
  service.set(make_race("mlp:64,64"));
  service.ask(Race::longest);
  service.cancel();
  service.wait();
  service.ask(Race::longest);
}

}  // namespace
}  // namespace losslab
