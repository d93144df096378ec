// A play button over iterates that are no descent: whatever has them is played alike.
#include "app/core/shell/state/player.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace losslab {
namespace {

// Ten iterates that are there at once.
class Ten final : public Playback {
 public:
  static constexpr long last = 10;
  long position() const override { return position_; }
  long length() const override { return length_; }
  bool finished() const override { return position_ == last; }
  void seek(long position) override { position_ = std::clamp(position, 0L, length_); }
  void restart() override { position_ = length_ = 0; }
  void aim(long length, long position) override {
    length_ = std::clamp(length, 0L, last);
    position_ = std::clamp(position, 0L, length_);
  }
  void advance(long steps) override {
    const long to = std::max(position_ + steps, 0L);
    aim(std::max(length_, to), to);
  }
  bool take() override { return false; }
  void hold() override { ++held; }
  bool behind() const override { return false; }
  void wait() override {}
  bool approach(const std::function<bool()>&) override { return true; }
  long aimed_position() const override { return position_; }
  long aimed_length() const override { return length_; }

  int held = 0;

 private:
  long position_ = 0, length_ = 0;
};

TEST(Player, PlaysToTheEndAndStops) {
  Ten run;
  Player player;
  player.play_pause(run);
  EXPECT_TRUE(player.playing());
  EXPECT_FALSE(player.backwards());
  for (int frame = 0; frame < 20; ++frame) player.advance(run, 0);
  EXPECT_EQ(run.position(), Ten::last);
  EXPECT_FALSE(player.playing());
  player.play_pause(run);  // again from the start
  EXPECT_EQ(run.position(), 0);
  EXPECT_TRUE(player.playing());
}

TEST(Player, SpeedIsStepsAFrame) {
  Ten run;
  Player player;
  player.play_pause(run);
  player.advance(run, 2);
  EXPECT_EQ(run.position(), 4);
  for (int frame = 0; frame < 3; ++frame) player.advance(run, -2);
  EXPECT_EQ(run.position(), 4);
  player.advance(run, -2);
  EXPECT_EQ(run.position(), 5) << "one step in four frames";
}

TEST(Player, PlaysBackwardsToTheStart) {
  Ten run;
  run.aim(10, 3);
  Player player;
  player.play_back(run);
  EXPECT_TRUE(player.backwards());
  for (int frame = 0; frame < 3; ++frame) player.advance(run, 0);
  EXPECT_EQ(run.position(), 0);
  EXPECT_FALSE(player.playing());
  EXPECT_EQ(run.length(), 10) << "what was made stays";
}

TEST(Player, AStepIsAPause) {
  Ten run;
  Player player;
  player.play_pause(run);
  player.step(run, 1);
  EXPECT_FALSE(player.playing());
  EXPECT_EQ(run.held, 1);
  EXPECT_EQ(run.position(), 1);
  player.step(run, -1);
  EXPECT_EQ(run.position(), 0);
  EXPECT_EQ(run.length(), 1);
}

TEST(Player, APauseHoldsWhatIsShown) {
  Ten run;
  Player player;
  player.play_pause(run);
  player.advance(run, 1);
  player.play_pause(run);
  EXPECT_FALSE(player.playing());
  EXPECT_EQ(run.held, 1);
  player.advance(run, 3);
  EXPECT_EQ(run.position(), 2) << "a paused player does not move";
}

TEST(Player, ResetForgetsTheIterates) {
  Ten run;
  run.aim(7, 5);
  Player player;
  player.play_pause(run);
  player.reset(run);
  EXPECT_FALSE(player.playing());
  EXPECT_EQ(run.length(), 0);
}

}  // namespace
}  // namespace losslab
