#include "losses/learn/race/calibration.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

namespace losslab {
namespace {

double score(double p) { return std::log(p / (1 - p)); }

// Two bins: p = 0.1, 0.3 with one of two right; p = 0.6, 0.8, 0.9 with two of three.
TEST(Calibration, ByHand) {
  const std::vector<double> scores{score(0.1), score(0.3), score(0.6), score(0.8), score(0.9)};
  const std::vector<double> labels{-1, 1, 1, -1, 1};
  const Calibration found = calibrate(scores, labels, 2);
  ASSERT_EQ(found.bins.size(), 2u);
  EXPECT_EQ(found.bins[0].count, 2u);
  EXPECT_NEAR(found.bins[0].mean, 0.2, 1e-15);
  EXPECT_EQ(found.bins[0].share, 0.5);
  EXPECT_EQ(found.bins[1].count, 3u);
  EXPECT_NEAR(found.bins[1].mean, 2.3 / 3, 1e-15);
  EXPECT_NEAR(found.bins[1].share, 2.0 / 3, 1e-15);
  // 2/5 · |0.5 − 0.2| + 3/5 · |2/3 − 2.3/3| = 0.12 + 0.06
  EXPECT_NEAR(found.error, 0.18, 1e-15);
}

TEST(Calibration, EdgesAndExtremes) {
  constexpr double infinite = std::numeric_limits<double>::infinity();
  const Calibration found =
      calibrate(std::vector<double>{0, infinite, -infinite, 800, -800}, std::vector<double>{1, 1, -1, 1, -1}, 10);
  EXPECT_EQ(found.bins[5].count, 1u);  // p = 0.5 belongs to [0.5, 0.6)
  EXPECT_EQ(found.bins[9].count, 2u);
  EXPECT_EQ(found.bins[0].count, 2u);
  EXPECT_TRUE(std::isnan(found.bins[3].mean));
  EXPECT_NEAR(found.error, 0.1, 1e-15);
  std::size_t all = 0;
  for (const CalibrationBin& bin : found.bins) all += bin.count;
  EXPECT_EQ(all, 5u);
}

TEST(Calibration, PerfectIsZeroAndUnknownIsNan) {
  EXPECT_EQ(calibrate(std::vector<double>{0, 0}, std::vector<double>{1, -1}).error, 0);
  EXPECT_TRUE(std::isnan(calibrate({}, {}).error));
  EXPECT_TRUE(std::isnan(calibrate(std::vector<double>{std::nan(""), 0}, std::vector<double>{1, 1}).error));
}

// Every p on an edge of ten bins, as doubles have them, lies where its bin says.
TEST(Calibration, BinsHoldWhatTheySay) {
  for (int bins : {3, 7, 10, 49}) {
    for (int k = 1; k < bins; ++k) {
      const std::vector<double> one{score(static_cast<double>(k) / bins)};
      for (const CalibrationBin& bin : calibrate(one, std::vector<double>{1}, bins).bins) {
        if (bin.count == 0) continue;
        EXPECT_LE(bin.low, bin.mean);
        EXPECT_LT(bin.mean, bin.high);
      }
    }
  }
}

}  // namespace
}  // namespace losslab
