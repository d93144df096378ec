#include "losses/learn/exact/sensitivity.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "losses/learn/exact/exact.h"
#include "support.h"

namespace losslab {
namespace {

using test::make_setting;
using testing::HasSubstr;

Dataset points(std::vector<double> x, std::vector<double> y) {
  Dataset data;
  data.x1 = std::move(x);
  data.y = std::move(y);
  return data;
}

std::vector<double> curve(const Setting& setting, const Loss& loss, std::size_t point,
                          const std::vector<double>& positions) {
  const Loss one[] = {loss};
  return sensitivity(setting, one, point, positions, {}).at(0).displacement;
}

// Of a constant: the mean of 0, 1, 2 and z less that of 0, 1, 2 is (z − 1)/4.
TEST(Sensitivity, OfTheMean) {
  const Setting setting = make_setting(points({0, 1, 2, 3}, {0, 1, 2, 50}), "constant");
  const std::vector<double> found = curve(setting, Loss("squared_error"), 3, {-7, 1, 5, 101});
  EXPECT_NEAR(found[0], -2, 1e-9);
  EXPECT_NEAR(found[1], 0, 1e-9);
  EXPECT_NEAR(found[2], 1, 1e-9);
  EXPECT_NEAR(found[3], 25, 1e-9);
}

// Of a constant: the median of 0, 1, 2, 3 and z (the middle one of five) less that of 0, 1, 2, 3, which is any number
// from 1 to 2: as z goes from one side to the other the middle goes from 1 to 2.
TEST(Sensitivity, OfTheMedianIsBounded) {
  const Setting setting = make_setting(points({0, 1, 2, 3, 4}, {0, 1, 2, 3, 9}), "constant");
  const std::vector<double> found = curve(setting, Loss("absolute_error"), 4, {-1e6, 0, 1.25, 1.75, 4, 1e6});
  EXPECT_NEAR(found[1] - found[0], 0, 1e-9);
  EXPECT_NEAR(found[2] - found[0], 0.25, 1e-9);
  EXPECT_NEAR(found[3] - found[0], 0.75, 1e-9);
  EXPECT_NEAR(found[5] - found[0], 1, 1e-9);
  EXPECT_NEAR(found[5] - found[4], 0, 1e-9);
}

// Least squares: the displacement is h·(z − what the others say), h being the point's leverage.
TEST(Sensitivity, OfLeastSquaresIsItsLeverage) {
  const Setting setting = make_setting(points({0, 1, 2, 3, 4}, {1, 0, 3, 2, 5}), "line");
  const double leverage = 1.0 / 5 + 4.0 / 10;  // of the last: 1/n + (x − mean)²/Σ
  const std::vector<double> found = curve(setting, Loss("squared_error"), 4, {-10, 0, 10});
  EXPECT_NEAR(found[1] - found[0], 10 * leverage, 1e-9);
  EXPECT_NEAR(found[2] - found[1], 10 * leverage, 1e-9);
  // The other four lie about y = 0.6 + 0.6·x, which says 3 there.
  EXPECT_NEAR(found[1], -3 * leverage, 1e-9);
}

// What is moved along from position to position is what each fit alone would have found, with either penalty.
class SensitivityWithPenalties : public testing::TestWithParam<double> {};
TEST_P(SensitivityWithPenalties, IsTheDifferenceOfExactFits) {
  Setting setting = make_setting("line:n=41,outliers=0.2,seed=5", "poly:2", 0.05, true);
  setting.l1 = GetParam();
  const std::vector<double> positions{-30, -5, 0, 8, 20, 60};
  for (const char* id :
       {"squared_error", "huber", "absolute_error", "log_cosh", "epsilon_insensitive", "tukey_biweight"}) {
    const Loss loss(id);
    const std::vector<double> found = curve(setting, loss, 7, positions);
    ASSERT_EQ(found.size(), positions.size()) << id;
    std::vector<double> alone;
    for (const double position : positions) {
      Dataset data = *setting.data;
      data.y[7] = position;
      Setting moved = setting;
      moved.data = std::make_shared<const Dataset>(data);
      std::vector<double> f(data.size());
      ModelWorkspace work;
      setting.model->outputs(solve_exact(moved, loss).theta, {}, f, work);
      alone.push_back(f[7]);
    }
    for (std::size_t k = 1; k < found.size(); ++k) {
      EXPECT_NEAR(found[k] - found[0], alone[k] - alone[0], 1e-5) << id << " at " << positions[k];
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Sensitivity, SensitivityWithPenalties, testing::Values(0.0, 0.3));

// The mean of a line whose slope is held at 0: that of all points with z less that of the others.
TEST(Sensitivity, OfALineThatL1HoldsLevel) {
  Setting setting = make_setting(points({0, 1, 2, 3}, {0, 1, 2, 50}), "line");
  setting.l1 = 1e6;
  const std::vector<double> found = curve(setting, Loss("squared_error"), 3, {-7, 1, 5, 101});
  EXPECT_NEAR(found[0], -2, 1e-9);
  EXPECT_NEAR(found[3], 25, 1e-9);
}

TEST(Sensitivity, RedescendingLetsGo) {
  const Setting setting = make_setting("line:n=60,outliers=0,seed=5", "line", 0, true);
  const std::vector<double> tukey = curve(setting, Loss("tukey_biweight"), 30, {1e3, 1e4});
  EXPECT_NEAR(tukey[0], 0, 1e-6);
  EXPECT_NEAR(tukey[1], 0, 1e-6);
  const std::vector<double> huber = curve(setting, Loss("huber"), 30, {1e3, 1e4});
  EXPECT_NEAR(huber[0], huber[1], 1e-6);
  EXPECT_GT(huber[0], 1e-3);
}

TEST(Sensitivity, SaysWhatItCannotDo) {
  const Setting network = make_setting("line:n=20,seed=5", "mlp:2");
  EXPECT_THAT(test::message_of([&] { curve(network, Loss("huber"), 0, {1}); }), HasSubstr("linear in its parameters"));
  const Setting line = make_setting("line:n=20,seed=5", "line");
  EXPECT_THAT(test::message_of([&] { curve(line, Loss("huber"), 20, {1}); }), HasSubstr("number 21 of 20"));
  const Loss losses[] = {Loss("huber")};
  std::stop_source source;
  source.request_stop();
  EXPECT_TRUE(sensitivity(line, losses, 0, std::vector<double>{1}, source.get_token()).empty());
}

}  // namespace
}  // namespace losslab
