// Data of which half of the points or more lie exactly on one fit: their residuals have no scale.
#include "losses/learn/exact/points_on_fit.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>

#include "losses/learn/exact/exact.h"
#include "losses/learn/exact/residual_scale.h"
#include "support.h"

namespace losslab {
namespace {

using test::make_setting;

Setting setting_of(int n, const std::function<double(int)>& x, const std::function<double(int)>& y,
                   const std::string& model = "line") {
  Dataset data;
  data.name = "points";
  for (int i = 0; i < n; ++i) {
    data.x1.push_back(x(i));
    data.y.push_back(y(i));
  }
  return make_setting(data, model);
}

void expect_line(const Setting& setting, double slope, double intercept, std::size_t points) {
  const ResidualScale scale = residual_scale(setting);
  EXPECT_EQ(scale.value, 0);
  ASSERT_TRUE(scale.on_fit.has_value());
  EXPECT_EQ(scale.on_fit->points, points);
  EXPECT_NEAR(scale.on_fit->theta[0], slope, 1e-12 * std::abs(slope) + 1e-300);
  EXPECT_NEAR(scale.on_fit->theta[1], intercept, 1e-9 * std::max(std::abs(intercept), std::abs(slope)) + 1e-13);
}

TEST(PointsOnFit, AllButOneOfFifteen) {
  expect_line(setting_of(
                  15, [](int i) { return i + 1; }, [](int i) { return i == 7 ? 40 : i + 1; }),
              1, 0, 14);
}

TEST(PointsOnFit, NumbersThatAreRoundedInTheirLastPlace) {
  expect_line(setting_of(
                  20, [](int i) { return 0.1 * i; }, [](int i) { return i % 5 == 2 ? 9 + i : 0.3 * (0.1 * i) + 0.7; }),
              0.3, 0.7, 16);
}

TEST(PointsOnFit, AllOfThem) {
  expect_line(setting_of(
                  9, [](int i) { return i; }, [](int i) { return 2.0 * i - 3; }),
              2, -3, 9);
  expect_line(setting_of(
                  9, [](int i) { return i; }, [](int) { return 5.0; }),
              0, 5, 9);
}

TEST(PointsOnFit, InAnyUnitsAndFarFromZero) {
  expect_line(setting_of(
                  15, [](int i) { return 1.7e12 + 1000.0 * i; }, [](int i) { return i == 3 ? 1e6 : 5.0 * i; }),
              5e-3, -8.5e9, 14);
  expect_line(setting_of(
                  15, [](int i) { return 1e-9 * i; }, [](int i) { return i == 3 ? 1e6 : 5.0 * i; }),
              5e9, 0, 14);
  expect_line(setting_of(
                  15, [](int i) { return 1e200 * i; }, [](int i) { return i == 3 ? 1e6 : 5.0 * i; }),
              5e-200, 0, 14);
}

TEST(PointsOnFit, ExactlyHalf) {
  expect_line(setting_of(
                  12, [](int i) { return i; }, [](int i) { return i % 2 == 0   ? i
                                                                  : i % 4 == 1 ? i + 10
                                                                               : i - 10; }),
              1, 0, 6);
}

// A fit always passes through as many points as it has parameters.
TEST(PointsOnFit, ThatAnyFitPassesThroughSayNothing) {
  const Setting three = setting_of(
      3, [](int i) { return i; }, [](int i) { return i * i; });
  EXPECT_FALSE(residual_scale(three).on_fit);
  const Setting four = setting_of(
      4, [](int i) { return i; }, [](int i) { return i * i * i - 2 * i; });
  EXPECT_FALSE(residual_scale(four).on_fit);
  EXPECT_GT(residual_scale(four).value, 0);
}

TEST(PointsOnFit, NoiseIsNoRounding) {
  for (const double noise : {1.0, 1e-3, 1e-6, 1e-9}) {
    const Setting setting = setting_of(
        30, [](int i) { return i; }, [&](int i) { return 2.0 * i + noise * std::sin(37.0 * i); });
    const ResidualScale scale = residual_scale(setting);
    EXPECT_FALSE(scale.on_fit) << noise;
    EXPECT_NEAR(scale.value / noise, 1, 0.6) << noise;
  }
}

TEST(PointsOnFit, OfAPolynomial) {
  const Setting setting = setting_of(
      20, [](int i) { return 0.5 * i - 4; },
      [](int i) {
        const double x = 0.5 * i - 4;
        return i == 4 ? 100 : x * x * x - 2 * x;
      },
      "poly:3");
  const ResidualScale scale = residual_scale(setting);
  ASSERT_TRUE(scale.on_fit.has_value());
  EXPECT_EQ(scale.on_fit->points, 19u);
  EXPECT_NEAR(scale.on_fit->theta[2], 1, 1e-12);
}

// Without a scale redescending losses meet exact fits as well.
TEST(PointsOnFit, IsWhereARedescendingLossComesToRest) {
  const Setting setting = setting_of(
      15, [](int i) { return i + 1; }, [](int i) { return i == 7 ? 40 : i + 1; });
  for (const char* id : {"tukey_biweight", "welsch", "hampel", "andrews", "truncated_quadratic"}) {
    const ExactFit fit = solve_exact(setting, Loss(id));
    EXPECT_NEAR(fit.theta[0], 1, 1e-9) << id;
    EXPECT_NEAR(fit.theta[1], 0, 1e-9) << id;
    EXPECT_TRUE(fit.converged) << id;
    EXPECT_LT(fit.iterations, 300) << id;
  }
}

}  // namespace
}  // namespace losslab
