// Descents that are kept: on the caller's thread and off it, with every iterate and with some left out.
#include <gtest/gtest.h>

#include <atomic>
#include <cmath>
#include <thread>

#include "app/core/descent/kept_runs.h"

namespace losslab {
namespace {

// ½ a |x|².
struct Bowl {
  double curvature = 1;
  Optimizer optimizer;
  friend bool operator==(const Bowl&, const Bowl&) = default;
  double evaluate(std::span<const double> x, std::span<double> gradient) const {
    double sum = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
      gradient[i] = curvature * x[i];
      sum += 0.5 * curvature * x[i] * x[i];
    }
    return sum;
  }
};

class Bowls final : public KeptRuns<int, Bowl> {
 public:
  using KeptRuns::KeptRuns;
  void start(std::vector<double> at, std::vector<double> curvatures) { begin_again(std::move(at), bowls(curvatures)); }
  void change(std::vector<double> curvatures) { follow_runners(bowls(curvatures)); }

 private:
  static std::vector<Runner> bowls(const std::vector<double>& curvatures) {
    std::vector<Runner> runners;
    for (std::size_t i = 0; i < curvatures.size(); ++i) {
      Bowl bowl{curvatures[i], {}};
      bowl.optimizer.rate = 0.5;
      runners.push_back({static_cast<int>(i), bowl});
    }
    return runners;
  }
};

double at(const Bowls& bowls, std::size_t run, long step) { return bowls.runs()[run].iterate(step)[0]; }

// What is made off the frame arrives in frames, and is what the caller's thread would have made.
TEST(KeptRuns, IteratesAreTheSameOnAnyThread) {
  std::atomic<int> woken = 0;
  Bowls here, there([&] { ++woken; });
  for (Bowls* bowls : {&here, &there}) bowls->start({3, -2}, {1, 0.1, 5});
  here.aim(300, 300);
  here.wait();
  there.aim(300, 300);
  while (there.behind()) {
    there.take();
    std::this_thread::yield();
  }
  EXPECT_GT(woken, 0);
  EXPECT_EQ(there.length(), 300);
  for (std::size_t run = 0; run < 3; ++run) {
    for (const long step : {0L, 1L, 17L, 299L, 300L}) {
      EXPECT_EQ(at(there, run, step), at(here, run, step)) << run << " at " << step;
      EXPECT_EQ(there.runs()[run].loss(step), here.runs()[run].loss(step));
    }
  }
  EXPECT_DOUBLE_EQ(at(here, 0, 3), 3 * 0.125);
  EXPECT_DOUBLE_EQ(here.runs()[0].slope(1), std::hypot(1.5, 1.0));
}

TEST(KeptRuns, AChangeOffTheFrameGoesOnFromTheIterateShown) {
  Bowls bowls([] {});
  bowls.start({1}, {1, 0.2});
  bowls.aim(40, 40);
  bowls.wait();
  bowls.seek(10);
  bowls.change({1, 0.4});
  EXPECT_EQ(bowls.length(), 10);
  EXPECT_EQ(bowls.changed_at(), 10);
  bowls.aim(12, 12);
  bowls.wait();
  EXPECT_NEAR(at(bowls, 1, 12), std::pow(0.9, 10) * 0.8 * 0.8, 1e-15);
  EXPECT_DOUBLE_EQ(at(bowls, 0, 12), std::pow(0.5, 12));
}

// The evaluation of a start that takes long is no matter of the frame: until it is there the one before stands for it.
TEST(KeptRuns, AStartIsMeasuredOffTheFrame) {
  Bowls bowls([] {});
  bowls.start({1}, {1, 3});
  EXPECT_FALSE(bowls.behind());  // there is none before the first
  EXPECT_EQ(bowls.runs()[1].loss(0), 1.5);
  bowls.start({2}, {1, 3});
  EXPECT_TRUE(bowls.behind());
  EXPECT_EQ(at(bowls, 1, 0), 2);
  EXPECT_EQ(bowls.runs()[1].loss(0), 1.5);
  while (bowls.behind()) {
    bowls.take();
    std::this_thread::yield();
  }
  EXPECT_EQ(bowls.runs()[1].loss(0), 6);
  EXPECT_EQ(bowls.runs()[0].slope(0), 2);
  // Begun again before the answer is there, and changed at once: the last one counts.
  for (const double to : {3.0, 4.0, 5.0}) {
    bowls.start({to}, {1, 3});
    bowls.take();
  }
  bowls.change({1, 2});
  bowls.aim(3, 3);
  while (bowls.behind()) {
    bowls.take();
    std::this_thread::yield();
  }
  EXPECT_EQ(bowls.runs()[0].loss(0), 12.5);
  EXPECT_EQ(bowls.runs()[1].loss(0), 25);
  EXPECT_EQ(at(bowls, 0, 3), 5 * 0.125);
  EXPECT_EQ(at(bowls, 1, 3), 0);
  // Or on the caller's thread, where somebody waits for it.
  bowls.start({6}, {1, 2});
  bowls.wait();
  EXPECT_EQ(bowls.runs()[0].loss(0), 18);
  EXPECT_FALSE(bowls.behind());
}

// A newcomer catches up, and nobody else is made anew.
TEST(KeptRuns, ANewcomerCatchesUpOffTheFrame) {
  Bowls bowls([] {});
  bowls.start({1}, {1});
  bowls.aim(30, 20);
  bowls.wait();
  bowls.change({1, 0.2});
  bowls.wait();
  EXPECT_EQ(bowls.length(), 30);
  EXPECT_EQ(bowls.position(), 20);
  EXPECT_NEAR(at(bowls, 1, 30), std::pow(0.9, 30), 1e-15);
}

TEST(KeptRuns, WhoLeavesTheFiniteNumbersStaysAtTheLastOfThem) {
  Bowls bowls;
  bowls.start({1}, {1, 1e200});
  bowls.aim(20, 20);
  bowls.wait();
  ASSERT_TRUE(bowls.runs()[1].stopped());
  EXPECT_TRUE(std::isfinite(at(bowls, 1, 20)));
  EXPECT_TRUE(std::isfinite(bowls.runs()[1].loss(20)));
  EXPECT_EQ(bowls.runs()[0].length(), 20);
  EXPECT_EQ(bowls.length(), 20);
}

// Where the memory for all iterates is used up every second of them goes; the first and the newest stay.
TEST(KeptRuns, IteratesAreThinnedWithinTheBudget) {
  constexpr std::size_t numbers = std::size_t{1} << 20;  // 8 MiB each
  Bowls bowls;
  bowls.start(std::vector<double>(numbers, 1.0), {0.02});
  bowls.aim(40, 40);
  bowls.wait();
  EXPECT_GT(bowls.stride(), 1);
  EXPECT_LE(bowls.runs()[0].bytes(), Bowls::memory_budget);
  const double factor = 0.99;
  EXPECT_NEAR(at(bowls, 0, 40), std::pow(factor, 40), 1e-14);
  EXPECT_EQ(at(bowls, 0, 0), 1);
  bowls.seek(23);
  EXPECT_EQ(bowls.position() % bowls.stride(), 0);
  EXPECT_NEAR(at(bowls, 0, bowls.position()), std::pow(factor, static_cast<double>(bowls.position())), 1e-14);
}

}  // namespace
}  // namespace losslab
