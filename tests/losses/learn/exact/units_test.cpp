// Fits in any units: inputs and targets from 1e-300 to 1e300.
#include <gtest/gtest.h>

#include <cmath>

#include "losses/core/error.h"
#include "losses/learn/exact/exact.h"
#include "losses/learn/exact/residual_scale.h"
#include "support.h"

namespace losslab {
namespace {

using test::make_setting;

Dataset points(int x_power, int y_power) {
  Dataset data;
  data.name = "points";
  for (int i = 0; i < 12; ++i) {
    data.x1.push_back(std::ldexp(0.5 + i + 0.25 * std::sin(7.0 * i), x_power));
    data.y.push_back(std::ldexp(i == 9 ? 40 : 3 + 1.5 * i + std::cos(5.0 * i), y_power));
  }
  return data;
}

constexpr std::array powers{-990, -664, -200, -30, 30, 200, 664, 990};
constexpr std::array losses{"squared_error", "half_squared_error", "huber",  "absolute_error", "pinball",
                            "log_cosh",      "tukey_biweight",     "cauchy", "welsch",         "epsilon_insensitive"};

// Powers of two change no digit: the weight is the same but for its unit, the bias the same.
TEST(Units, OfTheInputsChangeNoDigit) {
  for (const char* id : losses) {
    const Loss loss(id);
    const ExactFit usual = solve_exact(make_setting(points(0, 0), "line"), loss);
    for (const int power : powers) {
      const ExactFit fit = solve_exact(make_setting(points(power, 0), "line"), loss);
      EXPECT_EQ(std::ldexp(fit.theta[0], power), usual.theta[0]) << id << " 2^" << power;
      EXPECT_EQ(fit.theta[1], usual.theta[1]) << id << " 2^" << power;
      EXPECT_EQ(fit.converged, usual.converged) << id << " 2^" << power;
    }
  }
}

// Where the loss has no unit of its own. Squares of targets beyond 1e154 overflow: then the parameters are right and
// the objective is infinite, not wrong.
TEST(Units, OfTheTargetsScaleTheFit) {
  for (const char* id : {"squared_error", "half_squared_error"}) {
    const Loss loss(id);
    const ExactFit usual = solve_exact(make_setting(points(0, 0), "line"), loss);
    for (const int power : powers) {
      const ExactFit fit = solve_exact(make_setting(points(0, power), "line"), loss);
      EXPECT_NEAR(std::ldexp(fit.theta[0], -power), usual.theta[0], 1e-12) << id << " 2^" << power;
      EXPECT_NEAR(std::ldexp(fit.theta[1], -power), usual.theta[1], 1e-12) << id << " 2^" << power;
      EXPECT_EQ(std::isinf(fit.objective), power > 520) << id << " 2^" << power;
    }
  }
}

TEST(Units, OfTheResidualScaleAreThoseOfTheTargets) {
  const double usual = residual_scale(make_setting(points(0, 0), "line")).value;
  for (const int power : {-664, -200, 200, 664}) {
    EXPECT_NEAR(residual_scale(make_setting(points(power, 0), "line")).value, usual, 1e-12 * usual) << power;
    const double scale = residual_scale(make_setting(points(0, power), "line")).value;
    EXPECT_NEAR(std::ldexp(scale, -power), usual, 1e-9 * usual) << power;
  }
}

TEST(Units, PowersBeyondTheRangeAreRefused) {
  EXPECT_THROW(make_setting(points(664, 0), "poly:3"), InputError);
  EXPECT_NO_THROW(make_setting(points(300, 0), "poly:3"));
}

// A weight that would have to be infinite is said to be, and no other number is given for it.
TEST(Units, AWeightBeyondTheRangeIsRefused) {
  EXPECT_THROW(solve_exact(make_setting(points(-1040, 10), "line"), Loss("squared_error")), InputError);
}

TEST(Units, StandardizingWorksInAny) {
  const std::shared_ptr<const Model> usual = Model::make({}, points(0, 0), true);
  for (const int power : powers) {
    const std::shared_ptr<const Model> model = Model::make({}, points(power, 0), true);
    for (std::size_t i = 0; i < usual->features().size(); ++i) {
      EXPECT_EQ(model->features()[i], usual->features()[i]) << power;
    }
  }
}

TEST(Units, ColumnsThatDoNotVaryHaveNoWeight) {
  for (const double x : {0.0, 3.0, 1e200, -1e-200}) {
    Dataset data = points(0, 0);
    for (double& each : data.x1) each = x;
    const ExactFit fit = solve_exact(make_setting(data, "line"), Loss("squared_error"));
    EXPECT_EQ(fit.theta[0], 0) << x;
    EXPECT_TRUE(std::isfinite(fit.theta[1])) << x;
  }
}

}  // namespace
}  // namespace losslab
