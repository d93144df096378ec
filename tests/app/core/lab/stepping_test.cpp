// Runs stepped off the frame, shown as far as they have come, played both ways, and kept as ghosts.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/core/lab/lab_results.h"
#include "app/core/lab/page/lab_page.h"
#include "app/core/shell/application.h"
#include "app/core/shell/commands.h"
#include "app/core/shell/state/document.h"
#include "app/core/shell/state/screen.h"
#include "in_english.h"
#include "losses/learn/race/diagnosis.h"

namespace losslab {
namespace {

constexpr auto never = [] { return false; };

class SteppingTest : public testing::Test {
 protected:
  SteppingTest() { lab_.follow(document_); }
  // Everything that was asked for arrives.
  void arrive() {
    lab_.wait();
    lab_.take();
  }
  void set_delta(double delta) {
    document_.loss("huber").set("delta", delta);
    lab_.follow(document_);
  }
  std::vector<double> at_once(long steps) {
    Lab lab(
        Task::regression, LOSSLAB_ASSETS, [] {}, in_english());
    lab.follow(document_);
    lab.advance(steps, never);
    return lab.theta(1);
  }

  Document document_;
  Lab lab_{Task::regression, LOSSLAB_ASSETS, [] {}, in_english()};
};

TEST_F(SteppingTest, TheRaceArrivesAndThePositionFollows) {
  lab_.advance(50);
  EXPECT_TRUE(lab_.behind());
  EXPECT_EQ(lab_.aimed_position(), 50);
  arrive();
  EXPECT_FALSE(lab_.behind());
  EXPECT_EQ(lab_.position(), 50);
  EXPECT_EQ(lab_.theta(1), at_once(50));
  lab_.aim(90, 20);
  arrive();
  EXPECT_EQ(lab_.race().length(), 90);
  EXPECT_EQ(lab_.position(), 20);
  lab_.advance(30);
  EXPECT_EQ(lab_.position(), 50) << "what is there is shown at once";
  lab_.advance(-70);
  EXPECT_EQ(lab_.position(), 0);
  EXPECT_EQ(lab_.race().length(), 90);
}

TEST_F(SteppingTest, HoldingShowsWhatWasShownLast) {
  lab_.advance(10);
  arrive();
  lab_.advance(100000);
  lab_.hold();
  EXPECT_FALSE(lab_.behind());
  EXPECT_EQ(lab_.position(), 10);
  lab_.wait();
  EXPECT_FALSE(lab_.take());
  EXPECT_EQ(lab_.position(), 10);
  lab_.advance(5);
  arrive();
  EXPECT_EQ(lab_.position(), 15) << "never beyond what was asked for";
  EXPECT_EQ(lab_.theta(1), at_once(15));
}

TEST_F(SteppingTest, AChangeUnderWayGoesOnWithTheNewSettings) {
  lab_.aim(300, 300);
  set_delta(2);
  EXPECT_TRUE(lab_.behind());
  arrive();
  EXPECT_EQ(lab_.position(), 300);
  EXPECT_EQ(lab_.theta(1), at_once(300));
}

TEST_F(SteppingTest, GhostsAreKeptByChangesThatCutSomethingOff) {
  lab_.advance(40, never);
  set_delta(2);
  EXPECT_FALSE(lab_.ghost()) << "nothing was cut off";
  lab_.advance(40, never);
  const auto end = lab_.theta(1);
  lab_.seek(30);
  set_delta(3);
  ASSERT_TRUE(lab_.ghost());
  EXPECT_EQ(lab_.branched_at(), 30);
  EXPECT_EQ(lab_.ghost()->length(), 80);
  EXPECT_THAT(lab_.ghost()->theta(1, 80), testing::ElementsAreArray(end));
  set_delta(4);
  EXPECT_EQ(lab_.ghost()->length(), 80) << "the next steps of a drag cut nothing off";
  lab_.advance(10, never);
  lab_.seek(35);
  lab_page(document_, Task::regression).l2 = 0.1;
  lab_.follow(document_);
  EXPECT_EQ(lab_.branched_at(), 35);
  EXPECT_EQ(lab_.ghost()->length(), 40);
  lab_.restart();
  EXPECT_FALSE(lab_.ghost());
}

TEST_F(SteppingTest, DataDropTheGhost) {
  lab_.advance(40, never);
  lab_.seek(10);
  set_delta(2);
  ASSERT_TRUE(lab_.ghost());
  lab_page(document_, Task::regression).data.outliers = 0.3;
  lab_.follow(document_);
  EXPECT_FALSE(lab_.ghost());
}

TEST(OpeningRuns, AreHealthy) {
  const Document document;
  for (const Task task : {Task::regression, Task::classification}) {
    Lab lab(
        task, LOSSLAB_ASSETS, [] {}, in_english());
    lab.follow(document);
    lab.advance(opening_length, never);
    for (std::size_t c = 0; c < lab.race().competitors().size(); ++c) {
      const auto found = diagnose(lab.race(), c, opening_length);
      EXPECT_FALSE(found) << lab.race().competitors()[c].loss.label() << ": " << found->what;
    }
  }
}

class PlayTest : public testing::Test {
 protected:
  PlayTest() {
    command(screen_command(screen_index("regression")));
    while (frame()) {
    }
  }
  void command(Command one) {
    Actions actions;
    actions.commands.push_back(one);
    app_.apply(std::move(actions), 0);
  }
  bool frame() {
    app_.wait();
    return app_.tick(0);
  }
  long position() const { return lab_results(app_, Task::regression).lab().position(); }

  Application app_{LOSSLAB_ASSETS, [] {}};
};

TEST_F(PlayTest, PlaysEvenlyAtEverySpeed) {
  for (int power : {-4, 0, 5, 10}) {
    command(Command::reset);
    while (app_.view().speed_power > power) command(Command::slower);
    while (app_.view().speed_power < power) command(Command::faster);
    command(Command::play_pause);
    frame();
    for (int k = 1; k < 50; ++k) {
      EXPECT_TRUE(frame());
      EXPECT_EQ(position(), power < 0 ? k >> -power : static_cast<long>(k) << power) << power;
    }
    command(Command::play_pause);
    EXPECT_FALSE(app_.player().playing());
    const long shown = position();
    frame();
    EXPECT_EQ(position(), shown);
  }
}

TEST_F(PlayTest, PlaysBackToTheStart) {
  while (app_.view().speed_power < 5) command(Command::faster);
  command(Command::play_back);
  EXPECT_TRUE(app_.player().backwards());
  EXPECT_TRUE(frame());
  EXPECT_EQ(position(), 300 - 32);
  command(Command::play_pause);
  EXPECT_FALSE(app_.player().playing());
  EXPECT_EQ(position(), 300 - 32);
  command(Command::play_back);
  for (int k = 0; k < 8; ++k) frame();
  EXPECT_TRUE(app_.player().backwards());
  frame();
  EXPECT_EQ(position(), 0);
  EXPECT_FALSE(app_.player().playing());
  EXPECT_EQ(lab_results(app_, Task::regression).lab().race().length(), 300);
  command(Command::play_back);
  command(Command::play_pause);
  EXPECT_FALSE(app_.player().playing()) << "a pause, in whichever direction";
  EXPECT_EQ(info(Command::play_back).shortcut, "Shift+Space");
}

TEST_F(PlayTest, StepsAddUpBeforeTheyArrive) {
  for (int k = 0; k < 5; ++k) command(Command::step_forward);
  frame();
  EXPECT_EQ(position(), 305);
}

}  // namespace
}  // namespace losslab
