// Races that keep every second, fourth, ... iterate, beside those that keep all.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>

#include "race_support.h"

namespace losslab {
namespace {

using test::make_race;
using test::make_setting;
using test::many;

// Whether `sparse` holds what `whole`, which has every iterate, has at the steps that are kept.
void expect_part_of(const Race& sparse, const Race& whole) {
  ASSERT_EQ(sparse.length(), whole.length());
  for (std::size_t c = 0; c < whole.competitors().size(); ++c) {
    for (long step = 0; step <= whole.length(); ++step) {
      const long kept = sparse.kept(step);
      ASSERT_THAT(sparse.theta(c, step), testing::ElementsAreArray(whole.theta(c, kept))) << c << ", " << step;
      ASSERT_EQ(std::memcmp(&sparse.measures(c, step), &whole.measures(c, kept), sizeof(Measures)), 0);
    }
    const RaceHistory history = sparse.history(c);
    EXPECT_EQ(history.step(0), 0);
    EXPECT_EQ(history.step(history.size() - 1), whole.length());
    for (std::size_t i = 0; i < history.size(); ++i) {
      EXPECT_EQ(history[i].objective, whole.measures(c, history.step(i)).objective);
    }
  }
}

TEST(Race, ThinnedRacesKeepTheirIteratesExactly) {
  for (const char* model : {"line", "mlp:6,4"}) {
    const Setting setting = make_setting("line:n=40,outliers=0.1,seed=5", model);
    Race whole = make_race(setting, many());
    Race sparse(setting, setting.model->initial(3), 3, many(), 1);
    const Race begun = sparse;
    for (long length : {64L, 65L, 100L, 129L, 300L, 1001L}) {
      whole.advance_to(length, {});
      sparse.advance_to(length, {});
      expect_part_of(sparse, whole);
    }
    EXPECT_EQ(whole.stride(), 1);
    EXPECT_EQ(sparse.stride(), 16);
    EXPECT_EQ(sparse.kept(1001), 1001);
    EXPECT_EQ(sparse.kept(1000), 992);
    EXPECT_EQ(sparse.kept(5000), 1001);
    EXPECT_EQ(sparse.kept(-3), 0);
    EXPECT_EQ(begun.length(), 0) << "a copy stays as it was";
  }
}

TEST(Race, ThinnedRacesBranchExactly) {
  const Setting setting = make_setting("line:n=40,outliers=0.1,seed=5", "line");
  std::vector<Competitor> changed = many();
  for (Competitor& c : changed) c.optimizer.rate *= 0.5;
  for (long back : {0L, 16L, 992L, 1000L, 1001L}) {
    Race sparse(setting, setting.model->initial(3), 3, many(), 1), whole = make_race(setting, many());
    sparse.advance_to(1001, {});
    whole.advance_to(1001, {});
    const long kept = sparse.kept(back);
    sparse.change_competitors(changed, back);
    whole.change_competitors(changed, kept);
    EXPECT_EQ(sparse.length(), kept);
    sparse.advance_to(1200, {});
    whole.advance_to(1200, {});
    expect_part_of(sparse, whole);
    sparse.change_penalties(0.1, 0.01, 640);
    whole.change_penalties(0.1, 0.01, 640);
    sparse.advance_to(700, {});
    whole.advance_to(700, {});
    expect_part_of(sparse, whole);
  }
}

// Where steps are long a race may be looked at while some are a step ahead of the others.
TEST(Race, LongRacesInterruptedBetweenTwoAreExact) {
  const Setting setting = make_setting("line:n=3000,outliers=0.2,seed=5", "mlp:8,8");
  Race sparse(setting, setting.model->initial(3), 3, many(), 1), whole = make_race(setting, many());
  whole.advance_to(71, {});
  long asked = 0;
  while (!sparse.advance_to(71, [&] { return ++asked > 6 * 70; })) {
    for (std::size_t c = 0; c < many().size(); ++c) {
      ASSERT_THAT(sparse.theta(c, sparse.length()), testing::ElementsAreArray(whole.theta(c, sparse.length())));
    }
  }
  EXPECT_EQ(sparse.stride(), 2);
  expect_part_of(sparse, whole);
}

}  // namespace
}  // namespace losslab
